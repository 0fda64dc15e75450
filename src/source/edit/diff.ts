const AROUND = 3;

/** Lines that differ: `[from, to)` of the one text, and of the other. */
interface Hunk {
  readonly old: readonly [number, number];
  readonly fresh: readonly [number, number];
}

/**
 * A unified diff of two texts; empty where they are the same. A carriage return is part of its line.
 * @source GNU diffutils manual, "Detailed Description of Unified Format"
 */
export function diffOf({ file, before, after }: { readonly file: string; readonly before: string; readonly after: string }): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const lines: string[] = [];
  let shift = 0;
  for (const group of grouped(hunksOf(old, fresh))) {
    const [first, last] = [group[0] as Hunk, group.at(-1) as Hunk];
    const from = Math.max(0, first.old[0] - AROUND);
    const to = Math.min(old.length, last.old[1] + AROUND);
    const body: string[] = [];
    let at = from;
    for (const hunk of group) {
      body.push(...old.slice(at, hunk.old[0]).map((line) => ` ${line}`));
      body.push(...old.slice(hunk.old[0], hunk.old[1]).map((line) => `-${line}`));
      body.push(...fresh.slice(hunk.fresh[0], hunk.fresh[1]).map((line) => `+${line}`));
      at = hunk.old[1];
    }
    body.push(...old.slice(at, to).map((line) => ` ${line}`));
    const grown = group.reduce((sum, hunk) => sum + size(hunk.fresh) - size(hunk.old), 0);
    lines.push(`@@ -${stretch(from, to - from)} +${stretch(from + shift, to - from + grown)} @@`, ...body);
    shift += grown;
  }
  return [`--- a/${file}`, `+++ b/${file}`, ...lines].map((line) => `${line}\n`).join('');
}

/** How many lines a change adds or rewrites, or takes away. */
export function linesChanged(before: string, after: string): number {
  return hunksOf(linesOf(before), linesOf(after)).reduce((sum, { old, fresh }) => sum + Math.max(size(old), size(fresh)), 0);
}

const size = ([from, to]: readonly [number, number]): number => to - from;

/** A stretch of no lines is told by the line before it. */
const stretch = (from: number, count: number): string => `${count === 0 ? from : from + 1},${count}`;

/** Lines without what ends them; a last one that no end follows is marked, since it differs from one that has it. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() as string;
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** Hunks near enough to share lines around them. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    if (last && hunk.old[0] - (last.at(-1) as Hunk).old[1] <= 2 * AROUND) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

/** Larger stretches that differ are one hunk: nobody reads what is the same within them. */
const MOST_CELLS = 4_000_000;

/** By the longest common subsequence of the lines between what both begin and end with. */
function hunksOf(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const [n, m] = [old.length - head - tail, fresh.length - head - tail];
  if (n === 0 && m === 0) return [];
  if (n === 0 || m === 0 || n * m > MOST_CELLS) return [{ old: [head, head + n], fresh: [head, head + m] }];
  const width = m + 1;
  const longest = new Uint32Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      longest[i * width + j] =
        old[head + i] === fresh[head + j]
          ? (longest[(i + 1) * width + j + 1] as number) + 1
          : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number);
  const hunks: Hunk[] = [];
  let [i, j, from, to] = [0, 0, 0, 0];
  const close = (): void => {
    if (i > from || j > to) hunks.push({ old: [head + from, head + i], fresh: [head + to, head + j] });
  };
  while (i < n && j < m) {
    if (old[head + i] === fresh[head + j]) {
      close();
      i++;
      j++;
      [from, to] = [i, j];
    } else if ((longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number)) i++;
    else j++;
  }
  [i, j] = [n, m];
  close();
  return hunks;
}

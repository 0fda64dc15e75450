/** A generator of numbers in [0, 1) that a text seeds: the same place of the same spec always gets the same mutation. */
export function randomFor(seed: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (random: () => number, below: number): number => Math.floor(random() * below);

/** A word with one letter left out, doubled, swapped with its neighbor or replaced. Its first character stays a letter. */
export function typoOf(word: string, random: () => number, isTaken: (candidate: string) => boolean): string | undefined {
  for (let tries = 0; tries < 20; tries++) {
    const at = pick(random, word.length);
    const letter = word[at] ?? '';
    const next = word[at + 1] ?? '';
    const other = 'aeinorstlq'[pick(random, 10)] ?? 'q';
    const candidate = [
      word.length > 3 ? word.slice(0, at) + word.slice(at + 1) : word,
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + next + letter + word.slice(at + 2),
      word.slice(0, at) + other + word.slice(at + 1),
    ][pick(random, 4)];
    if (candidate === undefined || candidate === word || !/^[A-Za-z][A-Za-z0-9_-]*$/.test(candidate) || /-$/.test(candidate)) continue;
    if (!isTaken(candidate)) return candidate;
  }
  return undefined;
}

import { type Mutant, type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { isInFlow, isNoProse, lineEnd, lineStart, lines, type Site } from '../sites.js';

/** What other tools, languages and keyboards leave in a spec: marks of merges and diffs, comments of JSON, spaces and quotes of word processors. */

const at = (start: number): Stretch => ({ start, end: start });
const all = ({ text }: Sound): Stretch => ({ start: 0, end: text.length + 1000 });

/** Every third line, so that the tests stay quick. */
const some = (sound: Sound): readonly Site[] => lines(sound).filter((_, i) => i % 3 === 0);

const perLine = (name: string, change: (sound: Sound, site: Site, start: number, end: number) => readonly Mutant[]): Operator => ({
  name,
  mutants: (sound) =>
    some(sound).flatMap((site) => {
      const start = lineStart(sound.text, site.entry?.keyAt.start ?? 0);
      return change(sound, site, start, lineEnd(sound.text, start));
    }),
});

/** A conflict that nobody resolved has two readings: its lines are named, and nothing is suggested. */
export const conflict = perLine('leave a merge conflict', (sound, site, start, end) => {
  const line = sound.text.slice(start, end);
  const by = `<<<<<<< HEAD\n${line}\n=======\n${line} # theirs\n>>>>>>> branch`;
  return [replacing(sound, site, { start, end }, by, { place: { start, end: start + 12 }, suggests: 'none' })];
});

/** One marker that resolving the conflict left behind. */
export const marker = perLine('leave a marker of a merge', (sound, site, start) => {
  const by = ['<<<<<<< HEAD', '=======', '>>>>>>> feature: x'][start % 3] ?? '=======';
  return [
    replacing(sound, site, at(start), `${by}\n`, {
      place: { start, end: start + by.length },
      suggests: ({ suggestion }) => suggestion === '',
    }),
  ];
});

/** A line of a patch, with its plus or minus. */
export const diffLine = perLine('leave the mark of a diff before a line', (sound, site, start) => {
  const sign = start % 2 === 0 ? '+' : '-';
  // `- a.yaml` at the margin may be an item of a list; a line of a nested map is not.
  return [replacing(sound, site, at(start), sign, { place: { start, end: lineEnd(sound.text, start) + 1 } })];
});

/** The line as it was and as it is. */
export const diffPair = perLine('leave both lines of a diff', (sound, site, start, end) => {
  const line = sound.text.slice(start, end);
  const by = `@@ -1,7 +1,7 @@\n-${line} # old\n+${line}`;
  return [replacing(sound, site, { start, end }, by, { place: { start, end: start + by.length } })];
});

/** The whole spec as a patch. */
export const patch: Operator = {
  name: 'give a patch for a spec',
  mutants: (sound) => {
    const [root] = sound.sites;
    if (!root) return [];
    const lined = sound.text.trimEnd().split('\n');
    const tail = sound.text.slice(sound.text.trimEnd().length);
    const whole = { start: 0, end: sound.text.length };
    const added = `--- /dev/null\n+++ b/shop.sysdesign.yaml\n@@ -0,0 +1,${lined.length} @@\n${lined.map((line) => `+${line}`).join('\n')}${tail}`;
    const changed = `@@ -1,${lined.length} +1,${lined.length} @@\n${lined.map((line, i) => (i % 9 === 4 ? `-${line}\n+${line}` : ` ${line}`)).join('\n')}${tail}`;
    return [added, changed].map((by) => replacing(sound, root, whole, by, { place: all(sound) }));
  },
};

/** Copied from a page, the spaces of an indent are no-break spaces. */
export const oddIndent = perLine('indent by no-break spaces', (sound, site, start) => {
  const indent = /^ */.exec(sound.text.slice(start))?.[0] ?? '';
  if (indent === '') return [];
  return [replacing(sound, site, { start, end: start + indent.length }, '\u00a0'.repeat(indent.length))];
});

/** `rate:` and a no-break space. */
export const oddSpace: Operator = {
  name: 'write a no-break space after a colon',
  mutants: (sound) =>
    some(sound).flatMap((site) => {
      const { entry, node } = site;
      if (entry === undefined || node.at.start !== entry.keyAt.end + 2 || isInFlow(site, sound.text)) return [];
      return [
        replacing(sound, site, { start: entry.keyAt.end + 1, end: node.at.start }, '\u00a0', {
          place: { start: entry.keyAt.start, end: node.at.end },
        }),
      ];
    }),
};

/** A line of comment as JSON has it. */
export const commentLine = perLine('write a comment of JSON', (sound, site, start) => {
  const indent = /^ */.exec(sound.text.slice(start))?.[0] ?? '';
  const [by, mended] =
    start % 2 === 0 ? ['// as measured: in May', '# as measured: in May'] : ['/* as measured: in May */', '# as measured: in May'];
  const from = start + indent.length;
  return [
    replacing(sound, site, at(start), `${indent}${by}\n`, {
      place: { start: from, end: from + by.length },
      suggests: ({ suggestion }) => suggestion === mended,
    }),
  ];
});

/** A comment of JSON behind a value. Prose may hold whatever looks like one. */
export const commentAfter: Operator = {
  name: 'write a comment of JSON after a value',
  mutants: (sound) =>
    sound.sites.filter(isNoProse).flatMap((site) => {
      const { node } = site;
      if (node.type !== 'scalar' || node.value === null || node.quoted) return [];
      const by = node.at.start % 2 === 0 ? ' // measured' : ' /* measured */';
      const mends = [sound.text.slice(node.at.start, node.at.end), `${sound.text.slice(node.at.start, node.at.end)} # measured`];
      return [
        replacing(sound, site, at(node.at.end), by, {
          place: { start: node.at.start, end: node.at.end + by.length },
          suggests: ({ suggestion = '' }) => mends.includes(suggestion),
        }),
      ];
    }),
};

import { type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { randomFor, typoOf } from '../random.js';
import type { Site } from '../sites.js';

/** Values and keys that name a region, a zone (`eu.a`), a shared cause, or, in `down`, a component. */
const VALUES = /^components\.[\w-]+\.(?:in|shares)(?:\.\d+)?$|^scenarios\.[\w-]+\.down(?:\.\d+)?$/;
const KEYS = /^components\.[\w-]+\.shares\.[A-Za-z][\w-]*$/;

/** The segments of what is named there: `eu` and `a`. */
function segmentsOf(site: Site): readonly Stretch[] {
  const { node, path, entry } = site;
  const id = path.join('.');
  if (entry && KEYS.test(id)) return [entry.keyAt];
  if (node.type !== 'scalar' || typeof node.value !== 'string' || !VALUES.test(id)) return [];
  let { start } = node.at;
  return node.value.split('.').map((segment) => {
    const at = { start, end: start + segment.length };
    start = at.end + 1;
    return at;
  });
}

const namesOf = (sound: Sound): ReadonlySet<string> =>
  new Set(
    sound.sites.flatMap(({ path, entry, node }) =>
      /^(?:components\.[^.]+|topology\..+)$/.test(path.join('.'))
        ? [entry?.key ?? '', node.type === 'scalar' ? String(node.value) : '']
        : [],
    ),
  );

/** Where something is, what it fails with, and what is down in a scenario. */
export const misspeltPlace: Operator = {
  name: 'misspell a zone, a region or a cause where it is used',
  mutants: (sound) => {
    const names = namesOf(sound);
    return sound.sites.flatMap((site) =>
      segmentsOf(site).flatMap((at) => {
        const name = sound.text.slice(at.start, at.end);
        const typo = typoOf(name, randomFor(`${sound.file} ${at.start}`), (word) => names.has(word));
        if (typo === undefined) return [];
        // Of a letter nothing is left to tell what was meant.
        const suggests =
          name.length <= 2 ? 'none' : ({ suggestion = '' }): boolean => suggestion === name || suggestion.split('.').includes(name);
        const whole = site.entry && KEYS.test(site.path.join('.')) ? undefined : site.node.at;
        const place = whole ? { start: whole.start, end: whole.end + typo.length - name.length } : undefined;
        return [replacing(sound, site, at, typo, { suggests, ...(place && { place }) })];
      }),
    );
  },
};

import type { Finding } from '../../../src/core/index.js';
import type { FieldType } from '../../../src/quantity/index.js';
import { STANDARD_CALENDAR } from '../../../src/quantity/index.js';
import { measureOf } from '../../../src/quantity/measure.js';
import { type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { randomFor, typoOf } from '../random.js';
import type { Site } from '../sites.js';
import { isExpression, valueStart } from './names.js';

interface Literal {
  readonly site: Site;
  readonly field: FieldType;
  /** As written, without quotes. */
  readonly text: string;
  readonly at: Stretch;
}

/** Literals of a spec that are no expressions. */
function literalsOf(sound: Sound): readonly Literal[] {
  return sound.sites.flatMap((site) => {
    const { node, shape } = site;
    if (node.type !== 'scalar' || shape.field === undefined || isExpression(site)) return [];
    const text = typeof node.value === 'string' ? node.value : node.raw;
    const start = valueStart(site);
    return [{ site, field: shape.field, text, at: { start, end: start + text.length } }];
  });
}

const eachLiteral = (name: string, change: (literal: Literal, sound: Sound) => ReturnType<Operator['mutants']>): Operator => ({
  name,
  mutants: (sound) => literalsOf(sound).flatMap((literal) => change(literal, sound)),
});

const vocabulary = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };
/** Words of literals that are no units. */
const PHRASES = new Set([
  'per',
  'at',
  'least',
  'most',
  'within',
  'of',
  'the',
  'day',
  'in',
  'daily',
  'reads',
  'items',
  'rolling',
  'calendar',
  'nines',
  'forever',
  'x',
]);
const SUFFIXES = new Set(['k', 'K', 'M', 'G', 'T', 'P', 'thousand', 'million', 'billion', 'trillion']);

const isKnownWord = (word: string): boolean =>
  measureOf(word, vocabulary) !== undefined ||
  SUFFIXES.has(word) ||
  PHRASES.has(word) ||
  /^[kMGTP]b(?:ps)?$/i.test(word) ||
  ['b', 'm', 'B'].includes(word);

/** Units of literals, one letter wrong. The text `5 kB` becomes `5 kBB`, not `5 MB`: another unit is another value. */
export const misspeltUnit = eachLiteral('misspell a unit', ({ site, text, at, field }, sound) =>
  field === 'expectation' && /^[A-Za-z]/.test(text) && !/^at (?:least|most)/.test(text)
    ? []
    : [...text.matchAll(/[A-Za-z]+/g)].flatMap(({ 0: word, index }) => {
        if (measureOf(word, vocabulary) === undefined || (PHRASES.has(word) && /\bof\b/.test(text))) return [];
        const start = at.start + index;
        const typo = typoOf(word, randomFor(`${sound.file} ${start}`), isKnownWord);
        if (typo === undefined || /^[kKMGTP][kKMGTP]?$/.test(typo)) return [];
        // Of a unit of one or two letters a typo leaves too little to tell what was meant.
        const suggests =
          word.length <= 2
            ? 'none'
            : ({ suggestion = '' }): boolean => suggestion === word || suggestion === `${word}s` || `${suggestion}s` === word;
        return [replacing(sound, site, { start, end: start + word.length }, typo, { suggests })];
      }),
);

const PHYSICAL: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d\s?[kMGTP]?i?)(?:B|bit)\b(?!\/|\s+per)/, 's'],
  [/(?<=\d\s?)(?:ms|s|min|h|d|days?|weeks?|months?|years?)$/, 'kB'],
  [/(?<=[\d kM])(?:req|visits|writes|reads)?\/s$/, ' GB'],
  [/USD(?=\/)/, 'GB'],
];

/** `300 B` becomes `300 s`: a unit that exists, of something else. Fields that take whatever there is are left out. */
export const otherDimension = eachLiteral('give a unit of another dimension', ({ site, text, field, at }, sound) => {
  if (field === 'any' || field === 'change' || field === 'expectation') return [];
  for (const [pattern, by] of PHYSICAL) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const start = at.start + found.index;
    const place = { start: at.start, end: at.end - found[0].length + by.length };
    return [replacing(sound, site, { start, end: start + found[0].length }, by, { place, suggests: 'none' })];
  }
  // A plain number becomes a size.
  return /^\d+$/.test(text) ? [replacing(sound, site, at, `${text} kB`, { suggests: 'none' })] : [];
});

/** The same in `expect` and in targets, where the fact says what may stand there. */
export const otherExpectation = eachLiteral('expect a fact in a unit of another dimension', ({ site, text, field, at }, sound) => {
  // Months, bare, may as well be minutes.
  if (String(site.entry?.key).endsWith('.saturates')) return [];
  const found = field === 'expectation' ? /(?:[kMGTP]?i?B|req|s|months?|USD)(?:\/\w+)?$|\d$/.exec(text) : null;
  if (found === null) return [];
  const isSize = /B$/.test(found[0]);
  const by = /\d$/.test(found[0]) ? `${found[0]} min` : isSize ? 'min' : 'GB';
  const start = at.start + found.index;
  return [
    replacing(sound, site, { start, end: start + found[0].length }, by, {
      place: { start: at.start, end: start + by.length },
      suggests: 'none',
    }),
  ];
});

const NUMBER = /\d+(?:\.\d+)?/;
const NOT_NEGATIVE = (field: FieldType): boolean => field !== 'any' && field !== 'change' && field !== 'expectation' && field !== 'growth';

/** What cannot be below zero is. Growth may be, and assumptions are not known to be anything. */
export const negated = eachLiteral('negate a number', ({ site, text, field, at }, sound) => {
  const found = NUMBER.exec(text);
  // Zero has no sign.
  if (!NOT_NEGATIVE(field) || found === null || Number(found[0]) === 0) return [];
  const start = at.start + found.index;
  return [replacing(sound, site, { start, end: start }, '-', { place: { start: at.start, end: at.end + 1 }, suggests: 'none' })];
});

const SHARES: readonly FieldType[] = ['share', 'availability', 'target'];

/** 60% becomes 160%. */
export const aboveOne = eachLiteral('make a share exceed 1', ({ site, text, field, at }, sound) => {
  const isShare = SHARES.includes(field) || (field === 'holds' && text.includes('%'));
  const found = isShare ? /\d+(?:\.\d+)?(?=%)/.exec(text) : null;
  if (found === null) return [];
  const start = at.start + found.index;
  const by = String(Number(found[0]) + 100);
  return [
    replacing(sound, site, { start, end: start + found[0].length }, by, {
      place: { start: at.start, end: at.end - found[0].length + by.length },
      suggests: 'none',
    }),
  ];
});

/** `80M..150M users` becomes `150M..80M users`, and `300 B` becomes `600..300 B`. */
export const reversed = eachLiteral('reverse an interval', ({ site, text, field, at }, sound) => {
  const place = (by: string): Stretch => ({ start: at.start, end: at.start + by.length });
  const interval = /^(\d+(?:\.\d+)?[kMG]?)\.\.(\d+(?:\.\d+)?[kMG]?)(?=\D*$)/.exec(text);
  if (interval !== null) {
    const by = `${interval[2]}..${interval[1]}${text.slice(interval[0].length)}`;
    return [replacing(sound, site, at, by, { place: place(by) })];
  }
  // The number with its suffix, or with its whole unit where the suffix is part of it: `4 kB`.
  const single = /^(\d+(?:\.\d+)?)((?:\s?[kMGT](?![A-Za-z]))?)(?=[^\d.]*$)/.exec(text);
  if (single === null || Number(single[1]) === 0 || field === 'expectation' || field === 'objectiveWindow') return [];
  if (SHARES.includes(field) && Number(single[1]) >= 50) return [];
  const [, number = '', suffix = ''] = single;
  const tail = text.slice(single[0].length);
  const by = `${Number(number) * 2}${suffix}..${number}${suffix}${tail}`;
  const mended = `${number}${suffix}..${Number(number) * 2}${suffix}${tail}`;
  const suggests = ({ at: found, suggestion }: Finding): boolean =>
    found !== undefined &&
    found.source.text.slice(at.start, found.start) + suggestion + found.source.text.slice(found.end, at.start + by.length) === mended;
  return [replacing(sound, site, at, by, { place: place(by), suggests })];
});

/** `>= 300 B`: not how a spec compares, nor what YAML reads as text. */
export const compared = eachLiteral('write a comparison', ({ site, text, at }, sound) => {
  const bare = text.replace(/^at (?:least|most) /, '');
  const by = `>= ${bare}`;
  return [
    replacing(sound, site, at, by, {
      suggests: ({ suggestion }) => suggestion === `at least ${bare.replace(/ within .*/, '')}` || suggestion === bare,
    }),
  ];
});

/** Words of which a field takes a few: `kind`, `tier`, `delivery`. */
export const misspeltWord: Operator = {
  name: 'misspell a word of a fixed set',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node, shape } = site;
      const words = shape.words?.map(String) ?? [];
      const all = site.parent?.shape.kinds !== undefined && site.entry?.key === 'kind' ? Object.keys(site.parent.shape.kinds) : words;
      if (node.type !== 'scalar' || typeof node.value !== 'string' || !all.includes(node.value)) return [];
      const typo = typoOf(node.value, randomFor(`${sound.file} ${node.at.start}`), (word) => all.includes(word));
      return typo === undefined ? [] : [replacing(sound, site, node.at, typo)];
    }),
};

/** A version of the language that this release does not read. */
export const wrongVersion: Operator = {
  name: 'state another version',
  mutants: (sound) =>
    sound.sites.flatMap((site) =>
      site.path.join('.') === 'sysdesign'
        ? ['2', '0', '1.5', '"1"', 'one', 'latest', '[1]'].map((by) => replacing(sound, site, site.node.at, by))
        : [],
    ),
};

import { rows } from './row.js';

/** Findings of `sysdesign nines`. */
export const NINES = rows({
  'nines/interval': {
    about: 'text',
    severity: 'error',
    meaning: 'An interval stands where one value is needed. Ask for each of its ends; in a spec, intervals are sampled together.',
    example: { run: ['nines', '99.9%..99.99%'] },
  },
  'nines/list': {
    about: 'text',
    severity: 'error',
    meaning: 'A list of availabilities cannot be read. Write the values with spaces between them, and copies as 2 x 99%.',
    example: { run: ['nines', '--parallel', '0 x 99%'] },
  },
  'nines/needed': {
    about: 'text',
    severity: 'error',
    meaning: 'More members of a parallel group are needed than it has. Lower --needed, or add members.',
    example: { run: ['nines', '--parallel', '2 x 99%', '--needed', '3'] },
  },
  'nines/period': {
    about: 'text',
    severity: 'error',
    meaning: 'A downtime is no availability until the time is stated that it falls in. Write both: 4 min/month.',
    example: { run: ['nines', '4 min'] },
  },
});

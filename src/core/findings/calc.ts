import { rows } from './row.js';

/** Findings of the calculator; those of quantities and expressions have areas of their own. */
export const CALC = rows({
  'calc/dimension': {
    about: 'text',
    severity: 'error',
    meaning:
      'The answer cannot be shown in the unit after "to", because it is of another dimension. Ask for a unit that fits, or multiply by what is missing.',
    example: { run: ['calc', '5 MB to req/s'] },
  },
  'calc/name': {
    about: 'text',
    severity: 'error',
    meaning: 'A name that has a meaning already, such as a unit or a function, cannot be given a value. Choose another name.',
    example: { run: ['calc', 'max = 5'] },
  },
  'calc/no-number': {
    about: 'text',
    severity: 'error',
    meaning:
      'The expression has no value: it divides by something that comes to zero, or it grows beyond what a number holds. Check its parts one by one.',
    example: { run: ['calc', '5 / (3 - 3)'] },
  },
  'calc/unit': {
    about: 'text',
    severity: 'error',
    meaning: 'A unit goes after "to", and what stands there is none. Write a unit alone, such as req/s or GB.',
    example: { run: ['calc', '100 req/s to 5 req/s'] },
  },
});

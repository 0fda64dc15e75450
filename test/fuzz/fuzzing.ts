import { describe, expect, test } from 'vitest';
import { isFull } from '../support/full.js';
import { sysdesign } from '../support/hosts.js';
import { type Case, caseOf, FILE, type Kind } from './cases.js';

/** Of each kind; there are four. */
const IN_PROCESS = isFull ? 1250 : 125;
/** One test for so many. */
const TOGETHER = 25;
/** One in so many is run a second time. */
const TWICE_IN = 5;
export const LONGEST_MS = 60_000;

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What no run may print, unless the input has it. */
const NEVER: readonly (readonly [printed: RegExp, given: RegExp])[] = [
  [/\bNaN\b/, /nan/i],
  [/\bInfinity\b/, /inf/i],
  [/\bundefined\b/, /undefined/],
  [/\[object/, /\[object/],
  [/\n\s+at (?:\S+ )?\(?(?:node:|file:|\/).*:\d+:\d+/, /\n\s+at /],
  [/unexpected error/, /unexpected error/],
];

export function problemsOf({ text, argv }: Pick<Case, 'text' | 'argv'>, { code, out, err }: Outcome): readonly string[] {
  const given = `${typeof text === 'string' ? text : Buffer.from(text).toString()} ${argv.join(' ')}`;
  const seen = `${out}\n${err}`;
  return [
    ...([0, 1, 2].includes(code) ? [] : [`exits with ${code}: ${err.slice(0, 300)}`]),
    ...NEVER.flatMap(([printed, asked]) => {
      const found = asked.test(given) ? null : printed.exec(seen);
      return found ? [`prints ${found[0].trim()}: ${seen.slice(Math.max(0, found.index - 100), found.index + 60)}`] : [];
    }),
    ...(code === 2 && seen.trim() === '' ? ['exits with 2 and tells nothing'] : []),
  ];
}

export const shown = ({ seed, kind, argv, text }: Case): string =>
  `${kind}, seed ${seed}: sysdesign ${argv.join(' ')}\n${typeof text === 'string' ? text : JSON.stringify(Buffer.from(text).toString('latin1'))}`;

const inMemory = ({ argv, text }: Case): Promise<Outcome> => sysdesign(argv, { files: { [FILE]: text } });

export function testFuzzed(kind: Kind): void {
  describe(`${IN_PROCESS} command lines on specs that are ${kind} end with 0, 1 or 2, in time, and print the same twice`, () => {
    test.each(Array.from({ length: IN_PROCESS / TOGETHER }, (_, i) => 1 + i * TOGETHER))('from the seed %i on', async (first) => {
      for (let seed = first; seed < first + TOGETHER; seed++) {
        const given = caseOf(kind, seed);
        const start = performance.now();
        const once = await inMemory(given);
        const took = performance.now() - start;
        const problems = [...problemsOf(given, once), ...(took > LONGEST_MS ? [`takes ${Math.round(took / 1000)} s`] : [])];
        if (problems.length > 0) expect.fail(`${problems.join('\n')}\n\n${shown(given)}`);
        if (seed % TWICE_IN !== 0) continue;
        const { code, out, err } = await inMemory(given);
        expect({ code, out, err }, shown(given)).toEqual({ code: once.code, out: once.out, err: once.err });
      }
    });
  });
}

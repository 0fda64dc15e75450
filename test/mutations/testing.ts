import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/index.js';
import { isFull } from '../support/full.js';
import { judge, type Mutant, mended, type Operator, type Sound, type Verdict } from './mutant.js';
import { specsIn, toldIn } from './specs.js';

/** Of the mutants of a folder one in so many, counted through its specs; in a full run all of those of our own specs. */
const GROUPS: readonly (readonly [specs: readonly Sound[], oneIn: number])[] = [
  [specsIn('test/mutations'), isFull ? 1 : 3],
  [[...specsIn('examples'), ...specsIn('templates')], isFull ? 1 : 45],
  [specsIn('test/known-answers'), isFull ? 4 : 151],
];
const SPECS: readonly Sound[] = GROUPS.flatMap(([specs]) => specs);

function* chosen(mutants: Operator['mutants']): Generator<readonly [sound: Sound, mutant: Mutant]> {
  for (const [specs, oneIn] of GROUPS) {
    let made = 0;
    for (const sound of specs) for (const mutant of mutants(sound)) if (made++ % oneIn === 0) yield [sound, mutant];
  }
}

interface Tally {
  readonly verdicts: Map<Verdict, number>;
  readonly misses: string[];
  /** Suggestions, and how many of them leave nothing to find once they are taken. */
  readonly offered: number;
  readonly mending: number;
}

const shareOf = ({ verdicts }: Tally): number => (verdicts.get('killed') ?? 0) / totalOf(verdicts);
const totalOf = (verdicts: ReadonlyMap<Verdict, number>): number => [...verdicts.values()].reduce((sum, count) => sum + count, 0);

async function tally(mutants: Operator['mutants']): Promise<Tally> {
  const verdicts = new Map<Verdict, number>();
  const misses: string[] = [];
  let [offered, mending] = [0, 0];
  for (const [sound, mutant] of chosen(mutants)) {
    const findings = await toldIn(mutant.text);
    const left = await leftAfter(mutant, sound, findings);
    offered += left.length;
    mending += left.filter((count) => count === 0).length;
    const isVain = left.some((count) => count > 0 && count >= findings.length);
    const verdict = isVain ? 'suggestion that does not mend' : judge(mutant, sound, findings);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (verdict === 'killed') continue;
    const said = findings.map(
      ({ rule, message, at, help }) =>
        `      ${rule} <${at?.source.text.slice(at.start, at.end).slice(0, 60) ?? ''}> ${message} | ${help ?? ''}`,
    );
    misses.push([`    ${verdict}: ${sound.file} ${mutant.what.slice(0, 200)}`, ...said].join('\n'));
  }
  return { verdicts, misses, offered, mending };
}

/** How many findings each suggestion leaves, once it is taken. Where it makes the spec what it was, that is sound: the first test looked. */
async function leftAfter({ text }: Mutant, sound: Sound, findings: readonly Finding[]): Promise<readonly number[]> {
  const left: number[] = [];
  for (const finding of findings) {
    const better = mended(text, finding);
    if (better !== undefined) left.push(better === sound.text ? 0 : (await toldIn(better)).length);
  }
  return left;
}

/** One test for each operator, and one for all of them; at the end, a table. */
export function testMutants(what: string, operators: readonly Operator[]): void {
  const tallies = new Map<string, Tally>();
  describe(what, () => {
    it('begins as a spec without any', async () => {
      for (const { file, text } of SPECS) {
        expect(
          (await toldIn(text)).map(({ rule, message }) => `${rule}: ${message}`),
          file,
        ).toEqual([]);
      }
    });

    for (const { name, mutants } of operators) {
      it(`${name}: gives one finding, at the mistake, with what was meant`, async () => {
        const result = await tally(mutants);
        tallies.set(name, result);
        expect(totalOf(result.verdicts), 'mutants').toBeGreaterThan(0);
        expect(shareOf(result), result.misses.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.85);
      });
    }

    it('gives one finding in at least 95 of 100 cases, over all mistakes', () => {
      const all = [...tallies.values()];
      const killed = all.reduce((sum, { verdicts }) => sum + (verdicts.get('killed') ?? 0), 0);
      const total = all.reduce((sum, { verdicts }) => sum + totalOf(verdicts), 0);
      expect(killed / total).toBeGreaterThanOrEqual(0.95);
    });

    it('suggests what leaves nothing to find, in at least 99 of 100 cases', () => {
      const all = [...tallies.values()];
      const [offered, mending] = [all.reduce((sum, one) => sum + one.offered, 0), all.reduce((sum, one) => sum + one.mending, 0)];
      expect(offered).toBeGreaterThan(0);
      expect(mending / offered).toBeGreaterThanOrEqual(0.99);
    });

    afterAll(() => {
      const rows = [...tallies].map(([name, result]) => {
        const others = [...result.verdicts].filter(([verdict]) => verdict !== 'killed').map(([verdict, count]) => `${verdict} ${count}`);
        return `${name.padEnd(48)} ${String(totalOf(result.verdicts)).padStart(6)} ${(100 * shareOf(result)).toFixed(1).padStart(6)}%  ${others.join(', ')}`;
      });
      console.log(`${'mistake'.padEnd(48)} mutants   found\n${rows.join('\n')}`);
    });
  });
}

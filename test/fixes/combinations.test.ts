import { expect, test } from 'vitest';
import { evaluationOf } from '../../src/evaluate/evaluation.js';
import { specResultOf } from '../../src/evaluate/result.js';
import { type Combination, cheapestThatMeets, combinationOf, helping, isBetter, type TargetToMeet } from '../../src/fixes/combinations.js';
import { Dice } from '../properties/specs.js';
import { modelOf } from '../support/estimating.js';
import { isFull } from '../support/full.js';

/** Three or four in a chain, each with failures and a price, and a promise that they hardly keep. */
function small(seed: number): string {
  const dice = new Dice(seed);
  const names = ['a', 'b', 'c', 'd'].slice(0, dice.whole(3, 4));
  const component = (name: string): string => {
    const kind = dice.of('service', 'service', 'database', 'external');
    if (kind === 'external')
      return `  ${name}: { kind: external, availability: ${dice.of('99.5%', '99.9%')}, price: { fixed: ${dice.whole(1, 9)}0 USD/month } }`;
    const places = dice.chance(0.4) ? ', in: eu.a' : '';
    const each = `each: { rate: ${dice.whole(4, 40)}0 req/s, cost: ${dice.whole(2, 30)}0 USD/month }`;
    const deploy = dice.chance(0.3) ? ', deploy: { strategy: recreate, every: 7 d, takes: 2 min }' : '';
    return `  ${name}: { kind: ${kind}, instances: ${dice.whole(1, 3)}, needed: 1, mtbf: ${dice.whole(10, 90)} d, mttr: ${dice.whole(1, 9)} h, ${each}${places}${deploy} }`;
  };
  return `sysdesign: 1
name: small
flows: { read: { kind: read, rate: 20 req/s, peak: 1, path: ${names.join(' -> ')} } }
topology: { regions: { eu: { zones: { a: { mtbf: 300 d, mttr: 4 h }, b: { mtbf: 300 d, mttr: 4 h } } } } }
components:
${names.map(component).join('\n')}
requirements: { quality: { up: { flow: read, availability: ${dice.of('99.8%', '99.9%', '99.95%', '99.99%')} } } }
`;
}

/** The best of all sets of at most three, each evaluated. */
async function exhaustive(target: TargetToMeet, alone: readonly Combination[]): Promise<Combination | null> {
  let best: Combination | null = null;
  const proposals = alone.flatMap((one) => one.proposals);
  for (let mask = 1; mask < 2 ** proposals.length; mask++) {
    const chosen = proposals.filter((_, i) => mask & (1 << i));
    if (chosen.length > 3) continue;
    const own = await combinationOf(target, chosen);
    if (own?.isMet && isBetter(own, best)) best = own;
  }
  return best;
}

test('the cheapest changes that meet a target are those of an exhaustive search', async () => {
  let [met, unmet, several] = [0, 0, 0];
  for (let seed = 1; seed <= (isFull ? 200 : 7); seed++) {
    const text = small(seed);
    const evaluation = await evaluationOf(await modelOf(text));
    const { checks } = await specResultOf(evaluation, { only: () => false });
    const check = checks.find(({ name }) => name === 'up');
    if (check?.status !== 'missed' && check?.status !== 'at-risk') continue;
    const target = { evaluation, check };
    const alone = await helping(target, isFull ? 7 : 4);
    const [found, best] = [await cheapestThatMeets(target, alone), await exhaustive(target, alone)];
    expect(found === null, text).toBe(best === null);
    expect(found?.cost ?? null, text).toBe(best?.cost ?? null);
    expect(found?.proposals.length, text).toBe(best?.proposals.length);
    if (found) met++;
    else unmet++;
    if ((found?.proposals.length ?? 0) > 1) several++;
  }
  // It is tried on both, and on what no single change mends.
  expect(met).toBeGreaterThan(0);
  expect(unmet + several).toBeGreaterThan(0);
});

test('of two that are both needed, both are proposed', async () => {
  // Each is up 1 - (5 h / (20 d + 5 h)) = 98.97%; two of which one is needed, 1 - 0.0103^2 = 99.989%: so both together give 99.98%, one alone 98.96%.
  const text = `sysdesign: 1
name: two
flows: { read: { kind: read, rate: 20 req/s, peak: 1, path: a -> b } }
components:
  a: { kind: service, instances: 1, needed: 1, mtbf: 20 d, mttr: 5 h, each: { rate: 100 req/s, cost: 10 USD/month } }
  b: { kind: service, instances: 1, needed: 1, mtbf: 20 d, mttr: 5 h, each: { rate: 100 req/s, cost: 30 USD/month } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`;
  const evaluation = await evaluationOf(await modelOf(text));
  const { checks } = await specResultOf(evaluation, { only: () => false });
  const [check] = checks;
  if (!check) throw new Error('no check');
  const target = { evaluation, check };
  // Fallbacks are free and help as much, by what they say of themselves: only instances here.
  const alone = (await helping(target, 20)).filter(({ proposals }) => proposals[0]?.label.endsWith('2 instances'));
  const found = await cheapestThatMeets(target, alone);
  expect(found?.proposals.map(({ label }) => label).sort()).toEqual(['a: 2 instances', 'b: 2 instances']);
  expect(found?.cost).toBeCloseTo(40, 9);
});

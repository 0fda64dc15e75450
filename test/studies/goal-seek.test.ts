import { describe, expect, test } from 'vitest';
import { graphOf } from '../../src/evaluate/change.js';
import { type GoalSeekResult, goalsOf } from '../../src/studies/goal-seek.js';
import { Dice } from '../properties/specs.js';
import { close, design, estimate, modelOf } from '../support/estimating.js';
import { runsOf } from '../support/full.js';

const ZONES =
  'topology: { regions: { r: { zones: { a: { availability: 99.9% }, b: { availability: 99.9% }, c: { availability: 99.9% } } } } }';

const promise = (availability: string, subject = 'flow: f'): string =>
  `requirements: { quality: { up: { ${subject}, availability: ${availability} } } }`;

async function solutions(text: string): Promise<readonly GoalSeekResult[]> {
  const graph = graphOf(await modelOf(text));
  const [objective] = graph.model.objectives;
  if (!objective) throw new Error('no objective');
  return goalsOf(graph, objective);
}

async function needed(text: string, what: GoalSeekResult['what'], component = 'c'): Promise<number | null | undefined> {
  return (await solutions(text)).find((solution) => solution.component === component && solution.what === what)?.needed;
}

describe('what would meet an objective', () => {
  test('a time to repair: mtbf q / (1 - q)', async () => {
    const text = design('[c]', 'c: { kind: service, instances: 1, mtbf: 1000 h, mttr: 10 h }', promise('99.9%'));
    close((await needed(text, 'mttr')) ?? Number.NaN, (3.6e6 * 0.001) / 0.999, 'mttr');
  });

  test('a time to repair beside something else that fails', async () => {
    // (1 - q) x 0.9995 = 0.999
    const text = design(
      '[c, d]',
      'c: { kind: service, instances: 1, mtbf: 1000 h, mttr: 10 h }\nd: { kind: external, availability: 99.95% }',
      promise('99.9%'),
    );
    const q = 1 - 0.999 / 0.9995;
    close((await needed(text, 'mttr')) ?? Number.NaN, (3.6e6 * q) / (1 - q), 'mttr');
  });

  test('a time to repair of two that stand in for each other', async () => {
    // q^2 = 1e-6
    const text = design('[c]', 'c: { kind: service, instances: 2, needed: 1, mtbf: 1000 h, mttr: 10 h }', promise('99.9999%'));
    close((await needed(text, 'mttr')) ?? Number.NaN, (3.6e6 * 0.001) / 0.999, 'mttr');
  });

  test('a time to repair in parts, as a whole', async () => {
    const text = design(
      '[c]',
      'c: { kind: service, instances: 1, mtbf: 1000 h, mttr: { detect: 1 h, respond: 2 h, repair: 7 h } }',
      promise('99.9%'),
    );
    const solution = (await solutions(text)).find(({ what }) => what === 'mttr');
    expect(solution?.now).toBe(36_000);
    close(solution?.needed ?? Number.NaN, (3.6e6 * 0.001) / 0.999, 'mttr');
  });

  test('a time to repair where one is only assumed', async () => {
    const text = design('[c]', 'c: { kind: service, instances: 1, mtbf: 1000 h }', promise('99.9%'));
    close((await needed(text, 'mttr')) ?? Number.NaN, (3.6e6 * 0.001) / 0.999, 'mttr');
  });

  test.each([
    // 0.1^n <= 1e-4
    ['one of n', 'c: { kind: service, instances: 2, needed: 1, availability: 90% }', '99.99%', 4],
    // Two of five are too few in 5 q^4 (1-q) + q^5 = 4.6e-4, of six in 6 q^5 (1-q) + q^6 = 5.5e-5
    ['two of n', 'c: { kind: service, nodes: 3, needed: 2, availability: 90% }', '99.99%', 6],
    // 0.8^20 = 1.15%, 0.8^21 = 0.92%
    ['beyond those tried one by one', 'c: { kind: service, instances: 1, needed: 1, availability: 20% }', '99%', 21],
  ])('a number of instances: %s', async (_, component, target, wanted) => {
    expect(await needed(design('[c]', component, promise(target)), 'instances')).toBe(wanted);
  });

  // Five of so many are needed, in three zones of 99.9%: of 7 the fullest zone has 3, and 4 are left; of 8 it has 3 too, and 5 are left. Two zones
  // are gone in 3 x 0.001^2; of 7 one is in 0.001, which alone is more than is allowed.
  test.each([
    ['at first', ''],
    ['with a failover', ', failover: { mode: active-passive, takes: 1 s }'],
    ['with one crew', ', crews: 1'],
  ])('as many instances as do without a zone: %s', async (_, more) => {
    const component = `c: { kind: service, instances: 5, needed: 5, mtbf: 100000 h, mttr: 1 h, in: r${more} }`;
    expect(await needed(design('[c]', component, `${ZONES}\n${promise('99.99%')}`), 'instances')).toBe(8);
  });

  test('up to how many were tried, where it is not certain that no number would do', async () => {
    const text = design('[c]', 'c: { kind: service, instances: 1, needed: 1, availability: 0.01% }', promise('99%'));
    const found = (await solutions(text)).find(({ what }) => what === 'instances');
    // 0.9999^1025 = 90%: 46,049 would do.
    expect(found).toEqual({ component: 'c', what: 'instances', now: 1, needed: null, tried: 1025 });
  });

  test('as few instances as trying one number after the other finds', async () => {
    const dice = new Dice(71);
    for (let i = 0; i < runsOf(12); i++) {
      const most = dice.whole(1, 4);
      const component = [
        `kind: service, needed: ${most}, mtbf: ${dice.scale(20, 5000)} h, mttr: ${dice.whole(1, 9)} h`,
        dice.of('in: r', 'in: [r.a, r.b]', 'in: r.a'),
        dice.of('', 'crews: 1', 'failover: { mode: active-passive, takes: 20 s }', 'failover: { mode: active-active, takes: 5 s }'),
        dice.of('', 'maintenance: { every: 30 d, lasts: 1 h, rolling: true }'),
      ];
      const first = most + dice.whole(0, 2);
      const target = 1 - 10 ** -(1 + 3 * dice.next());
      const text = (instances: number): string =>
        design(
          '[c]',
          `c: { instances: ${instances}, ${component.filter((part) => part !== '').join(', ')} }`,
          `${ZONES}\n${promise(`${100 * target}%`)}`,
        );
      const results = await solutions(text(first));
      if (results.length === 0) continue;
      let wanted: number | null = null;
      for (let more = 1; more <= 16 && wanted === null; more++)
        if ((await estimate(text(first + more))).value('flows.f.unavailability') <= (1 - target) * (1 + 1e-12)) wanted = first + more;
      const found = results.find(({ what }) => what === 'instances')?.needed ?? null;
      // Beyond those that are tried here it may be met.
      if (wanted !== null || (found !== null && found <= first + 16)) expect(found, text(first)).toBe(wanted);
    }
  });

  test('none, where the zone alone takes more than is allowed', async () => {
    const text = design(
      '[c]',
      'c: { kind: service, instances: 1, needed: 1, mtbf: 99 h, mttr: 1 h, in: r.a }',
      `${ZONES}\n${promise('99.95%')}`,
    );
    expect(await solutions(text)).toEqual([
      { component: 'c', what: 'mttr', now: 3600, needed: null },
      { component: 'c', what: 'instances', now: 1, needed: null },
    ]);
  });

  test('of a component, as an agreement', async () => {
    const text = design(
      '[c]',
      'c: { kind: service, instances: 1, mtbf: 1000 h, mttr: 10 h }',
      'requirements: { agreements: { up: { component: c, availability: 99.9% } } }',
    );
    close((await needed(text, 'mttr')) ?? Number.NaN, (3.6e6 * 0.001) / 0.999, 'mttr');
  });

  test('nothing, where it is met, or not known, or out of our hands', async () => {
    expect(await solutions(design('[c]', 'c: { kind: service, instances: 1, needed: 1, availability: 99% }', promise('99%')))).toEqual([]);
    expect(await solutions(design('[c]', 'c: { kind: external }', promise('99%')))).toEqual([]);
    expect(await solutions(design('[c]', 'c: { kind: external, availability: 99% }', promise('99.9%')))).toEqual([]);
  });

  test('none for a promise of 100%', async () => {
    const text = design('[c]', 'c: { kind: service, instances: 1, mtbf: 1000 h, mttr: 10 h }', promise('100%'));
    expect((await solutions(text)).map((solution) => solution.needed)).toEqual([null, null]);
  });

  test('and it does, to the last digit', async () => {
    const text = design(
      '[ a: { calls: [db] } ]',
      `a: { kind: service, instances: 3, needed: 2, mtbf: 60 d, mttr: 30 min }
db: { kind: database, instances: 2, needed: 1, mtbf: 30 d, mttr: { detect: 10 min, respond: 20 min, repair: 2 h }, failover: { mode: active-passive, takes: 2 min, coverage: 95% }, crews: 1 }`,
      promise('99.99%'),
    );
    const found = (await solutions(text)).find(({ component, what }) => component === 'db' && what === 'mttr');
    const factor = (found?.needed ?? Number.NaN) / (found?.now ?? Number.NaN);
    const set = Object.fromEntries(['detect', 'respond', 'repair'].map((part) => [`components.db.mttr.${part}`, `x${factor}`]));
    close((await estimate(text, { set })).value('flows.f.unavailability'), 1e-4, 'unavailability', 1e-9);
  });
});

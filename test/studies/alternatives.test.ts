import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { ChoiceResult } from '../../src/core/index.js';
import type { Result } from '../../src/evaluate/result.js';
import type { EstimateSpecResult } from '../../src/lenses/estimate/index.js';
import { normalCdf } from '../../src/math/index.js';
import type { EvaluateOptions } from '../../src/workspace/index.js';
import { rendered } from '../report/support/samples.js';
import { close, evaluateSpecs, findingsOf, loaded, shown } from '../support/estimating.js';

async function resultOf(text: string, options: EvaluateOptions = {}): Promise<Result<EstimateSpecResult>> {
  const spec = await loaded(text);
  expect(spec.findings.map(shown)).toEqual([]);
  const result = await evaluateSpecs([spec], options);
  expect(result.specs[0]?.findings.filter(({ judges }) => !judges).map(shown)).toEqual([]);
  return result;
}

async function choiceOf(text: string, options: EvaluateOptions = {}): Promise<ChoiceResult> {
  const choice = (await resultOf(text, options)).specs[0]?.choices?.[0];
  if (!choice) throw new Error('no choice');
  return choice;
}

const costs = ({ alternatives: options }: ChoiceResult): readonly (number | null)[] =>
  options.map(({ cost }) => cost && Number(cost.toPrecision(12)));

/** A store behind 1,000 requests a second at peak, 500 on average. */
const store = (db: string, more = ''): string => `sysdesign: 1
name: store
target: 50%
flows:
  read: { kind: read, rate: 500 req/s, peak: 2, path: db }
components:
  db: { kind: database, survives: none, ${db} }
${more}`;

describe('without doubt', () => {
  // 1,000 req/s at a target of 50% are 2,000: 4 of 500 at 100 USD, 1 of 2,000 at 300 USD, or 1.296G requests a month (500 x 30 d) at 0.2 a million.
  const three = `options: {
      small: { each: { rate: 500 req/s, cost: 100 USD/month } },
      large: { each: { rate: 2k req/s, cost: 300 USD/month } },
      served: { price: { requests: 0.2 USD per 1M requests } } }`;

  test('the cheapest is chosen, and regret is what the others cost more', async () => {
    const choice = await choiceOf(store(three));
    expect(costs(choice)).toEqual([400, 300, 259.2]);
    expect(choice.best).toBe('served');
    expect(choice.alternatives.map(({ regret }) => regret?.mean)).toEqual([expect.closeTo(140.8, 9), expect.closeTo(40.8, 9), 0]);
    expect(choice.alternatives.map(({ regret }) => regret?.best)).toEqual([0, 0, 1]);
    expect(choice.alternatives.every(({ spread, holds }) => spread === null && holds === 1)).toBe(true);
  });

  test('what the rest costs is in every bill', async () => {
    const choice = await choiceOf(store(three, '  front: { kind: cdn, price: { fixed: 1000 USD/month } }\n'));
    expect(costs(choice)).toEqual([1400, 1300, 1259.2]);
    expect(choice.alternatives[0]?.regret?.mean).toBeCloseTo(140.8, 9);
  });

  test('a change of the load, of an option or of what no option states is taken in; what an option states stays', async () => {
    const under = async (set: Record<string, string>): Promise<readonly (number | null)[]> => costs(await choiceOf(store(three), { set }));
    expect(await under({ 'flows.read.rate': 'x2' })).toEqual([800, 600, 518.4]);
    expect(await under({ 'components.db.options.small.each.rate': '250 req/s' })).toEqual([800, 300, 259.2]);
    expect(await under({ 'components.db.options.small.each.cost': 'x0.5' })).toEqual([200, 300, 259.2]);
    expect(await under({ target: '100%' })).toEqual([200, 300, 259.2]);
    const stated = store(
      `each: { rate: 1k req/s, cost: 70 USD/month }, options: { one: { each: { rate: 500 req/s } }, two: { each: { cost: 90 USD/month } } }`,
    );
    expect(costs(await choiceOf(stated))).toEqual([280, 180]);
    expect(costs(await choiceOf(stated, { set: { 'components.db.each.rate': '2k req/s' } }))).toEqual([280, 90]);
    expect(costs(await choiceOf(stated, { set: { 'components.db.each.cost': '10 USD/month' } }))).toEqual([40, 180]);
  });

  test('a scenario has a choice of its own', async () => {
    const text = store(three, 'scenarios: { launch: { flows.read.rate: x10 }, later: { after: 1 year } }\ngrowth: 100%\n');
    expect((await choiceOf(text, { scenario: 'launch' })).best).toBe('served');
    expect(costs(await choiceOf(text, { scenario: 'launch' }))).toEqual([4000, 3000, 2592]);
    expect(costs(await choiceOf(text, { scenario: 'later' }))).toEqual([800, 600, 518.4]);
  });

  test('a spec without options has no choices', async () => {
    expect((await resultOf(store('each: { rate: 500 req/s }'))).specs[0]?.choices).toEqual([]);
  });
});

describe('what an option says', () => {
  const costOf = async (db: string, option: string): Promise<number | null> =>
    (await choiceOf(store(`${db}, options: { it: { ${option} }, other: { price: { fixed: 1 USD/month } } }`))).alternatives[0]?.cost ??
    null;

  test('joins what the component says, key by key', async () => {
    expect(await costOf('each: { rate: 500 req/s, cost: 100 USD/month }', 'each: { cost: 10 USD/month }')).toBe(40);
    expect(await costOf('each: { rate: 500 req/s, cost: 100 USD/month }', 'target: 100%')).toBe(200);
  });

  test('takes the place of what else says the same', async () => {
    expect(await costOf('instances: 9, each: { cost: 100 USD/month }', 'nodes: 2')).toBe(200);
    // 1,000 reads at 2,000 each, to 50%: one instance; the stated rate would make it four.
    expect(await costOf('each: { rate: 500 req/s, cost: 100 USD/month }', 'each: { reads: 2k req/s }')).toBe(100);
  });

  test('is written in short or in full, as anywhere', async () => {
    // A quorum of 3 copies is 2: twice the reads, 8 instances of 500.
    expect(await costOf('replication: 3, each: { rate: 500 req/s, cost: 100 USD/month }', 'replication: { read: quorum }')).toBe(800);
  });
});

describe('with doubt', () => {
  /** Requests that cost 1 USD a million against a fixed price: 2,592k a month for each of 1..9 req/s. */
  const doubt = (fixed: number, budget = ''): string => `sysdesign: 1
name: doubt
assumptions: { load: 1k..9k req/s }
flows: { read: { kind: read, rate: = load, path: db } }
components:
  db:
    kind: database
    options:
      served: { price: { requests: 1 USD per 1M requests } }
      owned: { price: { fixed: ${fixed} USD/month } }
${budget}`;
  // Log-normal through 1,000 and 9,000: median 3,000, and 1.6449 deviations to either end.
  const sigma = Math.log(3) / 1.6448536269514722;
  const median = 3000 * 2.592;

  test('expected regret is that of an option to exchange: Black 1976 on a log-normal bill', async () => {
    for (const fixed of [3000, 7776, 20_000]) {
      const choice = await choiceOf(doubt(fixed));
      const mean = median * Math.exp(sigma ** 2 / 2);
      const d2 = Math.log(median / fixed) / sigma;
      const above = mean * normalCdf(d2 + sigma) - fixed * normalCdf(d2);
      const [served, owned] = choice.alternatives;
      close(served?.regret?.mean ?? 0, above, `served at ${fixed}`, 0.005);
      close(owned?.regret?.mean ?? 0, above - (mean - fixed), `owned at ${fixed}`, 0.005);
      close(served?.regret?.best ?? 0, normalCdf(-d2), `served is best at ${fixed}`, 0.005);
      close(served?.regret?.whenWrong ?? 0, above / normalCdf(d2), `served when wrong at ${fixed}`, 0.01);
      // 95% of the bills are below 9,000 x 2.592.
      close(served?.regret?.p95 ?? 0, Math.max(0, 9000 * 2.592 - fixed), `p95 of served at ${fixed}`, 0.005);
      // The regrets differ by mean bill - fixed price: the mean decides.
      expect(choice.best).toBe(mean < fixed ? 'served' : 'owned');
    }
  });

  test('doubt that all share is met by all alike, that of one option by it alone', async () => {
    const pair = (price: string): string => `sysdesign: 1
name: pair
assumptions: { price: 1k..3k USD/month }
flows: { read: { kind: read, rate: 1 req/s, path: db } }
components:
  db: { kind: database, options: { a: { price: { fixed: ${price} } }, b: { price: { fixed: ${price} } } } }
`;
    const shared = await choiceOf(pair('= price'));
    expect(shared.alternatives.map(({ regret }) => [regret?.mean, regret?.best])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    const own = await choiceOf(pair('1k..3k USD/month'));
    for (const { regret } of own.alternatives) expect(regret?.best).toBeCloseTo(0.5, 1);
  });

  test('the bills are those that the design would have with the option written out', async () => {
    const choice = await choiceOf(doubt(5000));
    const alone = doubt(5000).replace(/ {4}options:[\s\S]*$/, '    price: { requests: 1 USD per 1M requests }\n');
    const fact = (await resultOf(alone)).specs[0]?.facts.find(({ id }) => id === 'totals.cost');
    expect(choice.alternatives[0]?.cost).toBe(fact?.value);
    close(choice.alternatives[0]?.spread?.p95 ?? 0, fact?.spread?.p95 ?? 1, 'p95', 1e-3);
  });

  test('a budget that is missed is a promise broken', async () => {
    // 10,000 USD are 3,858 req/s: kept in 65% of what may be. Owned always keeps it.
    const choice = await choiceOf(doubt(9000, 'requirements: { quality: { budget: { cost: 10k USD/month } } }\n'));
    const [served, owned] = choice.alternatives;
    close(served?.holds ?? 0, normalCdf(Math.log(10_000 / median) / sigma), 'served keeps it', 0.005);
    expect(served?.breaks).toEqual(['budget']);
    expect(owned?.holds).toBe(1);
    expect(choice.best).toBe('owned');
  });
});

describe('what breaks', () => {
  test('a stated fleet that is used above 100% is no answer, however cheap', async () => {
    const choice = await choiceOf(
      store(
        'each: { rate: 500 req/s, cost: 100 USD/month }, options: { one: { instances: 1 }, two: { instances: 2 }, ten: { instances: 10 } }',
      ),
    );
    // 1,000 req/s: one instance of 500 breaks, two are full to the brim and hold.
    expect(choice.alternatives.map(({ holds }) => holds)).toEqual([0, 1, 1]);
    expect(choice.alternatives[0]?.breaks).toEqual(['db: rate']);
    expect(choice.alternatives.map(({ regret }) => regret?.mean)).toEqual([100, 0, 800]);
    expect(choice.best).toBe('two');
  });

  test('what is broken whatever is chosen decides nothing', async () => {
    const choice = await choiceOf(
      store(
        'options: { a: { price: { fixed: 20 USD/month } }, b: { price: { fixed: 10 USD/month } } }',
        'requirements: { quality: { budget: { cost: 1 USD/month } } }\n',
      ),
    );
    expect(choice.best).toBe('b');
    expect(choice.alternatives.map(({ regret }) => regret?.mean)).toEqual([10, 0]);
  });
});

describe('what is unknown', () => {
  test('an option whose cost cannot be told is not compared, and says what to state', async () => {
    const choice = await choiceOf(
      store('options: { a: { price: { fixed: 20 USD/month } }, b: { instances: 3 }, c: { price: { fixed: 30 USD/month } } }'),
    );
    expect(choice.alternatives[1]).toMatchObject({
      state: 'unknown',
      cost: null,
      regret: null,
      missing: [{ path: 'components.db.each.cost' }],
    });
    expect(choice.best).toBe('a');
  });

  test('nothing is chosen where nothing can be compared', async () => {
    expect((await choiceOf(store('options: { a: { price: { fixed: 20 USD/month } }, b: { instances: 3 } }'))).best).toBeNull();
    expect((await choiceOf(store('options: { a: { instances: 2 }, b: { instances: 3 } }'))).best).toBeNull();
  });

  test('what no bill has in it is told', async () => {
    const choice = await choiceOf(
      store('options: { a: { price: { fixed: 20 USD/month } }, b: { price: { fixed: 10 USD/month } } }', '  api: { kind: service }\n'),
    );
    expect(choice).toMatchObject({ best: 'b', missing: [{ path: 'components.api.each.cost' }] });
  });
});

describe('reports', () => {
  const text = store(
    'options: { a: { price: { fixed: 20 USD/month } }, b: { price: { fixed: 10 USD/month } } }',
    'decisions: { engine: { chosen: a, over: [b], because: we know it } }\n',
  );

  test('a decision is held against the choice', async () => {
    const result = await resultOf(text);
    expect(result.specs[0]?.choices?.[0]?.decided).toBe('a');
    const pretty = await rendered(result);
    expect(pretty).toContain('Choice of db (all else as stated)');
    expect(pretty).toContain('take b: no regret');
    expect(pretty).toContain('the spec decided for a, whose expected regret is 10 USD a month');
    for (const line of pretty.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(await rendered(result, 'markdown')).toContain('### Choice of db (all else as stated)');
  });

  test('JSON has it, as the schema says', async () => {
    const json: unknown = JSON.parse(await rendered(await resultOf(text), 'json'));
    const schema: object = JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8'));
    const ajv = new Ajv({ strict: false });
    expect(ajv.validate(schema, json), ajv.errorsText()).toBe(true);
    expect(json).toMatchObject({
      specs: [
        {
          choices: [
            {
              component: 'db',
              best: 'b',
              decided: 'a',
              alternatives: [{ name: 'a', cost: 20, holds: 1, regret: { mean: 10 } }, { name: 'b' }],
            },
          ],
        },
      ],
    });
  });
});

test('one option, or seven, is refused', async () => {
  const many = (count: number): string =>
    store(`options: { ${Array.from({ length: count }, (_, i) => `o${i}: { instances: ${i + 1} }`).join(', ')} }`);
  expect(await findingsOf(many(1))).toHaveLength(1);
  expect(await findingsOf(many(7))).toHaveLength(1);
  expect(await findingsOf(many(6))).toEqual([]);
});

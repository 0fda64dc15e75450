import { describe, expect, it } from 'vitest';
import { printExpr } from '../../../../src/quantity/index.js';
import { flawOfRetries } from '../../../facts/support/recomputing-retries.js';
import { estimate, type Facts } from '../../../support/estimating.js';
import { sysdesign } from '../../../support/hosts.js';
import { Dice } from '../../support/simulating.js';

/** A store that carries 100 req/s one after the other, each taking 10 ms on average (M/M/1). */
const store = (rate: number, call: string, more = ''): string => `sysdesign: 1
name: shop
flows: { order: { rate: ${rate} req/s, peak: 1, path: [ api: { calls: [ db: ${call} ] } ] } }
components:
  api: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s, mean: 10 ms }${more} }
`;

const of = (facts: Facts, fact: string): number => facts.value(`components.db.retries.${fact}`);

describe('repeats of one layer', () => {
  it('keep a store overloaded after a spike from a third of what it carries on, where each call is tried three times', async () => {
    // Overloaded, its queue grows until everybody gives up before the answer: all three attempts fail. 3 x 60 > 100 stays so, 3 x 33 < 100 does not.
    const facts = await estimate(store(60, '{ timeout: 1 s, retries: 2 }'));
    expect(of(facts, 'afterOverload.peak')).toBeCloseTo(3, 9);
    expect(of(facts, 'recovers')).toBeCloseTo(100 / 3, 6);
    expect(facts.value('components.db.headroom.recovers')).toBeCloseTo(100 / 3 / 60, 6);
    const grown = await estimate(
      `${store(60, '{ timeout: 1 s, retries: 2 }')}growth: 50% per year\nscenarios: { later: { after: 1 year } }\n`,
      {
        scenario: 'later',
        set: { 'flows.order.rate': 'x0.5' },
      },
    );
    expect(grown.value('components.db.headroom.recovers')).toBeCloseTo(100 / 3 / 45, 6);
    // M/M/1 takes longer than a second with chance exp(-(100 - 60)) = 4e-18.
    expect(of(facts, 'amplification.peak')).toBeCloseTo(1, 9);
    const below = await estimate(store(33, '{ timeout: 1 s, retries: 2 }'));
    expect(of(below, 'afterOverload.peak')).toBeCloseTo(1, 9);
  });

  it('in normal operation are 1 + f + f^2 attempts, f the tail of M/M/1 at what then arrives', async () => {
    // At 40/s and 100 ms: x = 40 (1 + f + f^2), f = exp(-(100 - x) / 10), by iteration from x = 40.
    let x = 40;
    for (let i = 0; i < 5000; i++) {
      const f = Math.exp(-(100 - x) / 10);
      x = 40 * (1 + f + f * f);
    }
    const facts = await estimate(store(40, '{ timeout: 100 ms, retries: 2 }'));
    expect(of(facts, 'amplification.peak') * 40).toBeCloseTo(x, 1);
    expect(of(facts, 'amplification.peak')).toBeCloseTo(x / 40, 3);
    // The attempts of each call are those at the load that they bring themselves.
    expect(facts.value('flows.order.calls.2.attempts.peak')).toBeCloseTo(x / 40, 2);
    expect(facts.value('components.db.rate.withRetries.peak') / x).toBeCloseTo(1, 2);
  });

  it('overload it by themselves from where x / (1 + f + f^2) is largest', async () => {
    const own = Array.from({ length: 100_001 }, (_, i) => {
      const x = i / 1000;
      const f = Math.exp(-(100 - x) / 10);
      return x / (1 + f + f * f);
    });
    const facts = await estimate(store(40, '{ timeout: 100 ms, retries: 2 }'));
    expect(of(facts, 'tips')).toBeCloseTo(Math.max(...own), 2);
    const above = await estimate(store(Math.max(...own) + 0.1, '{ timeout: 100 ms, retries: 2 }'));
    expect(of(above, 'amplification.peak')).toBeCloseTo(3, 3);
  });

  it('within a budget of 10% recover from where it is used up, next to what it carries', async () => {
    // f + f^2 + ... = 10% where f = 1 / 11, at x with exp(-(100 - x)) = f; beyond that more arrives, and no more is tried again.
    const facts = await estimate(store(60, '{ timeout: 1 s, retries: { max: 50, budget: 10% } }'));
    expect(of(facts, 'recovers')).toBeCloseTo((100 - Math.log(11)) / 1.1, 3);
    expect(of(facts, 'afterOverload.peak')).toBeCloseTo(1, 9);
  });

  it('never keep it overloaded without retries, with a budget of none, or where it turns away whom it would answer too late', async () => {
    expect((await estimate(store(60, '{ timeout: 1 s }'))).missing('components.db.retries.recovers')).toEqual(['retries of db']);
    for (const call of ['{ timeout: 1 s, retries: 0 }', '{ timeout: 1 s, retries: { max: 3, budget: 0% } }'])
      expect((await estimate(store(60, call))).node('components.db.retries.recovers').state).toBe('unbounded');
    // Who comes in finds at most 9 before him: 100 ms on average, and 1 s hardly ever. What is done is of use, so that 100 of the 60 are.
    const bounded = await estimate(store(60, '{ timeout: 1 s, retries: 2 }', ', queueLimit: 9'));
    expect(bounded.node('components.db.retries.recovers').state).toBe('unbounded');
    // With 999 before him it takes 10 s: nothing that is done is of use.
    const long = await estimate(store(60, '{ timeout: 1 s, retries: 2 }', ', queueLimit: 999'));
    expect(of(long, 'recovers')).toBeCloseTo(100 / 3, 0);
  });

  it('are not known where nobody gives up, or nothing is stated of what it carries', async () => {
    expect((await estimate(store(60, '{ retries: 2 }'))).missing('components.db.retries.recovers')).toEqual([
      'flows.order.path.0.api.calls.0.db.timeout',
    ]);
    const facts = await estimate(store(60, '{ timeout: 1 s, retries: 2 }').replace('rate: 100 req/s, ', ''));
    for (const fact of ['retries.recovers', 'headroom.recovers'])
      expect(facts.missing(`components.db.${fact}`)).toEqual(['components.db.each.rate']);
  });

  it('where no times are known, begin where it is full', async () => {
    const facts = await estimate(store(60, '{ timeout: 1 s, retries: 2 }').replace(', mean: 10 ms', ''));
    expect(of(facts, 'amplification.peak')).toBe(1);
    expect(of(facts, 'recovers')).toBeCloseTo(100 / 3, 9);
    expect(of(facts, 'tips')).toBeCloseTo(100, 6);
  });

  it('of as many as may be stated are one more', async () => {
    const facts = await estimate(store(60, '{ timeout: 1 s, retries: 100 }'));
    expect(of(facts, 'recovers')).toBeCloseTo(100 / 101, 6);
    expect(of(facts, 'afterOverload.peak')).toBeCloseTo(101, 6);
  });
});

describe('where a flow falls over', () => {
  it('is at the load at which repeats overload a component, before that is full, and in what it sustains', async () => {
    const facts = await estimate(store(40, '{ timeout: 100 ms, retries: 2 }'));
    // x / (1 + f + f^2), f = exp(-(100 - x) / 10), is largest for 54.9/s (see above), of 40; 100 of 40 are 2.5.
    expect(facts.value('components.db.headroom.retries')).toBeCloseTo(of(facts, 'tips') / 40, 9);
    expect(facts.value('flows.order.headroom.retries')).toBeLessThan(facts.value('flows.order.headroom'));
    expect(facts.value('flows.order.sustained')).toBeCloseTo(of(facts, 'tips'), 9);
    expect((await estimate(store(40, '{ timeout: 100 ms }'))).missing('flows.order.headroom.retries')).toEqual(['retries of api']);
  });

  it.each([
    ['{ timeout: 100 ms, retries: 2 }', '', 'retries', 'db'],
    ['{ timeout: 1 s }', '{ order: { flow: order, p99: 200 ms } }', 'target', 'order'],
    // By the law through these points an instance carries less than 100 req/s at most.
    ['{ timeout: 100 ms, times: 1 }', '', 'scaling', 'db'],
    ['{ timeout: 100 ms }', '', null, null],
  ])('is told in one way by all commands: %s %s', async (call, promises, by, name) => {
    const spec = store(20, call) + (promises === '' ? '' : `requirements: { quality: ${promises} }\n`);
    const points = by === 'scaling' ? 'mean: 10 ms, scaling: [[1, 20], [2, 35], [4, 55], [8, 60], [16, 40]]' : 'mean: 10 ms';
    const text = spec.replace('api: { kind: service }', 'api: { kind: service, each: { mean: 1 ms } }').replace('mean: 10 ms', points);
    const answers = new Set<string>();
    for (const command of ['estimate', 'latency', 'availability', 'review']) {
      const { out } = await sysdesign([command, 'shop.sysdesign.yaml', '-f', 'json', '--samples', '100'], {
        files: { 'shop.sysdesign.yaml': text },
      });
      const { earlier, first } = JSON.parse(out).specs[0].answer;
      expect(first.component).toBe('db');
      answers.add(JSON.stringify(earlier && { by: earlier.by, of: earlier.of, times: earlier.headroom.value }));
      if (earlier) expect(earlier.headroom.value).toBeLessThan(first.headroom.value);
    }
    expect(answers.size).toBe(1);
    const [answer] = [...answers].map((one) => JSON.parse(one));
    expect(answer && [answer.by, answer.of]).toEqual(by && [by, name]);
    const shown = (await sysdesign(['latency', 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': text } })).out.replace(
      /\s+/g,
      ' ',
    );
    if (by === 'retries') expect(shown).toMatch(/retries overload db first, at [\d.]+x its peak/);
    if (by === 'target') expect(shown).toMatch(/order is too slow first, at [\d.]+x its peak/);
    if (by === 'scaling') expect(shown).toMatch(/throughput of db falls first, at [\d.]+x its peak/);
    if (by === null) expect(shown).toContain('db fills first, at 5x its peak');
  });
});

describe('repeats of several layers', () => {
  const layers = (above: string, call: string): string => `sysdesign: 1
name: shop
flows: { order: { rate: 10 req/s, peak: 1, path: [ web: { ${above} calls: [ api: { ${above} calls: [ db: { ${call} } ] } ] } ] } }
components:
  web: { kind: service }
  api: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s, mean: 10 ms } }
`;

  it('multiply: four attempts in each of three are 64', async () => {
    const facts = await estimate(layers('retries: 3,', 'timeout: 1 s, retries: 3'));
    expect(of(facts, 'afterOverload.peak')).toBeCloseTo(64, 9);
    expect(of(facts, 'recovers')).toBeCloseTo(100 / 64, 6);
  });

  it('come to 1 + f + ... of each, f what the layer below has given up', async () => {
    // Both layers twice: f = exp(-(100 - x) / 20) of an attempt, f^2 of a call of the lower, f^4 of one of the middle layer.
    const facts = await estimate(layers('retries: 1,', 'timeout: 50 ms, retries: 1').replace('rate: 10 req/s', 'rate: 30 req/s'));
    let x = 30;
    for (let i = 0; i < 5000; i++) {
      const f = Math.exp(-(100 - x) / 20);
      x = 30 * (1 + f) * (1 + f ** 2) * (1 + f ** 4);
    }
    expect(of(facts, 'amplification.peak')).toBeCloseTo(x / 30, 3);
  });

  it('stop where nobody waits, or where a fallback answers', async () => {
    const covered = await estimate(layers('retries: 3,', 'timeout: 1 s, retries: 3, fallback: 100%'));
    expect(of(covered, 'afterOverload.peak')).toBeCloseTo(1, 9);
    expect(of(covered, 'recovers')).toBeCloseTo(25, 6);
    const apart = await estimate(layers('retries: 3,', 'timeout: 1 s, retries: 3, async: true'));
    expect(of(apart, 'recovers')).toBeCloseTo(25, 6);
  });

  it('are of calls that are given up only above, too', async () => {
    // The middle layer alone gives up, after 1 s, and tries once more.
    const facts = await estimate(layers('', '').replace('api: {', 'api: { timeout: 1 s, retries: 1,').replace('db: {  }', 'db'));
    expect(of(facts, 'recovers')).toBeCloseTo(50, 6);
  });
});

describe('as what they print', () => {
  const CALLS = [
    '{ timeout: 100 ms, retries: 2 }',
    '{ timeout: 60 ms, retries: { max: 3, budget: 50% } }',
    '{ timeout: 200 ms, retries: { max: 2, on: timeout } }',
    '{ timeout: 300 ms, retries: 1, times: 2 }',
    '{ timeout: 300 ms, retries: 1, fallback: 40% }',
  ];
  const TIMES = ['mean: 10 ms', 'mean: 10 ms, variation: fixed', 'p50: 8 ms, p99: 40 ms', 'mean: 40 ms'];
  const MORE = ['', ', queueLimit: 6', ', queueLimit: 60'];
  /** Each call with each time, and in turn with each room. */
  const CASES = CALLS.flatMap((call, i) => TIMES.map((time, j) => [call, time, MORE[(i + j) % MORE.length] as string] as const));

  it.each(CASES)('%s of %s%s', { timeout: 60_000 }, async (call, time, more) => {
    const kinds = new Set<string>();
    for (const rate of [30, 60]) {
      const facts = await estimate(store(rate, call, more).replace('mean: 10 ms', time));
      for (const fact of ['amplification.peak', 'afterOverload.peak', 'recovers', 'tips']) {
        const node = facts.node(`components.db.retries.${fact}`);
        expect(node.state).not.toBe('unknown');
        if (node.state !== 'known') continue;
        kinds.add(fact);
        const inputs = new Map<string, number>(node.inputs.map(({ id, value }) => [id, value]));
        const text = printExpr(node.formula as NonNullable<typeof node.formula>);
        expect(
          flawOfRetries(text, node.value, (id) => inputs.get(id) ?? Number.NaN),
          `${rate}: ${fact} ${text}`,
        ).toBeUndefined();
      }
    }
    expect(kinds.size).toBeGreaterThanOrEqual(2);
  });

  it('and others are noticed', async () => {
    const facts = await estimate(store(60, '{ timeout: 100 ms, retries: 2 }'));
    for (const fact of ['amplification.peak', 'afterOverload.peak', 'recovers', 'tips'])
      for (const factor of [0.8, 1.2]) {
        const node = facts.node(`components.db.retries.${fact}`);
        const inputs = new Map<string, number>(node.inputs.map(({ id, value }) => [id, value]));
        const text = printExpr(node.formula as NonNullable<typeof node.formula>);
        expect(
          flawOfRetries(text, node.value * factor, (id) => inputs.get(id) ?? Number.NaN),
          `${fact} x ${factor}`,
        ).toBeDefined();
      }
  });
});

/** A queue of one server, first come first served, event by event: callers give up after a time, and come again. What they have left is worked on all the same. */
function simulated(
  dice: Dice,
  { rate, served, timeout, retries, pause, until, spike }: Simulated,
): { attempts: number; calls: number; answered: number } {
  const exponential = (mean: number): number => -mean * Math.log(dice.uniform());
  // Attempts by when they come, the calls that are still to come aside.
  const again: { at: number; attempt: number }[] = [];
  let [next, free, attempts, calls, answered] = [exponential(1 / rate), 0, 0, 0, 0];
  for (;;) {
    const first = again.length > 0 && (again[0] as { at: number }).at < next ? again.shift() : undefined;
    const at = first ? first.at : next;
    if (at > until) return { attempts, calls, answered };
    if (!first) next += exponential(1 / (next < spike.until ? spike.rate : rate));
    const counts = at > until / 2;
    const done = Math.max(free, at) + exponential(served);
    free = done;
    const attempt = first?.attempt ?? 0;
    if (counts) attempts++;
    if (counts && !first) calls++;
    if (done - at <= timeout) {
      if (counts) answered++;
    } else if (attempt < retries) {
      const back = { at: at + timeout + exponential(pause), attempt: attempt + 1 };
      let place = again.length;
      while (place > 0 && (again[place - 1] as { at: number }).at > back.at) place--;
      again.splice(place, 0, back);
    }
  }
}

interface Simulated {
  readonly rate: number;
  readonly served: number;
  readonly timeout: number;
  readonly retries: number;
  /** Mean wait before a retry, s: so long that the queue has changed meanwhile, as failures are taken to be independent. */
  readonly pause: number;
  readonly until: number;
  readonly spike: { readonly rate: number; readonly until: number };
}

describe('against a queue that is simulated event by event', () => {
  const CALL = '{ timeout: 100 ms, retries: 2 }';
  const base = { served: 0.01, timeout: 0.1, retries: 2, pause: 20 };

  it.each([40, 50, 60])('%s/s in normal operation', async (rate) => {
    const facts = await estimate(store(rate, CALL));
    const { attempts, calls } = simulated(new Dice(rate), { ...base, rate, until: 6000, spike: { rate, until: 100 } });
    expect(attempts / calls / of(facts, 'amplification.peak')).toBeGreaterThan(0.97);
    expect(attempts / calls / of(facts, 'amplification.peak')).toBeLessThan(1.03);
  });

  it('after a spike, stays overloaded above the load of recovery and recovers below it', async () => {
    const facts = await estimate(store(60, CALL));
    const recovers = of(facts, 'recovers');
    const left = (rate: number): { attempts: number; calls: number; answered: number } =>
      simulated(new Dice(7), { ...base, rate, until: 4000, spike: { rate: 300, until: 20 } });
    const [above, below] = [left(recovers * 1.15), left(recovers * 0.8)];
    expect(above.attempts / above.calls).toBeCloseTo(3, 1);
    expect(above.answered / above.calls).toBeLessThan(0.01);
    // What is left of the spike is worked off, and then hardly anybody gives up.
    expect(below.answered / below.calls).toBeGreaterThan(0.99);
    expect(below.attempts / below.calls).toBeLessThan(1.05);
  });
});

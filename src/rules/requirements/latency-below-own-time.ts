import { namesAt, namesIn } from '../../facts/index.js';
import { type Call, isWaitedFor, type Model, PERCENTILE_NAMES, type PercentileName } from '../../spec/index.js';
import { chainTo, hasOption } from '../paths.js';
import { type Because, defineRule } from '../rule.js';

/** The percentile of one part that a percentile of the whole cannot be below, of those that an instance may state. */
const OWN = {
  p50: 'p50',
  p95: 'p50',
  p99: 'p99',
  p999: 'p99',
} as const satisfies Record<PercentileName, PercentileName>;

/** A target that one component misses by itself. */
export const latencyBelowOwnTime = defineRule({
  id: 'requirements/latency-below-own-time',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A flow is to answer within a time that one component, which every request calls and waits for, takes longer than by itself.',
    why: 'Each request takes at least as long as any one of its parts, so that a percentile of the whole is never below the same percentile of a part. The promise cannot be kept.',
    cost: 'Another target, a faster part, or an answer before that part is done (`async`).',
    source: 'a sum of times that are not negative is at least each of them (stochastic order)',
    falsePositives: 'Times that were measured under more load than there will be.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: pay, p99: 3 s } } }
flows:
  pay: { rate: 10 req/s, path: api -> provider }
components:
  api: { kind: service, each: { rate: 100 req/s, p50: 5 ms, p99: 40 ms } }
  provider: { kind: external, each: { p50: 300 ms, p99: 2 s } }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: pay, p99: 500 ms } } }
flows:
  pay: { rate: 10 req/s, path: api -> provider }
components:
  api: { kind: service, each: { rate: 100 req/s, p50: 5 ms, p99: 40 ms } }
  provider: { kind: external, each: { p50: 300 ms, p99: 2 s } }
`,
  },
  reads: [],
  message: '"{flow}" is to answer within {right} ({percentile}), and "{component}" alone, which it waits for, takes {left} ({own})',
  help: 'make that call asynchronous or its component faster, or promise what can be kept',
  *check({ name, calls }, { model, literal, states, stated }) {
    const own = model.checks.filter(
      ({ fact, kind }) => kind === 'requirement' && PERCENTILE_NAMES.some((one) => namesIn(`flows.*.latency.${one}`, fact)?.[0] === name),
    );
    if (own.length === 0) return;
    const made = new Map(calls.filter((call) => isMadeByAll(model, call)).map((call) => [call.component, call]));
    for (const { leaf, promise } of own) {
      const percentile = PERCENTILE_NAMES.find((one) => namesAt(`requirements.quality.*.${one}`, leaf.path));
      if (percentile === undefined || promise === null) continue;
      const ownName = OWN[percentile];
      const [part, target] = [`components.*.each.${ownName}` as const, literal(`requirements.quality.*.${percentile}`, promise)];
      for (const [component, call] of made) {
        if (!states(part, component)) continue;
        // With a timeout below the target, the caller gets an answer, if only an error, in time.
        const timeouts = chainTo(call).flatMap((above) => stated(above, 'timeout') ?? []);
        yield {
          subject: `flows.${name}`,
          key: `${promise}.${percentile}.${component}`,
          because: [[literal(part, component), '>', target], ...timeouts.map((timeout): Because => [timeout, '>', target])],
          slots: { flow: name, component, percentile, own: ownName },
          at: leaf.path,
          related: [{ path: `components.${component}.each`, message: 'what takes longer' }],
        };
      }
    }
  },
});

/** With these a call is not made by each request, or overtaken by another where it is slow. */
const OTHERWISE = ['times', 'batch', 'hedge.after'] as const;

/** Whether every request makes a call, and has no answer before it; how long it waits for one that it can do without is known by the timeout. */
const isMadeByAll = (model: Model, call: Call): boolean =>
  isWaitedFor(call) &&
  chainTo(call).every(
    (above) =>
      above.via === 'call' &&
      (above.failure === 'fatal' || hasOption(model, above, 'timeout')) &&
      OTHERWISE.every((option) => !hasOption(model, above, option)),
  );

import { type Call, downFrom, type Model, waitedUpFrom } from '../../spec/index.js';
import { hasOption } from '../paths.js';
import { type Because, defineRule, type Key } from '../rule.js';

/** Whether a caller keeps retrying a failing call: no circuit breaker stops it. */
const isRepeated = (model: Model, call: Call): boolean => hasOption(model, call, 'retries.max') && !call.hasBreaker;

/** Calls from one up whose callers repeat them when it fails. */
const layersOf = (model: Model, call: Call): readonly Call[] => [...waitedUpFrom(call)].filter((at) => isRepeated(model, at));

/** Whether something that it waits for is repeated too: the storm is about that then. */
const isRepeatedBelow = (model: Model, call: Call): boolean =>
  [...downFrom(call, ({ async }) => !async)].some((at) => at !== call && isRepeated(model, at));

/** Retries of retries. */
export const retryStorm = defineRule({
  id: 'load/retry-storm',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/retry-without-backoff', 'availability/timeout-above-caller', 'load/stays-overloaded'],
  docs: {
    what: 'Several layers of callers repeat the same failed call, which together makes many times the usual load, more than one of those that are called on the way carries.',
    why: 'Each attempt of a caller above brings all the attempts of the one below. What struggles gets many times its load, and does not come back by itself.',
    cost: 'Some requests fail sooner than they would have to.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 22: three layers of 3 retries make 64 attempts',
    falsePositives: 'The layers repeat different errors, or a circuit breaker that the spec does not state (`breaker: true`) stops them.',
    good: `sysdesign: 1
name: shop
flows:
  order: { rate: 10 req/s, path: [ gateway: { calls: [ orders: { calls: [ db: { retries: 3 } ] } ] } ] }
components:
  gateway: { kind: gateway }
  orders: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { rate: 10 req/s, path: [ gateway: { calls: [ orders: { retries: 3, calls: [ db: { retries: 3 } ] } ] } ] }
components:
  gateway: { kind: gateway }
  orders: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s } }
`,
  },
  reads: ['flows.*.calls.*.amplification', 'components.*.headroom'],
  options: { most: { value: '10', field: 'ratio', meaning: 'times its usual calls that failures may bring a component' } },
  message: 'when calls to "{component}" fail, {layers} layers of retries make up to {left}x its usual calls of "{flow}"',
  help: 'repeat calls in one layer only, give retries a budget (retries: { max: 2, budget: 10% }), or stop calling what fails (breaker: true)',
  *check(call, { model, fact, isKnown, option }) {
    const { flow, component } = call;
    if (!isRepeated(model, call)) return;
    const layers = layersOf(model, call);
    if (layers.length < 2 || layers[0] !== call || isRepeatedBelow(model, call)) return;
    const attemptsOf = ({ index: at }: Call): Key => fact('flows.*.calls.*.amplification', flow, String(at));
    const attempts = attemptsOf(call);
    // The layers between get more as well, and may have less room than the last.
    for (const layer of layers) {
      const headroom = fact('components.*.headroom', layer.component);
      const overloads: readonly Because[] = isKnown(headroom) ? [[attemptsOf(layer), '>', headroom]] : [];
      if (layer !== call && overloads.length === 0) continue;
      yield {
        subject: `components.${component}`,
        key: flow,
        because: [[attempts, '>', option('most')], ...overloads],
        slots: { component, flow, layers: String(layers.length) },
        at: call.path,
        related: layers.slice(1).map(({ path }) => ({ path, message: 'and its caller repeats this call' })),
      };
    }
  },
});

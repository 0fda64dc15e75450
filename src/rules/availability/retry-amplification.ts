import { chainTo, isWaitedFor } from '../paths.js';
import { defineRule } from '../rule.js';
import { statesOption } from './promises.js';

/** Retries at several layers multiply. */
export const retryAmplification = defineRule({
  id: 'availability/retry-amplification',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'Retries at two or more layers of a path multiply to many calls of the last one for each request.',
    why: 'While the last layer fails, each layer above repeats all that the one below already repeated: the failing component gets many times its load, and a short overload does not end.',
    cost: 'With retries at one layer only, a request fails sooner in the rare case that would have needed both.',
    source:
      'catalogue: retry-storm, f-retry-amplification (3 retries at 3 layers: 64 calls); Beyer et al. 2016, Site Reliability Engineering, ch. 22 (addressing cascading failures)',
    falsePositives: 'Layers that do not retry what is reported as overload: state a budget for their retries.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ web: { calls: [ api: { timeout: 2 s, calls: [ db: { timeout: 100 ms, retries: { max: 3, backoff: 50 ms } } ] } ] } ] } }
components: { web: { kind: service }, api: { kind: service }, db: { kind: database } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ web: { calls: [ api: { timeout: 2 s, retries: { max: 3, backoff: 50 ms }, calls: [ db: { timeout: 100 ms, retries: { max: 3, backoff: 50 ms } } ] } ] } ] } }
components: { web: { kind: service }, api: { kind: service }, db: { kind: database } }
`,
  },
  reads: ['flows.*.calls.*.amplification'],
  options: { times: { value: '10', field: 'ratio', meaning: 'calls for one request that retries may come to' } },
  message: '"{component}" gets up to {left} calls for one request of "{flow}" while it fails: {layers} retry',
  help: 'retry at one layer, best the one next to what fails, or give each layer a budget (retries: { budget: 10% })',
  *check(call, { model, fact, option }) {
    const { flow, component, index, path } = call;
    if (!isWaitedFor(call) || !statesOption(model, call, 'retries.max')) return;
    const layers = chainTo(call).filter((each) => statesOption(model, each, 'retries.max'));
    if (layers.length < 2) return;
    yield {
      subject: `components.${component}`,
      key: flow,
      at: path,
      because: [fact('flows.*.calls.*.amplification', flow, String(index)), '>', option('times')],
      slots: { component, flow, layers: layers.map((each) => `the calls of "${each.component}"`).join(', ') },
      related: layers.slice(0, -1).map((each) => ({ path: each.path, message: 'retried here too' })),
    };
  },
});

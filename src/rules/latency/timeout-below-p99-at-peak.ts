import { componentsBelow } from '../paths.js';
import { defineRule } from '../rule.js';

/** Calls that would be answered in time, were it not for those before them. */
export const timeoutBelowP99AtPeak = defineRule({
  id: 'latency/timeout-below-p99-at-peak',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'At peak a call is given up before the time within which 99% of its answers come, though nobody would give it up where nobody waits for a server.',
    why: 'It is the load that makes it late: calls wait for a server, are given up, and are sent again on top of the load that they wait for.',
    cost: 'More instances, or fewer calls.',
    source:
      'Brooker 2019, Timeouts, retries and backoff with jitter (Amazon Builders Library); waiting at high utilization: Harchol-Balter 2013, ch. 14',
    falsePositives: 'Calls whose late answers are of no use, and that have a fallback; peaks that are shorter than a queue takes to fill.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 2, path: [ api: { calls: [ prices: { timeout: 80 ms } ] } ] } }
components:
  api: { kind: service }
  prices: { kind: service, instances: 4, each: { rate: 110 req/s, p50: 10 ms, p99: 50 ms } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 2, path: [ api: { calls: [ prices: { timeout: 80 ms } ] } ] } }
components:
  api: { kind: service }
  prices: { kind: service, instances: 2, each: { rate: 110 req/s, p50: 10 ms, p99: 50 ms } }
`,
  },
  reads: ['components.*.latency.p99', 'components.*.latency.at.idle.p99'],
  message:
    'at peak calls of "{component}" are given up after {right}, and 99% of its answers take up to {left}: {idle} where nobody waits for a server',
  help: 'let what they wait for have more, or send it less',
  *check(call, { model, fact, literal, stated, isKnown }) {
    const { component, path, flow } = call;
    if (!stated(call, 'timeout')) return;
    const slow = fact('components.*.latency.p99', component);
    const idle = fact('components.*.latency.at.idle.p99', component);
    if (!isKnown(slow) || !isKnown(idle)) return;
    const timeout = literal(call, 'timeout');
    // Its percentiles are of all its calls, whatever flow they are of.
    const calls = model.components.get(component)?.calls ?? [call];
    yield {
      subject: path,
      because: [
        [slow, '>', timeout],
        [idle, '<=', timeout],
      ],
      slots: { component, idle },
      causes: [...new Set(calls.flatMap(componentsBelow))].map((name) => `components.${name}`).concat(`flows.${flow}`),
    };
  },
});

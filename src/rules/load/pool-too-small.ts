import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Fewer connections than calls in progress. */
export const poolTooSmall = defineRule({
  id: 'load/pool-too-small',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['latency/timeout-below-p99-at-peak'],
  docs: {
    what: 'The calls of one caller that are in progress at a component at peak are more than all of the connections in the pools of that caller.',
    why: 'A call that finds no free connection waits for one, in the caller and unseen by what is called. While more calls come than connections are given back, that wait only grows.',
    cost: 'Each connection takes memory at both ends, and what is called accepts only so many.',
    source:
      'Little 1961, Oper. Res. 9(3) (calls in progress = rate x time); Nygard 2018, Release It!, 2nd ed., ch. 4 (blocked threads, pools)',
    falsePositives: 'Several calls share a connection at the same time (HTTP/2, gRPC).',
    good: `sysdesign: 1
name: shop
flows: { pay: { rate: 100 req/s, peak: 2, path: api -> provider } }
components:
  api: { kind: service, instances: 4, pool: 50 }
  provider: { kind: external, each: { p50: 300 ms, p99: 1 s } }
`,
    bad: `sysdesign: 1
name: shop
flows: { pay: { rate: 100 req/s, peak: 2, path: api -> provider } }
components:
  api: { kind: service, instances: 4, pool: 10 }
  provider: { kind: external, each: { p50: 300 ms, p99: 1 s } }
`,
  },
  reads: ['components.*.busy.peak', 'components.*.fleet'],
  message:
    '{left} calls to "{component}" are in progress at peak, and each of the {fleet} instances of "{caller}" has {pool} connections for them',
  help: 'give it more connections (pool), more callers, or answer sooner',
  *check({ name, calls }, { model, fact, stated }) {
    // Of several callers it is not known how many of the calls in progress are whose.
    const callers = new Set(calls.map(({ caller }) => caller?.component));
    const [caller] = callers;
    if (caller === undefined || callers.size > 1 || !calls.every(isWaitedFor)) return;
    const pool = stated('components.*.pool.size', caller);
    if (!pool || model.components.get(caller)?.traits.run !== 'instances') return;
    const [busy, fleet] = [fact('components.*.busy.peak', name), fact('components.*.fleet', caller)];
    yield {
      subject: `components.${name}`,
      key: caller,
      because: [busy, '>', fleet, pool],
      slots: { component: name, caller, fleet, pool },
      at: `components.${caller}.pool.size`,
      related: [{ path: `components.${name}`, message: 'what it calls' }],
    };
  },
});

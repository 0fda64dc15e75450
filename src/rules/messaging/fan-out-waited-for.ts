import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Broadcast + realtime -> publish and subscribe. */
export const fanOutWaitedFor = defineRule({
  id: 'messaging/fan-out-waited-for',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'One request makes very many writes to the same component, one for each receiver, and its actor waits for all of them.',
    why: 'Whoever has most followers waits longest, and one write that fails leaves the others done. Nobody has to wait for what others receive.',
    cost: 'Receivers get it a little later, in no order of all; duplicates and the depth of the queue need care.',
    source:
      'R. Krikorian, Timelines at Scale (QCon 2012); G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003), Publish-Subscribe Channel',
    falsePositives: '`times` counts the items of one call and not calls.',
    good: `sysdesign: 1
name: feed
flows:
  post: { kind: write, rate: 10 req/s, path: [ api: { calls: [ posts: { async: true } ] } ] }
components:
  api: { kind: service }
  posts: { kind: queue, consumers: { fanout: { calls: [ feeds: { times: 200 } ] } } }
  fanout: { kind: worker }
  feeds: { kind: cache }
`,
    bad: `sysdesign: 1
name: feed
flows:
  post: { kind: write, rate: 10 req/s, path: [ api: { calls: [ feeds: { times: 200 } ] } ] }
components:
  api: { kind: service }
  feeds: { kind: cache }
`,
  },
  reads: ['flows.*.calls.*.rate.peak'],
  options: { most: { value: '20', field: 'ratio', meaning: 'writes for one call of the caller that may be waited for' } },
  message: '"{flow}" waits for {left} writes to "{component}" for each call of "{caller}": {load} at peak',
  help: 'publish it once (a queue or a stream), and let consumers do the writes; or let receivers fetch it',
  *check(call, { fact, option, stated }) {
    const { caller, component, flow } = call;
    const times = stated(call, 'times');
    if (!times || !caller || !call.writes || call.traits.isQueue || !isWaitedFor(call)) return;
    yield {
      subject: `components.${component}`,
      key: flow,
      because: [times, '>', option('most')],
      slots: { caller: caller.component, component, flow, load: fact('flows.*.calls.*.rate.peak', flow, String(call.index)) },
      at: call.path,
    };
  },
});

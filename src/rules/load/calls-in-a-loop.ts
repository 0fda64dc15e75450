import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Many reads of the same callee for one request, in turn. */
export const callsInALoop = defineRule({
  id: 'load/calls-in-a-loop',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  covers: ['load/reads-size-fleet'],
  docs: {
    what: 'A request reads from the same component (no cache) many times, one call after the other, and waits for each.',
    why: 'Each call costs a round trip, so that the times add up, and the slowest of many is slow more often than one. The load is multiplied too.',
    cost: 'A call that takes a list of keys, or a copy in the form in which it is read.',
    source:
      'J. Dean, L. A. Barroso, The Tail at Scale (CACM 56(2), 2013); M. Fowler, Patterns of Enterprise Application Architecture (2002), Remote Facade',
    falsePositives: 'The calls are made at once, or `times` counts the items of one call and not calls.',
    good: `sysdesign: 1
name: feed
flows:
  open: { kind: read, rate: 100 req/s, path: [ api: { calls: [ posts: { times: 2 } ] } ] }
components:
  api: { kind: service }
  posts: { kind: database }
`,
    bad: `sysdesign: 1
name: feed
flows:
  open: { kind: read, rate: 100 req/s, path: [ api: { calls: [ posts: { times: 50 } ] } ] }
components:
  api: { kind: service }
  posts: { kind: database }
`,
  },
  reads: ['flows.*.calls.*.rate.peak'],
  options: { most: { value: '10', field: 'ratio', meaning: 'calls in turn for one call of the caller' } },
  message: '"{caller}" calls "{component}" {left} times for each of its own calls, one after the other: {load} at peak',
  help: 'fetch what is needed in one call (a list of keys, a join, a copy in the form in which it is read)',
  *check(call, { fact, option, stated }) {
    const { caller, component, flow } = call;
    const times = stated(call, 'times');
    // A cache in memory is asked for a list of keys, which `times` counts.
    if (!times || !caller || call.writes || call.traits.isQueue || call.traits.isCache || !isWaitedFor(call)) return;
    yield {
      subject: `components.${component}`,
      key: `${flow} ${caller.component}`,
      because: [times, '>', option('most')],
      slots: { caller: caller.component, component, load: fact('flows.*.calls.*.rate.peak', flow, String(call.index)) },
      at: call.path,
    };
  },
});

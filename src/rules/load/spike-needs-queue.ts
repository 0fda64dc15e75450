import { spikesAt, writesWaitedFor } from '../paths.js';
import { defineRule } from '../rule.js';

/** Write + spike -> queue. */
export const spikeNeedsQueue = defineRule({
  id: 'load/spike-needs-queue',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['api/spike-needs-throttle', 'api/throttle-above-capacity', 'load/spike-not-carried'],
  docs: {
    what: 'Writes to a store are waited for, and a spike brings more of them than it carries.',
    why: 'While the spike lasts, writes are refused or time out, and retries add to them. A queue takes them at once and hands them on as fast as the store can.',
    cost: 'The writer learns later whether it worked; order, duplicates and the depth of the queue need care.',
    source: 'Microsoft, Cloud Design Patterns, Queue-Based Load Leveling',
    falsePositives: 'A spike so short that what waits in connections bridges it.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, spikes: { sale: { factor: 20 } }, path: [ api: { calls: [ orders: { async: true } ] } ] }
components:
  api: { kind: service }
  orders: { kind: queue, consumers: { writer: { rate: 500/s } } }
  writer: { kind: worker, each: { rate: 500 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, spikes: { sale: { factor: 20 } }, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database, instances: 1, each: { writes: 500/s } }
`,
  },
  reads: ['components.*.headroom.spike.*', 'components.*.write.spike.*'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load of a spike that a store must carry' } },
  message: '"{component}" carries {carried} of the {load} that the spike "{spike}" writes to it',
  help: 'accept the writes into a queue and let workers write them, or give it room for the spike',
  *check(component, { model, fact, option }) {
    const { name, traits } = component;
    if (traits.data !== 'disk' || traits.isQueue || !writesWaitedFor(model, name)) return;
    for (const spike of spikesAt(model, component, ({ writes }) => writes))
      yield {
        subject: `components.${name}`,
        key: spike,
        because: [fact('components.*.headroom.spike.*', name, spike), '<', option('carried')],
        slots: { component: name, load: fact('components.*.write.spike.*', name, spike), spike },
      };
  },
});

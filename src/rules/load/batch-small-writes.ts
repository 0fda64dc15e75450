import { chainTo, hasOption } from '../paths.js';
import { defineRule } from '../rule.js';

/** Many small writes -> fewer larger ones. */
export const batchSmallWrites = defineRule({
  id: 'load/batch-small-writes',
  on: 'call',
  severity: 'info',
  confidence: 'low',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Very many writes a second of very small items go to a store one by one.',
    why: 'Each write costs a round trip, an entry of the log and a commit, whatever its size. Put together, many items share these.',
    cost: 'An item waits until its batch is full, and those of a batch that is not written yet can be lost.',
    source: 'PostgreSQL manual, Populating a Database',
    falsePositives: 'The store puts commits together by itself, or the items go to different partitions.',
    good: `sysdesign: 1
name: meters
flows:
  record: { kind: write, rate: 20k req/s, path: [ api: { calls: [ readings: { batch: 100 } ] } ] }
components:
  api: { kind: service }
  readings: { kind: database }
data:
  readings: { in: readings, item: 100 B, addedBy: record }
`,
    bad: `sysdesign: 1
name: meters
flows:
  record: { kind: write, rate: 20k req/s, path: api -> readings }
components:
  api: { kind: service }
  readings: { kind: database }
data:
  readings: { in: readings, item: 100 B, addedBy: record }
`,
  },
  reads: ['flows.*.calls.*.rate.peak', 'data.*.item'],
  options: {
    many: { value: '10k req/s', field: 'rate', meaning: 'writes a second from which on they are many' },
    small: { value: '1 kB', field: 'bytes', meaning: 'bytes of an item below which it is small' },
  },
  message: '"{flow}" writes {left} to "{component}", one by one, of {item} each',
  help: 'put the writes of some milliseconds together (batch), aggregate or sample them before',
  *check(call, { model, fact, option }) {
    const { flow, index, component, traits } = call;
    if (!call.writes || traits.data !== 'disk' || traits.isQueue) return;
    if (chainTo(call).some((link) => hasOption(model, link, 'batch'))) return;
    for (const data of model.components.get(component)?.data ?? [])
      if (model.data.get(data)?.addedBy.some((use) => use.flow === flow))
        yield {
          subject: `components.${component}`,
          key: flow,
          because: [
            [fact('flows.*.calls.*.rate.peak', flow, String(index)), '>', option('many')],
            [fact('data.*.item', data), '<', option('small')],
          ],
          slots: { flow, component, item: fact('data.*.item', data) },
          at: call.path,
        };
  },
});

import { defineRule } from '../rule.js';

/** Data that is written, and that nobody reads. */
export const neverRead = defineRule({
  id: 'data/never-read',
  on: 'data',
  severity: 'info',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'simplicity',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Flows add to a data set, and no flow reads it, or anything else in its store.',
    why: 'Either the load of its readers is missing from the estimate, or it is stored and paid for with no use.',
    cost: 'A line for the flow that reads it.',
    source: 'ISO/IEC/IEEE 29148:2018, Requirements engineering: what serves no requirement is dropped',
    falsePositives: 'Audit trails and backups, which are there in case they are asked for.',
    good: `sysdesign: 1
name: uploads
horizon: 1 year
flows:
  upload: { kind: write, rate: 10 req/s, path: files }
  show: { kind: read, rate: 100 req/s, path: files }
components:
  files: { kind: objectStore }
data:
  photos: { in: files, item: 1 MB, addedBy: upload, readBy: show, keep: 1 year }
`,
    bad: `sysdesign: 1
name: uploads
horizon: 1 year
flows:
  upload: { kind: write, rate: 10 req/s, path: files }
components:
  files: { kind: objectStore }
data:
  photos: { in: files, item: 1 MB, addedBy: upload, keep: 1 year }
`,
  },
  reads: [],
  message: '"{data}" is added to, and no flow reads it',
  help: 'give the flow that reads it (`readBy`), or store it where it costs little, or not at all',
  *check({ name, stores, addedBy, readBy }, { model }) {
    if (addedBy.length === 0 || readBy.length > 0) return;
    const places = stores.flatMap((store) => model.components.get(store) ?? []);
    // Messages are read by consumers, and what is in a warehouse by people whose queries are no flow.
    const isOfUnseenReaders = places.some(({ traits }) => traits.isQueue || traits.queried === 'analyses');
    if (places.length === 0 || isOfUnseenReaders) return;
    // Where no path leads to the store, its reads may be left out as its writes are.
    const calls = places.flatMap((place) => place.calls);
    if (calls.length === 0 || calls.some((call) => !call.writes)) return;
    yield { subject: `data.${name}`, because: 'structure', slots: { data: name } };
  },
});

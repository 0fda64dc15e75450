import { defineRule } from '../rule.js';

/** Data that grows without an end that anyone has decided on. */
export const keptForEver = defineRule({
  id: 'data/kept-for-ever',
  on: 'data',
  severity: 'info',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'A data set is added to, its `keep` is not stated, and at the horizon it takes more than 100 TB.',
    why: 'What is never deleted is paid for every month again. At this size it is worth a decision how long it is needed, and what of it may move to cheaper storage.',
    cost: 'Old data is slower to reach, or gone.',
    source: 'AWS Well-Architected, COST 4 (decommission resources)',
    falsePositives: 'What users own and may ask for at any time: state `keep: forever`.',
    good: `sysdesign: 1
name: events
horizon: 5 years
flows:
  track: { kind: write, rate: 20k req/s, path: store }
components:
  store: { kind: objectStore }
data:
  events: { in: store, item: 1 kB, addedBy: track, keep: forever }
`,
    bad: `sysdesign: 1
name: events
horizon: 5 years
flows:
  track: { kind: write, rate: 20k req/s, path: store }
components:
  store: { kind: objectStore }
data:
  events: { in: store, item: 1 kB, addedBy: track }
`,
  },
  reads: ['data.*.size.stored', 'data.*.growth'],
  options: { size: { value: '100 TB', field: 'bytes', meaning: 'from which on it is worth a decision how long data is kept' } },
  message: '"{data}" grows by {growth} to {left} at the horizon, and how long it is kept is not stated',
  help: 'state `keep`, as a time or as `forever`, and what may move to cheaper storage',
  *check({ name, addedBy, stores }, { model, fact, option, states }) {
    if (states('data.*.keep', name) || (addedBy.length === 0 && !states('data.*.added', name))) return;
    // The retention of a log limits its data.
    if (stores.some((store) => states('components.*.retention', store))) return;
    yield {
      subject: `data.${name}`,
      because: [fact('data.*.size.stored', name), '>', option('size')],
      slots: { data: name, growth: fact('data.*.growth', name) },
      isQuestion: ![...model.data.keys()].some((other) => states('data.*.keep', other)),
    };
  },
});

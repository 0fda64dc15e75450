import { leafOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Data that grows, without a stated horizon. */
export const horizonMissing = defineRule({
  id: 'requirements/horizon-missing',
  on: 'spec',
  severity: 'warning',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Flows add to data that is kept without an end, and no horizon is stated.',
    why: 'How much there will be cannot be worked out, so that nothing tells whether one node holds it.',
    cost: 'A line: three to five years are usual.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 18, on planning for the growth of demand',
    falsePositives: 'A spec that is about load alone.',
    good: `sysdesign: 1
name: notes
horizon: 5 years
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database }
data:
  notes: { in: db, item: 2 kB, addedBy: save }
`,
    bad: `sysdesign: 1
name: notes
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database }
data:
  notes: { in: db, item: 2 kB, addedBy: save }
`,
  },
  reads: [],
  message: 'no horizon states until when data grows that is never deleted: {data}',
  help: 'state how far ahead to size (`horizon: 5 years`), or how long items are kept (`keep`)',
  *check(model, { states }) {
    if (states('horizon')) return;
    const growing = [...model.data.values()].filter(({ name, addedBy }) => {
      const keep = leafOf(model, `data.${name}.keep`);
      return (addedBy.length > 0 || states('data.*.added', name)) && (keep === undefined || keep.value.kind === 'forever');
    });
    if (growing.length === 0) return;
    yield {
      subject: 'data',
      because: 'structure',
      slots: { data: growing.map(({ name }) => `"${name}"`).join(', ') },
      related: growing.map(({ name }) => ({ path: `data.${name}`, message: 'grows' })),
    };
  },
});

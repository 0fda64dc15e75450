import { defineRule } from '../rule.js';

/** No peak factor is stated. */
export const peakAssumed = defineRule({
  id: 'load/peak-assumed',
  on: 'spec',
  severity: 'info',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Flows have a rate and no peak, so that the default factor of the catalog is taken.',
    why: 'Fleets, and most of the bill, are sized by the peak. Between two and ten times the mean there is a lot of room, and the default is what nobody has measured.',
    cost: 'A question to whoever runs the system, or a look at its graphs.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 18',
    falsePositives: 'The flow is paced by a machine and has no peak: state `peak: 1`.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, peak: 4, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['flows.*.rate.mean', 'flows.*.rate.peak'],
  message: 'no peak is stated of {flows}: {peak} is assumed for "{flow}" from a mean of {mean}',
  help: 'state the peak of each: a factor, a rate, or a share of the day in some hours (20% of the day in 2 h)',
  *check({ flows }, { fact, isKnown, stated }) {
    const names = [...flows.keys()].filter((name) => !stated('flows.*.peak', name) && isKnown(fact('flows.*.rate.mean', name)));
    const [flow] = names;
    if (flow === undefined) return;
    yield {
      // About all of them: which is the first is no part of what it is.
      subject: 'flows',
      at: `flows.${flow}`,
      because: 'structure',
      slots: {
        flow,
        flows: names.map((name) => `"${name}"`).join(', '),
        mean: fact('flows.*.rate.mean', flow),
        peak: fact('flows.*.rate.peak', flow),
      },
      related: names.slice(1).map((name) => ({ path: `flows.${name}`, message: 'nor of this' })),
    };
  },
});

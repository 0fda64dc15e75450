import { defineRule } from '../rule.js';

/** A spike that is none: every day has more. */
export const spikeBelowPeak = defineRule({
  id: 'load/spike-below-peak',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A spike of a flow is below the peak of the same flow.',
    why: 'A spike is an event beyond the usual day, counted from the mean of the day. Below the peak it loads nothing more than every day does, so that whatever it was stated for is not looked at: often its factor was meant of the peak, or the peak that is assumed (a multiple of the mean) is too high.',
    cost: 'A look at which of the two numbers is right.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 18',
    falsePositives: 'A spike at night that others share: state it of them too.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, peak: 2, spikes: { sale: { factor: 4 } }, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, spikes: { sale: { factor: 2 } }, path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['flows.*.rate.spike.*', 'flows.*.rate.peak'],
  message: 'the spike "{spike}" of "{flow}" is {load}, below its peak of {peak} on a usual day{assumed}',
  help: 'state how high it is above the mean of the day (factor: 10, or a rate), or the peak of a usual day (peak: 1.5)',
  *check({ name, spikes }, { fact, isKnown, stated }) {
    const peak = fact('flows.*.rate.peak', name);
    for (const spike of spikes) {
      const load = fact('flows.*.rate.spike.*', name, spike);
      if (!isKnown(load) || !isKnown(peak)) continue;
      yield {
        subject: `flows.${name}`,
        key: spike,
        at: `flows.${name}.spikes.${spike}`,
        because: [load, '<', peak],
        slots: { flow: name, spike, load, peak, assumed: stated('flows.*.peak', name) ? '' : ', which is assumed' },
      };
    }
  },
});

import { isStock } from '../../catalog/index.js';
import { defineRule } from '../rule.js';

/** A computed fleet of an implausible size: some exponent or unit in its inputs is a slip. */
export const fleetBeyondReason = defineRule({
  id: 'capacity/fleet-beyond-reason',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['load/fleet-capped', 'load/growth-exceeds-cap'],
  docs: {
    what: 'The instances that a component needs, as they follow from its load or its data and from what one instance carries, are more than anybody runs.',
    why: 'A rate a million times too high, or kB where TB is meant, gives a number like any other, and all that is summed over it is as wrong.',
    cost: 'None: one of the literals is mended.',
    source: 'Gartner (2016), by Data Center Knowledge: Google had some 2.5 million servers, for all that it runs',
    falsePositives: 'Devices of users that the spec has as instances of one component.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 1k req/s, peak: 2, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 100M req/s, peak: 2, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.instances', 'components.*.binding'],
  options: { most: { value: '1000000', field: 'count', meaning: 'instances that one component may need' } },
  message: '"{component}" needs {left} instances, and nobody runs more than {right} of one kind',
  help: 'check the exponents and the units of what it gets, of what it keeps and of what one instance carries',
  *check({ name, calls, data }, { fact, option, stated, word }) {
    // What is stated is held against the load by itself.
    if (stated('components.*.instances', name)) return;
    const resource = word(fact('components.*.binding', name));
    const isOfData = resource !== undefined && isStock(resource);
    const flows = [...new Set(calls.map(({ flow }) => flow))];
    const paths = isOfData ? data.map((one) => `data.${one}`) : flows.map((flow) => `flows.${flow}.rate`);
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.instances', name), '>', option('most')],
      slots: { component: name },
      causes: flows.map((flow) => `flows.${flow}`),
      ...(resource !== undefined && resource !== 'redundancy' && { at: `components.${name}.each.${resource}` }),
      related: paths.slice(0, 3).map((path) => ({ path, message: isOfData ? 'what it keeps' : 'what it gets' })),
    };
  },
});

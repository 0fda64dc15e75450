import type { Because } from '../rule.js';
import { defineRule } from '../rule.js';

/** Room for the loss of a region, for promises that zones can keep. */
export const regionsBeyondPromise = defineRule({
  id: 'cost/regions-beyond-promise',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'A component is to survive the loss of a region, and no flow that calls it is promised more than 99.9%.',
    why: 'A region more is at least half as many instances again (two regions: twice as many), and traffic between them. Zones of one region keep 99.9% at a fraction of that.',
    cost: 'Hours of downtime when a region is lost, which happens once in years.',
    source: 'AWS Well-Architected, Reliability pillar: multi-zone designs for 99.99%, multi-region beyond',
    falsePositives: 'Regions that are there for the law, for latency, or for disaster recovery within hours.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.99%, window: 30 d } } }
flows:
  browse: { rate: 1k req/s, path: web }
components:
  web: { kind: service, in: [eu, us], survives: region, each: { rate: 100 req/s } }
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99%, window: 30 d } } }
flows:
  browse: { rate: 1k req/s, path: web }
components:
  web: { kind: service, in: [eu, us], survives: region, each: { rate: 100 req/s } }
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
`,
  },
  reads: ['objectives.*.target', 'agreements.*.target', 'components.*.instances'],
  options: { worth: { value: '99.95%', field: 'share', meaning: 'promise from which on a second region is worth its cost' } },
  message: '"{component}" is to survive the loss of a region ({instances} instances), and what is promised is {left}',
  help: 'survive the loss of a zone instead (`survives: zone`), or promise what the second region is paid for',
  *check({ name, survives, calls }, { model, fact, option }) {
    if (survives !== 'region') return;
    const flows = new Set(calls.map(({ flow }) => flow));
    const promises = model.objectives.filter(({ about }) => (about.root === 'flows' ? flows.has(about.name) : about.name === name));
    if (promises.length === 0) return;
    const because = promises.map(({ name: promise, kind }): Because => {
      const target = kind === 'objective' ? fact('objectives.*.target', promise) : fact('agreements.*.target', promise);
      return [target, '<', option('worth')];
    });
    yield {
      subject: `components.${name}`,
      because,
      slots: { component: name, instances: fact('components.*.instances', name) },
      related: promises.map(({ path }) => ({ path, message: 'what is promised' })),
    };
  },
});

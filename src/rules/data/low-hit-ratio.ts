import { defineRule } from '../rule.js';

/** A cache that misses so often that what is behind it hardly notices it. */
export const lowHitRatio = defineRule({
  id: 'data/low-hit-ratio',
  on: 'call',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'simplicity',
  since: '0.1.0',
  docs: {
    what: 'A cache or a content network answers less than 30% of the reads that it is asked.',
    why: 'What is behind it gets nearly all of the load still, every miss takes both ways, and there is a further part that may be stale or down.',
    cost: 'Without the cache the store serves its hits too; more memory or a longer `ttl` may be the better answer.',
    source:
      'own derivation: 1 / (1 - hit) is the factor by which a cache relieves what is behind it; 1.4 at 30%. Caches that earn their keep hit 80% and more (Nishtala et al., Scaling Memcache at Facebook, NSDI 2013)',
    falsePositives: 'A cache of a few answers that are very dear to compute.',
    good: `sysdesign: 1
name: search
flows:
  find: { kind: read, rate: 500 req/s, path: [ cache: { hit: 85%, miss: [ index ] } ] }
components:
  cache: { kind: cache }
  index: { kind: search }
`,
    bad: `sysdesign: 1
name: search
flows:
  find: { kind: read, rate: 500 req/s, path: [ cache: { hit: 15%, miss: [ index ] } ] }
components:
  cache: { kind: cache }
  index: { kind: search }
`,
  },
  reads: ['flows.*.calls.*.hit'],
  options: { least: { value: '30%', field: 'share', meaning: 'share of reads that a cache should answer' } },
  message: '"{cache}" answers {left} of what "{flow}" asks it, and passes on the rest',
  help: 'leave it out, or let it hold more, or hold it for longer',
  *check({ flow, index, component, writes, callees, path }, { fact, option }) {
    if (writes || !callees.some(({ via }) => via === 'miss')) return;
    yield {
      subject: `components.${component}`,
      key: flow,
      because: [fact('flows.*.calls.*.hit', flow, String(index)), '<', option('least')],
      slots: { cache: component, flow },
      at: `${path}.hit`,
    };
  },
});

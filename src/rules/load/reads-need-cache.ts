import { isWaitedFor } from '../../spec/index.js';
import { isBehindCache } from '../paths.js';
import { defineRule } from '../rule.js';

/** Read + bottleneck -> cache. */
export const readsNeedCache = defineRule({
  id: 'load/reads-need-cache',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: [
    'api/spike-needs-throttle',
    'api/throttle-above-capacity',
    'availability/no-spare',
    'latency/timeout-below-p99-at-peak',
    'load/growth-reaches-capacity',
    'load/spike-not-carried',
  ],
  docs: {
    what: 'A store is nearly or more than full at peak, nearly all that it gets is reads, and no cache answers any of them.',
    why: 'Reads repeat, and most of them are of few items. A cache takes those off the store, which then has room for what only it can do.',
    cost: 'Answers may be stale, entries have to be invalidated, and the store has to cope while the cache is empty.',
    source: 'R. Nishtala et al., Scaling Memcache at Facebook (NSDI 2013)',
    falsePositives: 'Each read is of something else, so that a cache would hit rarely.',
    good: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 2k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 90%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 2, each: { reads: 2100 req/s, writes: 500 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 2k req/s, peak: 2, path: api -> products }
components:
  api: { kind: service }
  products: { kind: database, instances: 2, each: { reads: 2100 req/s, writes: 500 req/s } }
`,
  },
  reads: ['components.*.headroom', 'components.*.read.peak', 'components.*.write.peak'],
  options: {
    room: { value: '1.25', field: 'ratio', meaning: 'times its peak that a store should carry' },
    readsPerWrite: { value: '10', field: 'ratio', meaning: 'reads for each write from which on a store is there to be read' },
  },
  message: '"{component}" carries {left}x its peak, which is {reads} of reads and {writes} of writes, and no cache answers any of them',
  help: 'put a cache before it (path: cache: { hit: 80%, miss: [{component}] }), or give it read replicas',
  *check({ name, traits, calls }, { fact, option }) {
    if (traits.queried !== 'items') return;
    const reads = calls.filter(({ writes }) => !writes);
    if (!reads.some(isWaitedFor) || reads.some(isBehindCache)) return;
    const [read, write] = [fact('components.*.read.peak', name), fact('components.*.write.peak', name)];
    yield {
      subject: `components.${name}`,
      because: [
        [fact('components.*.headroom', name), '<', option('room')],
        [read, '>', write, option('readsPerWrite')],
      ],
      slots: { component: name, reads: read, writes: write },
    };
  },
});

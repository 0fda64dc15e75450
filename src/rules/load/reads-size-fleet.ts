import { isWaitedFor } from '../../spec/index.js';
import { isBehindCache } from '../paths.js';
import { defineRule } from '../rule.js';

/** Nodes that are bought to answer the same reads again. */
export const readsSizeFleet = defineRule({
  id: 'load/reads-size-fleet',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'The rate decides how many instances of a store are needed, nearly all of it is reads, more than what three instances read, and no cache answers any of them.',
    why: 'Reads repeat, and most of them are of few items: one cache in memory answers what takes many nodes of a store, each with disks and all of its copies.',
    cost: 'Answers may be stale, entries have to be invalidated, and the store has to cope while the cache is empty.',
    source: 'R. Nishtala et al., Scaling Memcache at Facebook (NSDI 2013)',
    falsePositives: 'Each read is of something else, so that a cache would hit rarely.',
    good: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 20k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 90%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, each: { reads: 5k req/s, writes: 1k req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 20k req/s, peak: 2, path: api -> products }
components:
  api: { kind: service }
  products: { kind: database, each: { reads: 5k req/s, writes: 1k req/s } }
`,
  },
  reads: ['components.*.read.peak', 'components.*.write.peak', 'components.*.binding', 'components.*.instances'],
  options: {
    nodes: { value: '3', field: 'ratio', meaning: 'instances that reads may take before a cache is worth it' },
    readsPerWrite: { value: '10', field: 'ratio', meaning: 'reads for each write from which on a store is there to be read' },
  },
  message:
    '"{component}" needs {instances} instances for {left} of reads at peak, of which one answers {right}, and no cache answers any of them',
  help: 'put a cache before it (path: cache: { hit: 80%, miss: [{component}] }), if the same is read again',
  *check({ name, traits, calls }, { fact, option, stated, word }) {
    const each = stated('components.*.each.reads', name);
    // Whether a stated fleet is full is the finding of another rule.
    if (traits.queried !== 'items' || !each || stated('components.*.instances', name)) return;
    const readsOf = calls.filter(({ writes }) => !writes);
    if (!readsOf.some(isWaitedFor) || readsOf.some(isBehindCache) || word(fact('components.*.binding', name)) !== 'rate') return;
    const reads = fact('components.*.read.peak', name);
    yield {
      subject: `components.${name}`,
      because: [
        [reads, '>', each, option('nodes')],
        [reads, '>', fact('components.*.write.peak', name), option('readsPerWrite')],
      ],
      slots: { component: name, instances: fact('components.*.instances', name) },
    };
  },
});

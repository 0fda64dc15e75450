import { isOfLatency } from '../../facts/index.js';
import { inYear } from '../horizon.js';
import { defineRule } from '../rule.js';

/** A cache in front of a store that would not notice its absence. */
export const cacheNotNeeded = defineRule({
  id: 'simplicity/cache-not-needed',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'simplicity',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'All that a cache is asked at the peak of the last year is less than a fifth of the reads that one instance of the store behind it carries, and no flow through it has a target of latency.',
    why: 'The store would answer all of it alone. The cache brings stale answers, and one more part to run.',
    cost: 'Answers take as long as the store does.',
    source: 'Amazon Builders Library, Caching challenges and strategies: a cache is the answer to a bottleneck',
    falsePositives: 'A cache that is there for the time of an answer, or for what the store costs per read.',
    good: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache }
  db: { kind: database, each: { reads: 5k req/s, writes: 1k req/s } }
`,
    bad: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 50 req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache }
  db: { kind: database, each: { reads: 5k req/s, writes: 1k req/s } }
`,
  },
  reads: ['cache.*.misses.cold'],
  options: {
    share: { value: '20%', field: 'share', meaning: 'share of what one instance of the store carries that it may as well be asked' },
  },
  message: '"{cache}" keeps {left} at most from "{store}", one instance of which carries {right}',
  help: 'leave it out until the store is a bottleneck, or state the target of latency that it is there for',
  *check({ name, isCache, calls }, { model, fact, option, literal, states, yearsAhead }) {
    if (!isCache || calls.length === 0) return;
    if (calls.some(({ flow }) => model.checks.some(({ fact }) => isOfLatency(fact, flow)))) return;
    const stores = new Set(calls.flatMap(({ callees }) => callees.filter(({ via }) => via === 'miss').map(({ component }) => component)));
    const [store, ...others] = stores;
    if (store === undefined || others.length > 0) return;
    const field = states('components.*.each.reads', store) ? 'components.*.each.reads' : 'components.*.each.rate';
    if (!states(field, store) || model.components.get(store)?.traits.run !== 'instances') return;
    const cold = fact('cache.*.misses.cold', name);
    const year = yearsAhead;
    yield {
      subject: `components.${name}`,
      because: [year === 0 ? cold : inYear(cold, year), '<', literal(field, store), option('share')],
      slots: { cache: name, store },
      related: [{ path: `components.${store}`, message: 'what would answer alone' }],
    };
  },
});

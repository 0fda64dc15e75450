import { defineRule } from '../rule.js';
import { promisesOn, subjectOf } from './promises.js';

/** One failover that takes most of what a promise allows in a window. */
export const slowFailover = defineRule({
  id: 'availability/slow-failover',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/dependency-below-target', 'availability/window-likely-missed'],
  docs: {
    what: 'A failover from an active to a passive instance, or one that the switch does not handle and people do, takes, once, most of the downtime that a promise leaves in its window.',
    why: 'Nothing answers until the loss is seen and the standby serves: two such failovers in one window miss the promise, though nothing else failed.',
    cost: 'Detection that is faster gives false alarms; instances that are all active need their state kept together.',
    source: 'Beyer et al. 2018, The Site Reliability Workbook, ch. 2',
    falsePositives: 'An instance that fails once in years, where a missed window is accepted.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 2, failover: { detect: 10 s, takes: 20 s } } }
requirements: { quality: { up: { flow: buy, availability: 99.99%, window: 30 d } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 2, failover: { detect: 1 min, takes: 3 min } } }
requirements: { quality: { up: { flow: buy, availability: 99.99%, window: 30 d } } }
`,
  },
  reads: ['components.*.failover.time', 'objectives.*.budget', 'agreements.*.budget'],
  options: {
    share: { value: '50%', field: 'share', meaning: 'share of the downtime of a window that one failover may take' },
    all: { value: '100%', field: 'share', meaning: 'failures that the switch handles without people' },
  },
  message: 'one failover of "{component}" takes {left}, and what "{flow}" promises leaves {right} in its window',
  help: 'detect and switch faster (health checks, automatic promotion), or let all instances serve (active-active)',
  *check(component, { model, fact, option, stated }) {
    const { name, failover } = component;
    if (!failover || failover.mode === 'active-active') return;
    for (const promise of promisesOn(model, component)) {
      const budget = promise.kind === 'objective' ? fact('objectives.*.budget', promise.name) : fact('agreements.*.budget', promise.name);
      yield {
        subject: `components.${name}`,
        because: [fact('components.*.failover.time', name), '>', budget, option('share')],
        slots: { component: name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
      const [coverage, manual] = [stated('components.*.failover.coverage', name), stated('components.*.failover.manual', name)];
      if (coverage && manual)
        yield {
          subject: `components.${name}`,
          key: 'manual',
          because: [
            [manual, '>', budget, option('share')],
            [coverage, '<', option('all')],
          ],
          slots: { component: name, flow: subjectOf(promise) },
          at: `components.${name}.failover.manual`,
          related: [
            { path: promise.path, message: 'the promise' },
            { path: `components.${name}.failover.coverage`, message: 'the switch does not handle the others' },
          ],
        };
    }
  },
});

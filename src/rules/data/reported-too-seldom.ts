import { reportsOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** What is read is as old as the last report. */
export const reportedTooSeldom = defineRule({
  id: 'data/reported-too-seldom',
  on: 'data',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'Each source replaces its item at an interval (`every`) that is longer than the data may be old: the item is kept no longer than that, or there is one for each source.',
    why: 'Just before the next report the last one is as old as the interval, however fast it reaches all copies. What copies and caches add comes on top.',
    cost: 'Reports that come more often are as many more requests.',
    source: 'S. Kaul, R. Yates, M. Gruteser: Real-time status: How often should one update?, INFOCOM 2012 (age of information)',
    falsePositives: 'Sources report at once what changes, and the interval is only a sign of life.',
    good: `sysdesign: 1
name: fleet
flows:
  report: { kind: write, concurrent: 1M, every: 3 s, peak: 1, path: positions }
  see: { rate: 1k req/s, peak: 2, path: positions }
components: { positions: { kind: cache, replication: { factor: 2, lag: 10 ms } } }
data: { table: { in: positions, item: 35 B, keep: 3 s, addedBy: report, readBy: see } }
requirements: { quality: { fresh: { data: table, staleness: 3 s } } }
`,
    bad: `sysdesign: 1
name: fleet
flows:
  report: { kind: write, concurrent: 1M, every: 10 s, peak: 1, path: positions }
  see: { rate: 1k req/s, peak: 2, path: positions }
components: { positions: { kind: cache, replication: { factor: 2, lag: 10 ms } } }
data: { table: { in: positions, item: 35 B, keep: 10 s, addedBy: report, readBy: see } }
requirements: { quality: { fresh: { data: table, staleness: 3 s } } }
`,
  },
  reads: [],
  message: '"{data}" may be {right} old, and "{flow}" brings it anew only every {left}',
  help: 'let "{flow}" report at least as often (every), or allow an age beyond that',
  *check(data, { model, literal, stated }) {
    const promises = model.checks.filter(({ kind, fact }) => kind === 'requirement' && fact === `data.${data.name}.staleness.p99`);
    const [keep, items] = [stated('data.*.keep', data.name), stated('data.*.items', data.name)];
    for (const { leaf, promise } of promises)
      for (const { name: flow } of reportsOf(model, data)) {
        const [every, sources] = [literal('flows.*.every', flow), literal('flows.*.concurrent', flow)];
        const common = {
          subject: `data.${data.name}`,
          key: flow,
          slots: { data: data.name, flow },
          at: `flows.${flow}.every`,
          related: [{ path: leaf.path, message: 'the promise' }],
        };
        const isOlder = [every, '>', literal('requirements.quality.*.staleness', promise ?? '')] as const;
        if (keep && data.addedBy.length > 0) yield { ...common, because: [isOlder, [keep, '<=', every]] };
        else if (items) yield { ...common, because: [isOlder, [items, '>=', sources], [items, '<=', sources]] };
      }
  },
});

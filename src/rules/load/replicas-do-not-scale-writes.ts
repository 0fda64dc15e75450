import { type Because, defineRule } from '../rule.js';

/** Every replica does every write. */
export const replicasDoNotScaleWrites = defineRule({
  id: 'load/replicas-do-not-scale-writes',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: [
    'api/throttle-above-capacity',
    'availability/no-spare',
    'latency/timeout-below-p99-at-peak',
    'load/growth-reaches-capacity',
    'load/loss-not-carried',
    'load/spike-needs-queue',
  ],
  docs: {
    what: 'A store has replicas, each with all of the data, and at peak gets more writes than one of them carries.',
    why: 'Reads are shared by the replicas; a write has to be done on each of them. A further replica adds nothing to what can be written.',
    cost: 'Shards bring queries over several of them and a key to choose; fewer, larger writes come later.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 5 and 6',
    falsePositives: 'What is called replicas are shards in truth: state `instances` or `shards` then.',
    good: `sysdesign: 1
name: meters
flows:
  record: { kind: write, rate: 3k req/s, peak: 1.5, path: api -> readings }
components:
  api: { kind: service }
  readings: { kind: database, shards: 9, instances: 9, each: { reads: 5k req/s, writes: 1k req/s } }
`,
    bad: `sysdesign: 1
name: meters
flows:
  record: { kind: write, rate: 3k req/s, peak: 1.5, path: api -> readings }
components:
  api: { kind: service }
  readings: { kind: database, replicas: 9, each: { reads: 5k req/s, writes: 1k req/s } }
`,
  },
  reads: ['components.*.write.peak'],
  message: '"{component}" gets {left} of writes at peak, each of which every replica does, and one replica carries {right}',
  help: 'shard it, or send fewer writes: put them together in batches, or behind a queue',
  *check({ name, traits, areReplicas }, { fact, stated }) {
    if (traits.data !== 'disk' || traits.isQueue || stated('components.*.shards', name)) return;
    const each = stated('components.*.each.writes', name) ?? stated('components.*.each.rate', name);
    const [copies, instances] = [stated('components.*.replication.factor', name), stated('components.*.instances', name)];
    // As many instances as copies: each has all of it, whichever word states so.
    const isCopied: readonly Because[] = copies && instances ? [[copies, '>=', instances]] : [];
    if (each && (areReplicas || isCopied.length > 0))
      yield {
        subject: `components.${name}`,
        because: [[fact('components.*.write.peak', name), '>', each], ...(areReplicas ? [] : isCopied)],
        slots: { component: name },
      };
  },
});

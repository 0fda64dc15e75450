import { defineRule } from '../rule.js';

/** More is to be stored than the provider allows. */
export const storageExceedsQuota = defineRule({
  id: 'load/storage-exceeds-quota',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'What a component is to store by the horizon of the design, copies included, is more than its provider allows (`quota: { storage }`).',
    why: 'Beyond a quota writes are refused, of all flows at once, and data cannot be moved elsewhere in an hour: the day is known years before.',
    cost: 'A higher quota, data spread over several accounts or stores, or a shorter `keep`.',
    source: 'AWS Well-Architected, Reliability Pillar REL01 (manage service quotas and constraints)',
    falsePositives: 'The provider has agreed to raise the quota as the data grows.',
    good: `sysdesign: 1
name: photos
horizon: 3 years
flows: { upload: { kind: write, rate: 10 req/s, path: api -> blobs } }
components: { api: { kind: service }, blobs: { kind: objectStore, quota: { storage: 1 PB } } }
data: { photos: { in: blobs, item: 1 MB, addedBy: upload } }
`,
    bad: `sysdesign: 1
name: photos
horizon: 3 years
flows: { upload: { kind: write, rate: 10 req/s, path: api -> blobs } }
components: { api: { kind: service }, blobs: { kind: objectStore, quota: { storage: 900 TB } } }
data: { photos: { in: blobs, item: 1 MB, addedBy: upload } }
`,
  },
  reads: ['components.*.demand.disk'],
  message: '"{component}" is to store {left}, and its provider allows {right}',
  help: 'agree with the provider by when the quota is raised, spread the data over more accounts or stores, or keep it for less long',
  *check({ name }, { fact, stated }) {
    const quota = stated('components.*.quota.storage', name);
    if (quota)
      yield {
        subject: `components.${name}`,
        because: [fact('components.*.demand.disk', name), '>', quota],
        slots: { component: name },
        at: `components.${name}.quota.storage`,
      };
  },
});

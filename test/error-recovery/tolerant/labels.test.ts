import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../../src/io/index.js';
import { loadedFromText } from '../../../src/workspace/index.js';

const files = memoryFileSystem({});
const load = (text: string) => loadedFromText({ name: 'test.sysdesign.yaml', text: `sysdesign: 1\nname: test\n${text}` }, files);

/** A spec with one more key at the root, of a flow, of a component and of a data set. */
const spec = ({ root = '', flow = '', component = '', data = '' }): string =>
  `${root}\nflows:\n  read: { rate: 10 req/s, path: api -> db${flow} }\ncomponents:\n  api: { kind: service }\n  db: { kind: database${component} }\n` +
  `data:\n  notes: { in: db, item: 2 kB, addedBy: read${data} }\n`;

const found = async (text: string) => (await load(text)).findings.map(({ rule, severity, message }) => ({ rule, severity, message }));

describe('a key that only tells readers something', () => {
  test.each([
    { component: ', provider: AWS' },
    { component: ', storage class: gp3' },
    { component: ', billing: on demand' },
    { component: ', instance type: db.r6g.2xlarge' },
    { component: ', version: 15' },
    { component: ', version: "15.4"' },
    { component: ', image: postgres:15' },
    { component: ', docs: https://example.com/a/1' },
    { component: ', tags: [core, eu-west-1]' },
    { component: ', disk type: SSD' },
    { component: ', purpose: keeps the sessions of both shards' },
    { component: ', security: private subnet' },
    { component: ', eviction: LRU' },
    { flow: ', schedule: nightly' },
    { flow: ', at: 02:00' },
    { flow: ', at: 2am' },
    { flow: ', at: night' },
    { flow: ', endpoint: GET /notes' },
    { data: ', format: parquet' },
    { root: 'team: payments' },
    { root: 'stack: [Go 1.22, postgres 15]' },
    { root: 'stakeholders: Ann, Bob' },
  ])('%o is a label, and one note', async (more) => {
    const [note, ...others] = await found(spec(more));
    expect(note).toMatchObject({ rule: 'schema/label', severity: 'info' });
    expect(others).toEqual([]);
  });

  test.each([
    // Nearly a key of the language, stated already or not.
    { component: ', replcation: synchronous' },
    { component: ', availabilty: high' },
    { flow: ', pathh: through the cdn' },
    // A rate, and a part of the design, are no time of day.
    { flow: ', at: 5k/s' },
    { flow: ', at: db' },
    // A switch means something.
    { component: ', cache: yes' },
    { component: ', sharded: yes' },
    { component: ', replicated: true' },
    { component: ', encrypted: enabled' },
    { component: ', multi-master: on' },
    // Words of which a design is computed, at the key or as the value.
    { component: ', availability zones: several' },
    { component: ', replication mode: asynchronous' },
    { component: ', setup: active-active' },
    { component: ', deployment mode: multi-region' },
    { component: ', caching: in memory' },
    { component: ', depends on: payments' },
    // Names of parts.
    { component: ', next: api' },
    { component: ', talks to: [api]' },
    { flow: ', then: read' },
    { flow: ', route: api -> db' },
    // Quantities.
    { component: ', provider: 3' },
    { component: ', owners: 2 teams' },
    { component: ', image: 5 MB' },
    { component: ', schedule: every 5 min' },
    { component: ', arrivals: twice a day' },
    { component: ', jitter: 5 ms' },
    { flow: ', bookings: hourly' },
    { data: ', photos: two per order' },
    { root: 'engineers: 12' },
    { root: 'platform: { name: k8s }' },
    // A key of another place.
    { component: ', hottest: the first' },
  ])('%o is still an error', async (more) => {
    const errors = (await found(spec(more))).filter(({ severity }) => severity === 'error');
    expect(errors[0]?.rule).toBe('schema/unknown-key');
  });

  test('one that stands in several places is one note, at the first of them', async () => {
    const { findings, spec: model } = await load(
      spec({ root: 'provider: AWS', component: ', provider: AWS', data: ', Provider: AWS', flow: ', team: core' }),
    );
    expect(model).not.toBeNull();
    expect(findings.map(({ message, path, related = [] }) => [message, path, related.length])).toEqual([
      ['nothing is computed from "provider", 3 times: kept as a label', 'provider', 2],
      ['nothing is computed from "team": kept as a label', 'flows.read.team', 0],
    ]);
  });

  test('one that an alias repeats stands where it is written', async () => {
    const { findings } = await load(
      'components:\n  a: { kind: service, provider: &p AWS }\n  b: &b { kind: service, provider: *p }\n  c: *b\nflows: { f: { rate: 5/s, path: a -> b -> c } }\n',
    );
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'schema/label nothing is computed from "provider", 2 times: kept as a label',
    ]);
  });

  test('more of them than are shown of errors', async () => {
    const many = Array.from({ length: 130 }, (_, i) => `  c${i}: { kind: service, provider: AWS }`).join('\n');
    const { findings } = await load(`components:\n${many}\n`);
    expect(findings.map(({ message }) => message)).toEqual(['nothing is computed from "provider", 130 times: kept as a label']);
  });

  test('the model has nothing of it', async () => {
    const plain = await load(spec({}));
    const labeled = await load(spec({ component: ', provider: AWS', flow: ', team: core' }));
    expect([...(labeled.spec?.leaves.keys() ?? [])]).toEqual([...(plain.spec?.leaves.keys() ?? [])]);
  });

  test('errors of the same spec are shown as before', async () => {
    const errors = await found(spec({ component: ', provider: AWS, shrads: 3' }));
    expect(errors).toEqual([{ rule: 'schema/unknown-key', severity: 'error', message: 'unknown key "shrads"' }]);
  });
});

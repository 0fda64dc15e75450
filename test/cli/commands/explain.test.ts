import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: archive
flows:
  read: { rate: 90 req/s, peak: 2, response: 1 MB, path: store }
components:
  store: { kind: database, survives: none, target: { disk: 80%, load: 50% }, each: { disk: 4 TB, reads: 100 req/s, cost: 100 USD/month } }
data:
  photos: { in: store, size: 225 TB, item: 1 MB, readBy: read }
`;
const files = { 'archive.sysdesign.yaml': SPEC, 'zones.sysdesign.yaml': SPEC.replace('survives: none', 'survives: zone') };
const explain = (...argv: readonly string[]) => sysdesign(['explain', ...argv], { files });
const first = async (...argv: readonly string[]): Promise<string> => (await explain(...argv)).out.split('\n\n', 1)[0] ?? '';

describe('an explanation begins with the answer', () => {
  // 225 TB / (4 TB x 80%) = 70.3: 71 machines.
  test('of how many instances: what binds, in numbers', async () => {
    const said = 'disk binds: 225 TB / (4 TB * 80%) = 70.3, rounded up: 71\n';
    expect(await first('components.store.instances', 'archive.sysdesign.yaml')).toBe(`${said}store: instances needed`);
    for (const id of ['components.store.binding', 'components.store.fleet', 'components.store.instances.forLoad'])
      expect(await first(id, 'archive.sysdesign.yaml')).toContain(said);
  });

  // A zone of three: 3 * ceil(71 / 3) = 72 by disk, which needs no room elsewhere; load asks for 180 / 100 / 50% = 4.
  test('and what a loss adds', async () => {
    expect((await first('components.store.instances', 'zones.sysdesign.yaml')).replace(/\s+/g, ' ')).toContain(
      'disk binds: 225 TB / (4 TB * 80%) = 70.3, rounded up: 71; to survive a loss, spread evenly: 72',
    );
  });

  test('of another fact: its formula in numbers, and what it is', async () => {
    expect(await first('flows.read.rate.peak', 'archive.sysdesign.yaml')).toBe(
      'flows.read.rate.peak: 2 * 90 req/s = 180 req/s\nread: requests that the actors of the flow start, at peak',
    );
  });

  test('of what the spec states: where', async () => {
    expect(await first('stated.components.store.each.disk', 'archive.sysdesign.yaml')).toContain(
      'stated.components.store.each.disk = 4 TB, stated as 4 TB at\narchive.sysdesign.yaml:6:',
    );
  });

  test('of what is unknown: what is missing', async () => {
    expect((await first('flows.read.request', 'archive.sysdesign.yaml')).replace(/\s+/g, ' ')).toContain(
      '= unknown: missing: flows.read.request',
    );
  });

  test('in JSON beside the facts', async () => {
    const { out } = await explain('components.store.instances', 'archive.sysdesign.yaml', '-f', 'json');
    expect(JSON.parse(out).answer).toMatchObject({ binding: 'disk', exact: 70.3125, rounded: null });
    expect(JSON.parse(out).answer.formula).toMatch(
      / \/ \(stated\.components\.store\.each\.disk \* stated\.components\.store\.target\.disk\)$/,
    );
  });
});

describe('the working', () => {
  const at = async (...argv: readonly string[]) => (await explain('components.store.instances', 'archive.sysdesign.yaml', ...argv)).out;
  const levels = (out: string): number =>
    Math.max(...[...out.matchAll(/^([│ ├└]*[├└]) /gm)].map(([, branch = '']) => Math.ceil(branch.length / 2)));

  test('goes three levels down, says what is left out and how to see it', async () => {
    const out = await at();
    expect(levels(out)).toBe(3);
    expect(out).toMatch(/\d+ facts further down are not shown\./);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Next: sysdesign explain components.store.instances archive.sysdesign.yaml --depth 5 shows more of them, --full all',
    );
  });

  test('goes as far as is asked', async () => {
    expect(levels(await at('--depth', '1'))).toBe(1);
    const full = await at('--full');
    expect(levels(full)).toBeGreaterThan(3);
    expect(full).not.toContain('not shown');
    const all = JSON.parse((await explain('components.store.instances', 'archive.sysdesign.yaml', '-f', 'json')).out).facts;
    for (const { id } of all) expect(full.replace(/\s+/g, '').replace(/[│├└]/g, '')).toContain(`${id}=`);
  });
});

describe('words in place of an id', () => {
  test('list what fits with its value, the total first, and what to type', async () => {
    const { code, out } = await explain('cost', 'archive.sysdesign.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ facts fit cost:\n\nfact +value\ntotals\.cost +7\.1k USD\/month\n/);
    expect(out).toContain('Next: sysdesign explain totals.cost archive.sysdesign.yaml\n');
  });

  test.each([
    ['flows.read', 'flows.read.rate.mean'],
    ['bandwidth', 'totals.egress.peak'],
    ['qps', 'totals.rate.peak'],
    ['servers', 'totals.instances'],
    ['disk utilization', 'components.store.utilization.disk'],
  ])('%s finds %s', async (words, id) => {
    const { out } = await explain(words, 'archive.sysdesign.yaml', '-f', 'json');
    expect(JSON.parse(out).facts.map((fact: { readonly id: string }) => fact.id)).toContain(id);
  });

  test('that only one fact fits explain it', async () => {
    expect(await first('totals.storage', 'archive.sysdesign.yaml')).toBe(await first('totals storage', 'archive.sysdesign.yaml'));
  });

  test('that nothing fits say what is near', async () => {
    const { code, err } = await explain('totals.stroage', 'archive.sysdesign.yaml');
    expect(code).toBe(2);
    expect(err).toContain('did you mean "totals.storage"?');
  });

  test('filter facts alike', async () => {
    const { out } = await sysdesign(['facts', 'archive.sysdesign.yaml', '--filter', 'bandwidth', '-f', 'json'], { files });
    const ids = JSON.parse(out).map(({ id }: { readonly id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['flows.read.egress.mean', 'totals.ingress.peak']));
    expect(ids.some((id: string) => id.startsWith('data.'))).toBe(false);
  });
});

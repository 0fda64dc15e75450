import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PRODUCTS } from '../../../src/catalog/data/products.js';
import { catalogBehaviors, isolationNamed, levelNamed } from '../../../src/catalog/index.js';
import { availabilityOf } from '../../../src/math/consistency/index.js';
import { sysdesign } from '../../support/hosts.js';

const behaviors = await catalogBehaviors();
const products = PRODUCTS;

describe('what products guarantee', () => {
  test('is known of 35 at least, each a product of the catalog, once', () => {
    expect(behaviors.length).toBeGreaterThanOrEqual(35);
    expect(new Set(behaviors.map(({ product }) => product)).size).toBe(behaviors.length);
    const names = products.map(({ name }) => name);
    for (const { product } of behaviors) expect(names).toContain(product);
    expect(new Set(behaviors.map(({ model }) => model)).size).toBeGreaterThanOrEqual(12);
  });

  test.each(behaviors.map((one) => [one.product, one] as const))('%s: defaults are levels, and all has a source', (_, behavior) => {
    expect(levelNamed(behavior, behavior.read, 'read')).toBeDefined();
    expect(levelNamed(behavior, behavior.write, 'write')).toBeDefined();
    expect(behavior.source.length).toBeGreaterThan(10);
    expect(behavior.version).not.toBe('');
    for (const { name, gives, copies } of behavior.levels) if (gives === 'copies') expect(copies, name).toBeDefined();
    for (const { source, version, what } of behavior.anomalies) expect([source, version, what].every((text) => text.length > 0)).toBe(true);
    expect(behavior.isolation === null).toBe(behavior.isolations.length === 0);
    if (behavior.isolation !== null) expect(isolationNamed(behavior, behavior.isolation)).toBeDefined();
  });

  test('no level that answers anywhere in a partition gives what cannot be given there', () => {
    for (const { product, levels, model } of behaviors) {
      // Logs are read in order wherever a copy is: what is late is not out of order. A bound on age is kept by refusing what is older.
      if (model === 'log' || model === 'blob') continue;
      for (const { name, of, gives, cut } of levels)
        if (of !== 'write' && cut === 'anywhere' && gives !== 'copies' && gives !== 'boundedStaleness')
          expect(availabilityOf(gives), `${product} ${name}`).not.toBe('unavailable');
    }
  });

  const folder = process.env.SYSDESIGN_KNOWN_ANSWERS ?? fileURLToPath(new URL('../../../../shared/known-answers', import.meta.url));
  const isHere = existsSync(`${folder}/math.json`);
  test.skipIf(!isHere)('has the published labels, of the defaults alone', () => {
    const all = JSON.parse(readFileSync(`${folder}/math.json`, 'utf8')) as readonly {
      readonly id: string;
      readonly expected: Readonly<Record<string, string>>;
    }[];
    const labels = all.find(({ id }) => id === 'pacelc')?.expected ?? {};
    let held = 0;
    for (const [names, label] of Object.entries(labels))
      for (const name of names.split('/')) {
        const own = behaviors.find(({ product }) => product === name.toLowerCase());
        if (!own) continue;
        expect(own.pacelc, name).toBe(label);
        held++;
      }
    expect(held).toBeGreaterThanOrEqual(8);
  });

  test('is printed by name, also where the catalog has no figures of it', async () => {
    const { out, code } = await sysdesign(['catalog', 'cassandra']);
    expect(code).toBe(0);
    expect(out).toContain('LOCAL_QUORUM');
    expect(out).toContain('PA/EL');
    expect(out.replace(/\s+/g, ' ')).toContain('last writer wins');
    const json = JSON.parse((await sysdesign(['catalog', 'zookeeper', '-f', 'json'])).out);
    expect(json.at(-1)).toMatchObject({ id: 'behavior.zookeeper', read: 'read', pacelc: 'PC/EC' });
    expect((await sysdesign(['catalog', 'zookeeper', '-f', 'csv'])).out).toContain('zookeeper,sync,read,linearizable');
  });
});

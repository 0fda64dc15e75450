import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { findConfig } from '../../src/workspace/config.js';
import { inPlaceOfCatalog } from '../../src/workspace/in-place.js';
import { loadSpecs } from '../../src/workspace/load.js';
import { estimate, explained, factsUnder, findingsOf, modelOf, shown } from '../support/estimating.js';

/** Objects read a million times a day; the catalog has 0.40 USD per 1M reads. */
const spec = (catalog: string): string => `sysdesign: 1
name: overrides
flows: { f: { kind: read, rate: 1M per day, path: photos } }
components: { photos: { kind: objectStore, use: s3 } }
${catalog === '' ? '' : `catalog: ${catalog}\n`}`;
const GETS = 'price.aws.svc.s3get';

describe('a figure of the catalog', () => {
  test('gives way to that of the spec: 30 million reads a month', async () => {
    (await estimate(spec(''))).are({ 'totals.cost': 12 });
    for (const stated of ['0.3 USD per 1M reads', '0.3', '{ mid: 0.3 USD per 1M reads }', '{ mid: 300 USD per 1G reads }'])
      (await estimate(spec(`{ ${GETS}: ${stated} }`))).are({ 'totals.cost': 9 });
  });

  test('takes its range along', async () => {
    const facts = await estimate(spec(`{ ${GETS}: { low: 0.2, mid: 0.3, high: 0.5 } }`));
    facts.are({ 'totals.cost': 9, 'totals.cost.low': 6, 'totals.cost.high': 15 });
  });

  test('is told as what was stated, where, and by whom', async () => {
    const text = spec(`{ ${GETS}: { mid: 0.3 USD per 1M reads, source: our contract, asOf: 2026-10 } }`);
    const { facts } = await explained(await modelOf(text), 'components.photos.cost');
    const leaf = facts.get(`catalog.${GETS}`);
    expect(leaf).toMatchObject({ origin: 'override', text: '0.3 USD per 1M reads', source: 'our contract (2026-10)' });
    expect(leaf?.at?.source.text.slice(leaf.at.start, leaf.at.end)).toBe('0.3 USD per 1M reads');
  });

  test('that does not exist, is of another kind or out of order is one finding', async () => {
    const found = async (catalog: string) => (await findingsOf(spec(catalog))).map((text) => text.replace(/ \d+:\d+/, ''));
    expect(await found('{ price.aws.svc.s3gte: 0.3 }')).toEqual([
      'catalog/unknown-entry "price.aws.svc.s3gte" the catalog has no entry "price.aws.svc.s3gte" (did you mean "price.aws.svc.s3get"?)',
    ]);
    const wrong = await found(`{ ${GETS}: 0.3 USD/GB }`);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatch(/^quantity\/dimension "0.3 USD\/GB"/);
    expect(await found(`{ ${GETS}: { low: 0.4, mid: 0.3, high: 0.5 } }`)).toHaveLength(1);
    expect(await found(`{ ${GETS}: soon }`)).toHaveLength(1);
    expect(await found(`{ ${GETS}: { high: 0.5 } }`)).toHaveLength(1);
  });
});

describe('figures of a config', () => {
  const config = `catalog:\n  ${GETS}: 0.2 USD per 1M reads\n  price.aws.svc.s3put: 6\n`;
  const under = async (text: string, stated = config) => {
    const files = memoryFileSystem({ 'spec.sysdesign.yaml': text, 'sysdesign.config.yaml': stated });
    const catalog = inPlaceOfCatalog(await findConfig({ files }, files.cwd));
    const [loadedSpec] = await loadSpecs(['spec.sysdesign.yaml'], { files, ...(catalog && { catalog }) });
    if (!loadedSpec?.spec) throw new Error(loadedSpec?.findings.map(shown).join());
    return loadedSpec.spec;
  };

  test('hold for its specs, and give way to theirs', async () => {
    (await factsUnder(await under(spec('')))).are({ 'totals.cost': 6 });
    (await factsUnder(await under(spec(`{ ${GETS}: 0.3 }`)))).are({ 'totals.cost': 9 });
    // A change that builds the spec anew keeps them.
    (await factsUnder(await under(spec('')), { set: { 'flows.f.response': '1 kB' } })).are({ 'totals.cost': 6 });
  });

  test('have the place of the config', async () => {
    const facts = await factsUnder(await under(spec('')));
    const { origin } = facts.node(`catalog.${GETS}`);
    expect('leaf' in origin && `${origin.leaf.at.source.name} ${origin.leaf.text}`).toBe('sysdesign.config.yaml 0.2 USD per 1M reads');
  });

  test('that are wrong are told once, at the config', async () => {
    await expect(under(spec(''), 'catalog: { price.aws.svc.s3gte: 1 }\n')).rejects.toMatchObject({
      findings: [{ rule: 'catalog/unknown-entry', help: 'did you mean "price.aws.svc.s3get"?' }],
    });
    await expect(under(spec(''), 'catalog: { price.aws.svc.s3get: { mdi: 1 } }\n')).rejects.toMatchObject({ findings: [{}] });
  });
});

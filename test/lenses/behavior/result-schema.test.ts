import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { isFull } from '../../support/full.js';
import { sysdesign } from '../../support/hosts.js';

const files = Object.fromEntries(
  readdirSync('examples')
    .filter((_, i) => isFull || i % 4 === 0)
    .map((name) => [name.replace(/^.*\//, ''), readFileSync(`examples/${name}`, 'utf8')] as const),
);

/** The schema with no property allowed that it does not describe: readers of results ask it what there is. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const own = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isClosed = 'properties' in schema && typeof schema.properties === 'object' && 'type' in schema && schema.type === 'object';
  return isClosed && !('additionalProperties' in schema) ? { ...own, additionalProperties: false } : own;
}

const schema = strict(JSON.parse(readFileSync('schemas/result.schema.json', 'utf8')));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema as object);

/** What is wrong with a result, each once: where, and which property. */
const wrongWith = (result: unknown): readonly string[] =>
  validate(result)
    ? []
    : [
        ...new Set(
          (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`),
        ),
      ];

const LENSES: readonly (readonly string[])[] = [
  ['estimate'],
  ['estimate', '--scenario', 'all'],
  ['estimate', '--scenario', 'stress'],
  ['estimate', '--napkin'],
  ['availability'],
  ['latency'],
  ['consistency'],
  ['review'],
];

describe('the schema of results', () => {
  for (const [lens = '', ...more] of LENSES)
    test(`describes all that ${[lens, ...more].join(' ')} gives of examples`, { timeout: 600_000 }, async () => {
      const { out } = await sysdesign([lens, ...Object.keys(files), ...more, '--samples', '100', '-f', 'json'], { files });
      const result = JSON.parse(out);
      expect(result.specs).toHaveLength(Object.keys(files).length);
      expect(wrongWith(result)).toEqual([]);
    });

  test('describes traffic without a price, which no example has', async () => {
    const spec = `sysdesign: 1
name: shop
flows: { read: { rate: 1k req/s, path: api, response: 100 kB } }
components: { api: { kind: service, instances: 2, each: { rate: 2k req/s, cost: 100 USD/month } } }
`;
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '-f', 'json'], { files: { 'shop.sysdesign.yaml': spec } });
    const result = JSON.parse(out);
    // 1k req/s at 100 kB is 100 MB/s, 2.592e14 B in 30 days, at 0.1 USD/GB 25,920 USD, against a bill of 200.
    expect(result.specs[0].unpriced).toEqual([{ component: 'api', bytes: 2.592e14, cost: 25_920, unit: 'USD/month' }]);
    expect(wrongWith(result)).toEqual([]);
    expect(wrongWith({ ...result, specs: [{ ...result.specs[0], unheard: 1 }] }).join()).toContain('unheard');
  });
});

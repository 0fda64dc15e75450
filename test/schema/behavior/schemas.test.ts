import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldTypes } from '../../../src/quantity/index.js';
import { literalsOf, SHAPE } from '../../../src/schema/index.js';
import { KINDS } from '../../../src/spec/index.js';
import { SPECS } from '../support/fixtures.js';
import { root, schemaNames, schemaText, treeOf } from '../support/reading.js';

type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean | null;
type Schema = Exclude<Json, string | number | boolean | null | readonly Json[]>;

const isSchema = (value: Json | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const schemaOf = (name: string): Schema => JSON.parse(schemaText(name));
const at = (schema: Schema, pointer: string): Schema => {
  let found: Json | undefined = schema;
  for (const step of pointer.replace('#/', '').split('/')) found = isSchema(found) ? found[step] : undefined;
  if (!isSchema(found)) throw new Error(`nothing at ${pointer}`);
  return found;
};

/** Name and schema of every property, wherever it is defined. */
function* propertiesOf(schema: Schema, path = ''): Generator<readonly [string, Schema]> {
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isSchema(value)) {
      for (const [name, property] of Object.entries(value)) if (isSchema(property)) yield [`${path}/${name}`, property];
    }
    if (isSchema(value)) yield* propertiesOf(value, `${path}/${key}`);
  }
}

const spec = schemaOf('spec');
const described = (schema: Schema, property: Schema): boolean => {
  if (typeof property.description === 'string') return property.description.length > 0;
  return typeof property.$ref === 'string' && described(schema, at(schema, property.$ref));
};

describe.each(schemaNames)('the schema of a %s', (name) => {
  const schema = schemaOf(name);

  it('is draft-07 by the meta-schema', () => {
    const ajv = new Ajv();
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  });

  it('describes every property', () => {
    expect([...propertiesOf(schema)].filter(([, property]) => !described(schema, property)).map(([path]) => path)).toEqual([]);
  });

  it('refers only to definitions that are there', () => {
    for (const [, pointer] of schemaText(name).matchAll(/"\$ref": "([^"]+)"/g)) expect(at(schema, pointer ?? '')).toBeDefined();
  });
});

describe('the schema of specs', () => {
  const kinds = Object.keys(KINDS);
  const COMMON =
    'instances replicas nodes in spread survives target afterLoss sizeFor work replication shards partitionKey skew autoscale pool quota deploy availability mtbf mttr failover shares maintenance backup price each use';

  it('knows the kinds of components that the table does, in its order', () => {
    expect(Object.keys(SHAPE.component?.kinds ?? {})).toEqual(kinds);
  });

  it.each(kinds)('lets a %s say what every component may say', (kind) => {
    const properties = at(spec, `#/definitions/kind-${kind}/properties`);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(COMMON.split(' ')));
    for (const [name, property] of Object.entries(properties)) {
      if (name !== 'kind') expect(property).toEqual({ $ref: `#/definitions/componentProperties/properties/${name}` });
    }
  });

  it('lets an option say whatever some component may say', () => {
    const properties = Object.keys(at(spec, '#/definitions/componentProperties/properties'));
    const option = Object.keys(at(spec, '#/definitions/option/properties'));
    expect(option).toEqual(expect.arrayContaining(properties.filter((name) => name !== 'options')));
  });

  it('names a field type that exists at every literal', () => {
    const fields = new Set([...schemaText('spec').matchAll(/"x-field": "(\w+)"/g)].map(([, field]) => field));
    expect([...fields].filter((field) => !fieldTypes().some((known) => known === field))).toEqual([]);
  });

  it('has names of fields that are up to date', () => {
    expect(() => execFileSync(process.execPath, ['scripts/build-schemas.mjs', '--check'], { cwd: root, stdio: 'pipe' })).not.toThrow();
  });

  it('compiles to a validator that is quick to load', () => {
    expect(statSync(`${root}/src/schema/generated/validate-spec.js`).size).toBeLessThan(180_000);
    expect(statSync(`${root}/src/schema/generated/shapes.js`).size).toBeLessThan(60_000);
  });

  it('compiles to a validator that needs no other module', () => {
    const code = readFileSync(`${root}/src/schema/generated/validate-spec.js`, 'utf8');
    expect(code).not.toMatch(/\brequire\(|^import /m);
  });

  it('accepts and refuses what ajv does with the schema itself', async () => {
    const ajv = new Ajv({
      discriminator: true,
      allowUnionTypes: true,
      strictRequired: false,
      keywords: ['x-field', 'x-words', 'x-short-for', 'x-stands-for', 'x-bound', 'x-default', 'x-default-of'],
    });
    const reference = ajv.compile(spec);
    const { default: validate } = await import('../../../src/schema/generated/validate-spec.js');
    for (const text of Object.values(SPECS)) {
      const data: unknown = parse(text);
      expect([reference(data), validate(data)]).toEqual([true, true]);
      for (const broken of brokenCopies(data)) expect(validate(broken)).toBe(reference(broken));
    }
  });
});

/** The same document with one value at a time replaced by each of a few others. */
function* brokenCopies(data: unknown): Generator<unknown> {
  if (typeof data !== 'object' || data === null) {
    for (const other of [null, true, 'x', 1.5, [], {}, { zz: 'x' }]) yield other;
    return;
  }
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) for (const copy of brokenCopies(item)) yield data.with(index, copy);
    return;
  }
  for (const [key, value] of Object.entries(data)) {
    for (const copy of brokenCopies(value)) yield { ...data, [key]: copy };
    const rest = Object.fromEntries(Object.entries(data).filter(([other]) => other !== key));
    yield rest;
    yield { ...rest, [`${key}z`]: value };
  }
}

describe('the literals of a spec', () => {
  const found = (text: string): readonly string[] =>
    literalsOf(SHAPE, treeOf(text)).map(({ path, field, node }) => `${path} ${field} ${node.raw}`);

  it('are found with their fields, through calls, kinds and literals that may be maps', () => {
    expect(
      found(`sysdesign: 1
name: x
flows:
  read: { rate: 5 req/s, path: [ a, cdn: { hit: 60%, miss: [ db: { times: 2 } ] }, parallel: [ b: { timeout: 1 s } ] ] }
components:
  cdn: { kind: cdn, holds: { d: 20% } }
  db: { kind: database, target: 70%, replication: { factor: 3, read: one }, shares: { power: 10% } }
data:
  d: { item: { id: 8 B }, addedBy: { read: 2 } }
  e: { item: 5 kB, addedBy: read }
expect:
  flows.read.rate.mean: [5 req/s]
scenarios:
  s: { flows.read.rate: x20, after: 1 year }
`),
    ).toEqual([
      'flows.read.rate rate 5 req/s',
      'flows.read.path.1.cdn.hit share 60%',
      'flows.read.path.1.cdn.miss.0.db.times ratio 2',
      'flows.read.path.2.parallel.0.b.timeout duration 1 s',
      'components.cdn.holds.d holds 20%',
      'components.db.target target 70%',
      'components.db.replication.factor count 3',
      'components.db.shares.power share 10%',
      'data.d.item.id bytes 8 B',
      'data.d.addedBy.read ratio 2',
      'data.e.item bytes 5 kB',
      'expect.flows.read.rate.mean.0 expectation 5 req/s',
      'scenarios.s.flows.read.rate change x20',
      'scenarios.s.after ahead 1 year',
    ]);
  });
});

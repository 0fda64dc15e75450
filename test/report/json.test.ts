import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { digits } from '../../src/report/json-text.js';
import { checkOf, factOf, findingAt, rangeOf, rendered, resultOf, sourceOf, specOf } from './support/samples.js';

const schema: object = JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8'));
const source = sourceOf('name: shop\nflows: {}\n', 'designs\\shop.sysdesign.yaml');

const full = resultOf(
  specOf({
    file: 'designs\\shop.sysdesign.yaml',
    facts: [
      factOf('flows.read.rate.peak', 1 / 3, 'req/s', {
        spread: { p5: 0.1, p50: 0.3, p95: 0.9, mean: 0.4 },
        formula: 'a * b',
        inputs: ['a', 'b'],
        origin: 'formula',
      }),
      factOf('data.x.items', null, 'items', { missing: [{ path: 'data.x.items' }] }),
      factOf('components.q.saturates', null, 'months', { state: 'unbounded' }),
      factOf('components.db.binding', 'disk', null, { at: rangeOf(source, 'flows') }),
    ],
    checks: [
      checkOf(),
      checkOf({
        kind: 'requirement',
        name: 'fast',
        status: 'unknown',
        value: null,
        margin: null,
        missing: [{ text: 'not yet computed' }],
        at: rangeOf(source, 'name'),
      }),
    ],
    drivers: [
      { input: 'assumptions.users', label: 'users', of: 'flows.read.rate.peak', share: 0.8123456789012345, at: null, text: '1M..2M users' },
    ],
    findings: [findingAt(source, 'shop', { severity: 'warning', related: [{ message: 'here', at: rangeOf(source, 'flows') }] })],
  }),
);

describe('the JSON result', () => {
  test('follows its schema', async () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(JSON.parse(await rendered(full, 'json')));
    expect(validate.errors).toBeNull();
  });

  test('has 12 significant digits, and null for what is unknown or unbounded', async () => {
    const output = await rendered(full, 'json');
    expect(output).toContain('"value": 0.333333333333,');
    const facts = JSON.parse(output).specs[0].facts;
    expect(facts.map((fact: { id: string; value: unknown; state: string }) => [fact.id, fact.value, fact.state])).toEqual([
      ['components.db.binding', 'disk', 'known'],
      ['components.q.saturates', null, 'unbounded'],
      ['data.x.items', null, 'unknown'],
      ['flows.read.rate.peak', 0.333333333333, 'known'],
    ]);
    expect([digits(Number.POSITIVE_INFINITY), digits(Number.NaN), Object.is(digits(-0), 0), digits(1.2345678901234567e30)]).toEqual([
      null,
      null,
      true,
      1.23456789012e30,
    ]);
  });

  test('has 1-based positions with an exclusive end, and forward slashes', async () => {
    const [finding] = JSON.parse(await rendered(full, 'json')).specs[0].findings;
    expect(finding.at).toEqual({ file: 'designs/shop.sysdesign.yaml', line: 1, column: 7, endLine: 1, endColumn: 11 });
  });

  test('does not depend on the order in which things were found', async () => {
    const [spec] = full.specs;
    if (!spec) throw new Error('no spec');
    const turned = resultOf({ ...spec, facts: [...spec.facts].reverse(), checks: [...spec.checks].reverse() });
    expect(await rendered(turned, 'json')).toBe(await rendered(full, 'json'));
  });
});

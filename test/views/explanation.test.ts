import { describe, expect, test } from 'vitest';
import type { FactResult } from '../../src/core/index.js';
import { widthOf } from '../../src/report/text.js';
import { type ExplainedFact, explanationDocument } from '../../src/views/explanation.js';
import { documentText, factOf, rangeOf, sourceOf, TOOL } from '../report/support/samples.js';

const source = sourceOf('assumptions: { users: 100M users, clicks: 12 per user per month }\n');
const formula = (id: string, value: number, unit: string, text: string, inputs: readonly string[]): FactResult =>
  factOf(id, value, unit, { formula: text, inputs, origin: 'formula' });

const users = factOf('assumptions.users', 100e6, 'users', { at: rangeOf(source, '100M users'), text: '100M users' });
const peak = factOf('flows.read.peak', 3, 'ratio', { origin: 'catalog', source: 'base rates, 2026-01' });
// 100e6 users x 12 / (30 x 86,400 s) = 463 req/s
const rate = formula('flows.read.rate.mean', 463, 'req/s', 'assumptions.users * 12', ['assumptions.users']);
const active = formula('flows.read.rate.active', 463, 'req/s', 'flows.read.rate.mean', ['flows.read.rate.mean']);
const top = formula('flows.read.rate.peak', 1389, 'req/s', 'flows.read.peak * flows.read.rate.mean + 0 * flows.read.rate.active', [
  'flows.read.peak',
  'flows.read.rate.mean',
  'flows.read.rate.active',
]);
const facts = new Map([users, peak, rate, active, top].map((fact) => [fact.id, fact]));
const explanation: ExplainedFact = {
  file: source.name,
  root: top,
  facts,
  drivers: [],
  answer: { binding: null, formula: top.formula ?? '', exact: null, rounded: null },
  conventions: { day: 86_400, month: 2_592_000, year: 31_536_000 },
};

const textOf = async (explained: readonly ExplainedFact[], format: 'pretty' | 'json' = 'pretty', unicode = true): Promise<string> =>
  await documentText(explanationDocument(explained, TOOL), format, { unicode });

describe('an explanation', async () => {
  const text = await textOf([explanation]);

  test('has the formula with ids and then with numbers', () => {
    expect(text).toContain('= flows.read.peak * flows.read.rate.mean');
    expect(text).toContain('= 3 * 463 req/s');
  });

  test('goes down to the literal and its line, and to the source of what is assumed', () => {
    expect(text).toContain('stated as 100M users at shop.sysdesign.yaml:1:23');
    expect(text).toContain('assumed from the catalog: base rates, 2026-01');
  });

  test('says what a bare number is per, where a flow adds or reads items', async () => {
    for (const id of ['stated.data.links.addedBy.shorten', 'stated.data.links.readBy.redirect']) {
      const root = factOf(id, 2, 'count', { at: rangeOf(source, '12'), text: '2' });
      const alone = await textOf([{ ...explanation, root, facts: new Map([[id, root]]) }]);
      expect(alone).toContain('stated as 2 at shop.sysdesign.yaml:1:43: items per request');
    }
    expect(text).not.toContain('items per request');
  });

  test('tells a fact once and refers to it afterwards', () => {
    expect(text.split('= assumptions.users * 12').length - 1).toBe(1);
    expect(text).toContain('(see above)');
  });

  test('of several specs stands below the name of the file', async () => {
    const several = await textOf([explanation, { ...explanation, file: 'other.sysdesign.yaml' }]);
    expect(several).toMatch(/^shop\.sysdesign\.yaml\n\nflows\.read\.rate\.peak: 3 \* 463 req\/s \+ 0 \* 463 req\/s = 1\.39k req\/s\n/);
    expect(several).toContain('\n\nother.sysdesign.yaml\n\nflows.read.rate.peak: ');
  });

  test('is an object in JSON, an array for several specs', async () => {
    expect(JSON.parse(await textOf([explanation], 'json'))).toMatchObject({
      format: 'sysdesign.explanation/1',
      fact: 'flows.read.rate.peak',
      value: 1389,
    });
    expect(JSON.parse(await textOf([explanation, explanation], 'json'))).toHaveLength(2);
  });

  test('fits 80 columns however long the chain of facts is, and tells all of it', async () => {
    const id = (i: number): string => `components.some-name-${i}.rate.peak`;
    const chain = Array.from({ length: 2000 }, (_, i) =>
      i === 1999 ? factOf(id(i), 1, 'req/s') : formula(id(i), i, 'req/s', `${id(i + 1)} * 2`, [id(i + 1)]),
    );
    const [root] = chain;
    if (!root) throw new Error('empty chain');
    for (const unicode of [true, false]) {
      const long = await textOf([{ ...explanation, root, facts: new Map(chain.map((fact) => [fact.id, fact])) }], 'pretty', unicode);
      for (const line of long.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
      expect(long).toContain('some-name-1999');
    }
  });
});

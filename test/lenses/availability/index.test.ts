import { describe, expect, test } from 'vitest';
import { availability, check, load, render } from '../../../src/index.js';

const SHOP = `
sysdesign: 1
name: shop
requirements:
  quality: { up: { flow: buy, availability: 99.9% } }
flows: { buy: { rate: 10 req/s, path: api -> pay } }
components:
  api: { kind: service, instances: 2, needed: 1, availability: 99% }
  pay: { kind: external, availability: 99.8% }
`;

describe('availability from Node', () => {
  test('tells what fails, and is judged and shown as the command does', async () => {
    const result = await availability(await load({ text: SHOP }));
    const [flow] = result.specs[0]?.availability?.flows ?? [];
    // Both of two at 1%, or the payment at 0.2%: 1 - (1 - 0.0001) (1 - 0.002)
    expect(flow?.unavailability).toBeCloseTo(1 - 0.9999 * 0.998, 12);
    expect(flow?.cutSets.map(({ events: parts, order }) => [parts.join(' + '), order])).toEqual([
      ['pay', 1],
      ['2 of 2 api', 2],
    ]);
    expect(check(result).exitCode).toBe(1);
    expect(await render(result)).toContain('what breaks it');
    expect(await render(result, 'markdown')).toContain('| what breaks it');
    expect(JSON.parse(await render(result, 'json')).specs[0].availability.flows[0].flow).toBe('buy');
  });

  test('an agreement that is no looser than its objective makes a verdict of what is otherwise met', async () => {
    const text = `${SHOP.replace('99.9% } }', '99% } }')}`.replace(
      'requirements:',
      'requirements:\n  agreements: { sla: { flow: buy, availability: 99.5% } }',
    );
    const result = await availability(await load({ text }));
    // Both are kept: what is aimed at, and what customers are promised.
    expect(result.specs[0]?.checks.map(({ status }) => status)).toEqual(['met', 'met']);
    const errors = result.specs[0]?.findings.filter(({ severity }) => severity === 'error');
    expect(errors?.map(({ rule }) => rule)).toEqual(['availability/agreement-not-looser']);
    expect(check(result)).toMatchObject({ ok: false, exitCode: 1 });
  });

  test('under a scenario, what must work is told of what is left', async () => {
    const text = `
sysdesign: 1
name: shop
flows: { buy: { rate: 10 req/s, path: api } }
components: { api: { kind: service, instances: 3, needed: 2, availability: 99% } }
topology: { regions: { eu: { zones: [a, b, c] } } }
scenarios: { one: { down: [eu.a] }, two: { down: [eu.a, eu.b] } }
`;
    const partIn = async (scenario: string) =>
      (await availability(await load({ text }), { scenario })).specs[0]?.availability?.flows[0]?.tree;
    // Both of two: 1 - 0.99^2
    expect(await partIn('one')).toMatchObject({ label: 'api (2 of 2 left)', chance: expect.closeTo(0.0199, 12) });
    expect(await partIn('two')).toMatchObject({ label: 'api (2 of 1 left)', chance: 1 });
  });
});

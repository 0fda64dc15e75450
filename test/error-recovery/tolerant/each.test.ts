import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/spec/kinds.js';
import { estimate } from '../../support/estimating.js';
import { errors, meant, stated } from './support/reading.js';

const spec = (component: string): string => `flows: { read: { rate: 10 req/s, path: x } }\ncomponents: { x: ${component} }\n`;
const costOf = async (component: string): Promise<number> =>
  (await estimate(`sysdesign: 1\nname: test\n${spec(component)}`)).value('components.x.cost');

describe('a bill that says it is of one instance', () => {
  const counted = Object.keys(KINDS).filter((kind) => kind !== 'client');

  // 2 x 30 USD, whatever a kind is billed by.
  test.each(counted)('is multiplied by the count beside it: %s', async (kind) => {
    for (const price of [
      'cost: $30/month each',
      'price: $30/month each',
      'price: $30 per month per instance',
      'cost: $30/month per node',
    ]) {
      const component = `{ kind: ${kind}, count: 2, ${price} }`;
      expect([component, await errors(spec(component))]).toEqual([component, []]);
      expect([component, await costOf(component)]).toEqual([component, 60]);
    }
  });

  test.each(['brokers', 'nodes', 'pods', 'count', 'hosts', 'machines'])('%s are counted', async (word) =>
    expect(await costOf(`{ kind: stream, ${word}: 3, cost: $30/month each }`)).toBe(90));

  test('is the whole bill of what others run and nobody counts', async () =>
    expect(await costOf('{ kind: external, cost: $30/month each }')).toBe(30));

  test('is none of all instances', async () => {
    const [found, ...others] = await errors(spec('{ kind: service, instances: 2, price: { fixed: $30/month each } }'));
    expect(found).toMatch(/each: \{ cost: \$30\/month \} for one instance, or price: \{ fixed: \$30\/month \} for all/);
    expect(others).toEqual([]);
  });
});

describe('what is stated beside a number of instances', () => {
  test('is of each of them, which one note says', async () => {
    const { model, notes } = await meant(
      spec('{ kind: database, nodes: 24, disk: 4 TB, writes: 15k/s, reads: 8k/s, cost: 0.60 USD/h, memory: 64 GB, p50: 2 ms, p99: 30 ms }'),
    );
    for (const [key, text] of Object.entries({
      disk: '4 TB',
      writes: '15k/s',
      reads: '8k/s',
      cost: '0.60 USD/h',
      memory: '64 GB',
      p99: '30 ms',
    }))
      expect(stated(model, `components.x.each.${key}`)).toBe(text);
    expect(notes).toEqual([
      '"disk: 4 TB, writes: 15k/s, reads: 8k/s, cost: 0.60 USD/h, memory: 64 GB, p50: 2 ms, p99: 30 ms" is read as ' +
        'each: { disk: 4 TB, writes: 15k/s, reads: 8k/s, cost: 0.60 USD/h, memory: 64 GB, p50: 2 ms, p99: 30 ms }, of each of the 24 instances ' +
        '(of all of them: price: { fixed: 0.60 USD/h })',
    ]);
  });

  test.each(['throughput', 'rps', 'capacity'])('%s is what each does', async (word) => {
    const { model, notes } = await meant(spec(`{ kind: service, instances: 12, ${word}: 800 req/s }`));
    expect(stated(model, 'components.x.each.rate')).toBe('800 req/s');
    expect(notes).toEqual([`"${word}: 800 req/s" is read as each: { rate: 800 req/s }, of each of the 12 instances`]);
  });

  test('is noted as it says itself', async () => {
    expect((await meant(spec('{ kind: service, instances: 3, cost: $60/month each }'))).notes).toEqual([
      '"cost: $60/month each" is read as each: { cost: $60/month each }',
    ]);
    expect(
      (await meant(spec('{ kind: service, instances: 3, memory: 16 GB per node }'))).model.leaves.get('components.x.each.memory')?.text,
    ).toBe('16 GB');
  });

  test('is asked about where only shards are counted, and where it is a price without saying of what', async () => {
    expect(await errors(spec('{ kind: database, shards: 3, memory: 16 GB }'))).toEqual([expect.stringContaining('`each:`')]);
    expect(await errors(spec('{ kind: database, instances: 3, price: $90/month }'))).toEqual([expect.stringContaining('of all of it')]);
    expect(await errors(spec('{ kind: service, instances: 3, each: { rate: 5/s }, throughput: 900/s }'))).toEqual([
      expect.stringContaining('two readings beside 3 instances'),
    ]);
  });
});

import { expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const specOf = (log: string): string => `sysdesign: 1
name: clicks
flows: { send: { kind: write, rate: 5k/s, request: 2 kB, peak: 2, path: "api -> log ~> w" } }
components:
  api: { kind: service, instances: 4, each: { rate: 5k/s } }
  log: ${log}
  w: { kind: worker, instances: 30, each: { rate: 500/s } }
`;

test('a shard of Kinesis takes 1 MB/s and 1,000 records a second', async () => {
  const facts = await estimate(specOf('{ kind: stream, use: kinesis, shards: 30, retention: 1 d }'));
  // At peak 10k records of 2 kB a second: 20 MB/s of 30 MB/s, and 10k of 30k records.
  expect(facts.value('components.log.utilization.network')).toBeCloseTo(20 / 30, 9);
  expect(facts.value('components.log.utilization.rate')).toBeCloseTo(10 / 30, 9);
});

test('of several consumers what is sent may bind, which a shard has more of: its bytes are left open', async () => {
  const facts = await estimate(
    specOf(
      '{ kind: stream, use: kinesis, shards: 30, retention: 1 d, consumers: { w: { rate: 10k/s }, v: { rate: 10k/s } } }\n  v: { kind: worker, instances: 30 }',
    ),
  );
  expect(facts.missing('components.log.utilization.network')).not.toEqual([]);
  expect(facts.value('components.log.utilization.rate')).toBeCloseTo(10 / 30, 9);
});

test('its shards are no machines that fail: what it is available is for its provider to state', async () => {
  const facts = await estimate(specOf('{ kind: stream, use: kinesis, shards: 30, retention: 1 d }'));
  expect(facts.missing('flows.send.availability')).toEqual(['components.log.availability']);
  const stated = await estimate(specOf('{ kind: stream, use: kinesis, shards: 30, retention: 1 d, availability: 99.9% }'));
  expect(stated.value('components.log.unavailability')).toBeCloseTo(0.001, 12);
  // What we run in as many shards has typical failures of machines.
  const own = await estimate(specOf('{ kind: stream, use: kafka, instances: 30, each: { rate: 1k/s }, retention: 1 d }'));
  expect(own.value('flows.send.unavailability')).toBeGreaterThan(0);
});

test('no shard is added for one that is lost', async () => {
  const needed = async (use: string): Promise<number> =>
    (await estimate(specOf(`{ kind: stream, use: ${use}, each: { rate: 1k/s, network: 1 MB/s }, retention: 1 d }`))).value(
      'components.log.instances',
    );
  // 20 MB/s at 70% of 1 MB/s each: 28.6; of machines one more that is lost at 90%: 22.2 and 1, which is fewer.
  expect(await needed('kinesis')).toBe(29);
  const small = (use: string): string => specOf(`{ kind: stream, use: ${use}, each: { rate: 20k/s, network: 40 MB/s }, retention: 1 d }`);
  expect((await estimate(small('kinesis'))).value('components.log.instances')).toBe(1);
  expect((await estimate(small('kafka'))).value('components.log.instances')).toBe(2);
});

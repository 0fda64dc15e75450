import { expect, test } from 'vitest';
import { estimate } from '../../../support/estimating.js';

const store = (replication: string, more = ''): string => `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: [a, b] } } }
components:
  db: { kind: database, replication: ${replication}${more} }
`;

test('a quorum of three copies is two, so that one may be missing', async () => {
  // N = 3: a quorum is floor(3 / 2) + 1 = 2; R + W - N = 2 + 2 - 3 = 1; one copy may be missing.
  const facts = await estimate(store('{ factor: 3, read: quorum, write: quorum }'));
  expect(facts.value('components.db.quorum.read')).toBe(2);
  expect(facts.value('components.db.quorum.write')).toBe(2);
  expect(facts.value('components.db.quorum.overlap')).toBe(1);
  expect(facts.value('components.db.quorum.spare')).toBe(1);
  // Two copies are lost at most; three over two zones are two in one of them.
  expect(facts.value('components.db.copies.tolerated')).toBe(2);
  expect(facts.value('components.db.copies.zone')).toBe(2);
});

test('a write to all copies leaves none to miss', async () => {
  // R + W - N = 1 + 5 - 5.
  const facts = await estimate(store('{ factor: 5, read: one, write: all }'));
  expect(facts.value('components.db.quorum.overlap')).toBe(1);
  expect(facts.value('components.db.quorum.spare')).toBe(0);
});

test('of 8 + 4 fragments eight answer, four may be lost, and a zone of two has six', async () => {
  const facts = await estimate(store('{ data: 8, parity: 4 }'));
  expect(facts.value('components.db.quorum.read')).toBe(8);
  expect(facts.value('components.db.quorum.spare')).toBe(4);
  expect(facts.value('components.db.copies.tolerated')).toBe(4);
  expect(facts.value('components.db.copies.zone')).toBe(6);
  expect(facts.missing('components.db.quorum.overlap')).toEqual(['components.db.replication.factor']);
});

test('a failover takes as long as it takes to see the loss and to switch', async () => {
  expect((await estimate(store('2', ', failover: { detect: 10 s, takes: 30 s }'))).value('components.db.failover.time')).toBe(40);
});

test('the error budget of 99.9% is a thousandth', async () => {
  const spec = `${store('2')}requirements: { quality: { up: { flow: read, availability: 99.9% } } }\n`;
  expect((await estimate(spec)).value('objectives.up.allowed')).toBeCloseTo(0.001, 15);
});

const chain = (first: string, second: string): string => `sysdesign: 1
name: shop
flows:
  read:
    rate: 10 req/s
    path: [ web: { calls: [ api: { ${first}, calls: [ db: { ${second} } ] } ] } ]
components: { web: { kind: service }, api: { kind: service }, db: { kind: database } }
`;

test('retries multiply from layer to layer', async () => {
  // Three retries are four attempts at each of two layers: 4 x 4.
  const facts = await estimate(chain('retries: 3', 'retries: 3'));
  expect(facts.value('flows.read.calls.2.amplification')).toBe(4);
  expect(facts.value('flows.read.calls.3.amplification')).toBe(16);
  // A budget of a tenth of the first calls: 1.1 x 4.
  const budgeted = await estimate(chain('retries: { max: 3, budget: 10% }', 'retries: 3'));
  expect(budgeted.value('flows.read.calls.3.amplification')).toBeCloseTo(4.4, 12);
  // Nobody waits for an asynchronous call: what is above it is not repeated for it, so that its own retries are all.
  const apart = await estimate(chain('retries: 3', 'async: true, retries: 3'));
  expect(apart.value('flows.read.calls.3.amplification')).toBe(4);
  // A breaker that has opened lets no retry through: 1 x 4 behind the first layer, and nothing more behind both.
  const broken = await estimate(chain('retries: 3, breaker: true', 'retries: 3'));
  expect(broken.value('flows.read.calls.2.amplification')).toBe(1);
  expect(broken.value('flows.read.calls.3.amplification')).toBe(4);
  const both = await estimate(chain('retries: 3, breaker: true', 'retries: 3, breaker: true'));
  expect(both.value('flows.read.calls.3.amplification')).toBe(1);
});

test('a caller waits for all attempts and for what passes between them', async () => {
  const wait = async (options: string): Promise<number> => (await estimate(chain('kind: read', options))).value('flows.read.calls.3.wait');
  expect(await wait('timeout: 200 ms')).toBeCloseTo(0.2, 12);
  // 3 x 200 ms.
  expect(await wait('timeout: 200 ms, retries: 2')).toBeCloseTo(0.6, 12);
  // 3 x 200 ms + 2 x 50 ms.
  expect(await wait('timeout: 200 ms, retries: { max: 2, backoff: 50 ms }')).toBeCloseTo(0.7, 12);
  // 4 x 100 ms + 50 ms + 100 ms + 200 ms.
  expect(await wait('timeout: 100 ms, retries: { max: 3, backoff: 50 ms, multiplier: x2 }')).toBeCloseTo(0.75, 12);
  // The third wait is cut to 150 ms: 4 x 100 ms + 50 ms + 100 ms + 150 ms.
  expect(await wait('timeout: 100 ms, retries: { max: 3, backoff: 50 ms, multiplier: x2, maxBackoff: 150 ms }')).toBeCloseTo(0.7, 12);
});

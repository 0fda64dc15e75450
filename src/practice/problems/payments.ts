import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const payments: Problem = {
  id: 'payments',
  title: 'Payments',
  topics: ['money', 'writes'],
  difficulty: 3,
  purpose: 'Charge a customer for an order exactly once, and keep books that add up.',
  purposeWords: ['charge', 'pay', 'money', 'once', 'ledger'],
  parameters: {
    transactions: { low: 200e3, high: 10e6, unit: 'per day', reference: 1e6 },
    entries: { low: 2, high: 6, unit: '', whole: true, reference: 4 },
    bytes: { low: 200, high: 1000, unit: 'B', reference: 500 },
    years: { low: 5, high: 10, unit: 'years', whole: true, reference: 7 },
    peak: { low: 3, high: 8, unit: '', whole: true, reference: 5 },
  },
  spec: `
tier: standard
horizon: $years
requirements:
  functional:
    charge: { when: a customer pays, then: they are charged once and the books say so, flow: charge }
    status: { when: a shop asks, then: it learns how the payment stands, flow: status }
  quality:
    available: { flow: status, availability: 99.9%, window: 30 d }
flows:
  charge: { actor: customer, kind: write, rate: $transactions, peak: $peak, idempotency: key, request: 1 kB }
  status: { actor: shop, kind: read, rate: $transactions, peak: $peak, request: 300 B, response: 1 kB }
data:
  entries: { in: ledger, item: $bytes, addedBy: { charge: $entries }, readBy: status, keep: $years }
`,
  design: ['charge: api -> ledger[n](primary+2)', 'charge: api ~> outbox[n] -> charger -> psp', 'status: api -> ledger'],
  kinds: { ledger: 'database', outbox: 'queue', charger: 'worker', psp: 'external' },
  agrees: { entries: 'two sides of a partition would each take the same payment' },
  facts: [
    asked('volume', '$transactions payments.', 'it is little: correctness is the problem, not load', ['transactions', 'payments per']),
    {
      id: 'entries',
      about: 'numbers',
      words: ['entries', 'ledger', 'events', 'rows'],
      answer: '$entries entries of $bytes in the ledger for each payment.',
      matters: 'the books are larger than the payments',
    },
    asked('peak', 'The peak of a day is $peak times its mean.', 'means size nothing', ['sale', 'black friday']),
    asked('keep', 'The law wants $years of books.', 'retention multiplies storage', ['audit', 'law', 'years', 'compliance']),
    {
      id: 'once',
      about: 'quality',
      words: ['once', 'duplicate', 'idempot', 'retry', 'twice'],
      answer: 'Nobody is charged twice, whatever is repeated.',
      matters: 'it decides on keys, states and the outbox',
    },
    asked('loss', 'No entry that was acknowledged is ever lost.', 'a write waits for a second copy', ['rpo', 'consisten']),
    {
      id: 'psp',
      about: 'constraints',
      words: ['provider', 'psp', 'stripe', 'card', 'bank', 'external'],
      answer: 'A provider does the charging; it times out now and then, and nobody knows then what it did.',
      matters: 'an unknown outcome is a state of its own',
    },
  ],
  estimates: [
    {
      id: 'mean-rate',
      question: 'How many payments a second, on average?',
      fact: checkedId('flows.charge.rate.mean'),
      measures: 'rate',
      how: 'a day / 86,400 s',
      decides: 'that one database does',
    },
    {
      id: 'peak-rate',
      question: 'And at the peak of the day?',
      fact: checkedId('flows.charge.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 'peak' }],
      how: 'mean x peak',
      decides: 'that one database still does',
    },
    {
      id: 'ledger',
      question: 'How large is the ledger when the years are full, one copy?',
      fact: checkedId('data.entries.size.logical'),
      measures: 'data',
      factors: [
        { kind: 'years', of: 'years' },
        { kind: 'fan-out', of: 'entries', name: 'entries of a payment' },
      ],
      how: 'a day x entries x bytes x 365 x years',
      decides: 'whether old books are archived',
    },
  ],
  entities: [
    { name: 'payment (a state machine)', words: ['payment', 'charge', 'transaction'] },
    { name: 'ledger entry (double entry, never changed)', words: ['ledger', 'entry', 'double', 'account'] },
    { name: 'idempotency key', words: ['idempot', 'key'] },
  ],
  operations: [
    {
      name: 'pay',
      kind: 'write',
      resource: 'payments',
      also: ['charges'],
      endpoint: 'POST /payments -> 202 (Idempotency-Key)',
      isAsync: true,
    },
    { name: 'ask how a payment stands', kind: 'read', resource: 'payments', also: ['charges'], endpoint: 'GET /payments/{id} -> 200' },
  ],
  blocks: [
    { name: 'a ledger with transactions', kinds: ['database'], why: 'entries that belong together are written together' },
    {
      name: 'an outbox before the provider',
      kinds: ['queue', 'stream'],
      instead: 'a table that a worker polls',
      why: 'the provider is asked only for what is in the books',
    },
    { name: 'the provider', kinds: ['external'], why: 'it does the charging' },
  ],
  deepDives: [
    {
      question: 'The provider does not answer in time. Was the customer charged?',
      points: [
        { name: 'unknown is a state', words: ['unknown', 'pending', 'state'] },
        { name: 'the same key is sent again', words: ['idempot', 'same key'] },
        { name: 'books are compared with the provider', words: ['reconcil', 'compare', 'webhook', 'settlement'] },
      ],
      model:
        'Nobody knows: the payment is pending, is asked for again with the same key, and the daily comparison with the provider settles what is left.',
    },
  ],
  mistakes: [
    'sharding for a dozen payments a second',
    'money in floating point',
    'retrying without a key',
    'charging inside the transaction of the database',
  ],
  twist: {
    text: 'The shop sells tickets for a tour: the peak is twenty times the one that you planned for.',
    set: { 'flows.charge.rate': 'x20' },
    estimate: {
      id: 'twist',
      question: 'How many payments a second at the new peak?',
      fact: checkedId('flows.charge.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 'peak' }],
      how: 'the old peak x 20',
      decides: 'what is waited for',
    },
    points: [
      { name: 'accepted now, charged later', words: ['queue', 'async', 'outbox', 'later', '202'] },
      { name: 'limits of the provider', words: ['quota', 'rate limit', 'limit', 'throttl', 'second provider'] },
    ],
    model: 'Payments are accepted into the books at once and charged from the outbox, as fast as the provider lets us.',
  },
  source: 'own parameters; for scale: a provider published 93,304 transactions a minute at the peak of a sale in 2023',
};

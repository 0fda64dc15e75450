import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const rateLimiter: Problem = {
  id: 'rate-limiter',
  title: 'Rate limiter',
  topics: ['infrastructure', 'writes'],
  difficulty: 2,
  purpose: 'Refuse what a caller asks beyond its limit, without slowing down the rest.',
  purposeWords: ['limit', 'refuse', 'throttl', 'too many', 'abuse'],
  parameters: {
    requests: { low: 20e3, high: 300e3, unit: 'per second', reference: 100e3 },
    keys: { low: 1e6, high: 50e6, unit: '', reference: 10e6 },
    bytes: { low: 32, high: 128, unit: 'B', whole: true, reference: 64 },
    operations: { low: 1, high: 3, unit: '', whole: true, reference: 2 },
  },
  spec: `
tier: standard
requirements:
  functional:
    check: { when: a request arrives, then: it passes or is refused by its limit, flow: check }
  quality:
    available: { flow: check, availability: 99.9%, window: 30 d }
    fast: { flow: check, p99: 60 ms }
flows:
  check: { actor: caller, kind: read, rate: $requests, peak: 1, request: 200 B, response: 100 B }
data:
  counters: { in: counters, item: $bytes, items: $keys }
derived:
  operations: = flows.check.rate.mean * $operations
  copied: = data.counters.size.logical * 2
`,
  design: ['check: gateway[n] -> counters[n]'],
  kinds: { counters: 'cache' },
  facts: [
    asked('volume', '$requests requests, about the same all day.', 'every request asks the limiter', ['requests']),
    {
      id: 'keys',
      about: 'numbers',
      words: ['keys', 'callers', 'clients', 'users'],
      answer: '$keys keys are active.',
      matters: 'they decide on memory',
    },
    asked('size', 'A counter takes $bytes; a check takes $operations operations.', 'it decides on the store', ['counter', 'memory']),
    asked('latency', 'A check must hardly be felt.', 'it rules a database on disk out'),
    {
      id: 'fail',
      about: 'quality',
      words: ['fail', 'down', 'open', 'closed', 'availab'],
      answer: 'When the limiter is down, ordinary routes pass and logins do not.',
      matters: 'fail open or closed is decided by route',
    },
    {
      id: 'exact',
      about: 'constraints',
      words: ['exact', 'accura', 'precise', 'region', 'approx'],
      answer: 'A few percent too many are fine.',
      matters: 'it allows counting near the caller',
    },
  ],
  estimates: [
    {
      id: 'operations',
      question: 'How many operations a second at the store of counters?',
      fact: checkedId('derived.operations'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'operations', name: 'operations of a check' }],
      how: 'requests x operations of a check',
      decides: 'how many nodes the counters need',
    },
    {
      id: 'memory',
      question: 'How much memory do the counters take, one copy?',
      fact: checkedId('data.counters.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'keys x bytes',
      decides: 'that memory is not the problem',
    },
    {
      id: 'copies',
      question: 'And with two copies?',
      fact: checkedId('derived.copied'),
      measures: 'data',
      factors: [
        { kind: 'replication', of: 2 },
        { kind: 'size', of: 'bytes' },
      ],
      how: 'keys x bytes x 2',
      decides: 'that a copy is cheap',
    },
  ],
  entities: [
    { name: 'rule (route, limit, window)', words: ['rule', 'limit', 'config'] },
    { name: 'counter (key, window)', words: ['counter', 'bucket', 'window'] },
  ],
  operations: [{ name: 'set a limit', kind: 'write', resource: 'limits', also: ['rules'], endpoint: 'PUT /limits/{route} -> 200' }],
  blocks: [
    {
      name: 'a check at the entrance',
      kinds: ['gateway', 'loadBalancer', 'service'],
      why: 'what is refused should cost nothing behind it',
    },
    {
      name: 'counters in memory',
      kinds: ['cache'],
      instead: 'counters in each gateway, now and then added up',
      why: 'each check reads and writes',
    },
    { name: 'several of them', kinds: ['cache', 'gateway'], why: 'a limiter that fails must not be what fails everything' },
  ],
  deepDives: [
    {
      question: 'Fixed window, sliding window or token bucket?',
      points: [
        { name: 'a fixed window lets twice the limit pass at its edge', words: ['boundary', 'edge', 'twice', 'double', '2x'] },
        { name: 'a bucket allows bursts', words: ['burst', 'token', 'bucket', 'leak'] },
        { name: 'read and write in one step', words: ['atomic', 'script', 'lua', 'incr', 'race'] },
      ],
      model:
        'A token bucket in one atomic step: it allows a burst, keeps two numbers a key, and has no edge at which twice the limit passes.',
    },
  ],
  mistakes: [
    'reading, then writing, in two steps',
    'a limiter that everything waits for and that runs once',
    'windows that let twice the limit pass at their edge',
  ],
  twist: {
    text: 'A botnet: four times the requests, nearly all of them of a few keys.',
    set: { 'flows.check.rate': 'x4' },
    estimate: {
      id: 'twist',
      question: 'How many operations a second now?',
      fact: checkedId('derived.operations'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'operations', name: 'operations of a check' }],
      how: 'the old ones x 4',
      decides: 'what is refused before it is counted',
    },
    points: [
      { name: 'keys that are over are refused without asking', words: ['local', 'block', 'deny', 'cached', 'edge'] },
      { name: 'one hot key is one shard', words: ['hot', 'shard', 'split'] },
    ],
    model: 'Each gateway remembers for a moment which keys are over and refuses them without a call.',
  },
  source: 'own parameters',
};

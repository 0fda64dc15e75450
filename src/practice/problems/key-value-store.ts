import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const keyValueStore: Problem = {
  id: 'key-value-store',
  title: 'Distributed cache',
  topics: ['infrastructure', 'reads', 'storage'],
  difficulty: 2,
  purpose: 'Keep values in the memory of many machines and find each by its key within milliseconds.',
  purposeWords: ['key', 'value', 'cache', 'memory', 'get'],
  parameters: {
    data: { low: 0.5, high: 20, unit: ' TB', reference: 1 },
    requests: { low: 200e3, high: 5e6, unit: 'per second', reference: 1e6 },
    bytes: { low: 200, high: 2000, unit: 'B', reference: 1000 },
    copies: { low: 2, high: 3, unit: '', whole: true, reference: 2 },
  },
  spec: `
tier: standard
horizon: 1 year
requirements:
  functional:
    get: { when: a service asks for a key, then: it gets the value or learns that there is none, flow: get }
    put: { when: a service stores a value, then: later reads find it, flow: put }
  quality:
    available: { flow: get, availability: 99.9%, window: 30 d }
    fast: { flow: get, p99: 20 ms }
flows:
  get: { actor: service, kind: read, rate: $requests, peak: 1, request: 50 B, response: $bytes }
  put: { actor: service, kind: write, rate: = $requests / 10, peak: 1, request: $bytes, idempotency: natural }
data:
  values: { in: nodes, item: $bytes, items: = $data / $bytes }
derived:
  usable: = 64 GB * 75%
  byMemory: = $data * $copies / derived.usable
  byRate: = flows.get.rate.mean / 100k req/s
`,
  design: ['get: router[n] -> nodes[n]', 'put: router -> nodes'],
  kinds: { router: 'gateway', nodes: 'cache' },
  facts: [
    asked('volume', '$requests reads, a tenth as many writes, about the same all day.', 'one of two things that decide on nodes', [
      'requests',
      'reads',
      'writes',
    ]),
    asked('size', '$data of values, $bytes each.', 'the other thing that decides on nodes', ['data', 'memory', 'value', 'keys']),
    {
      id: 'node',
      about: 'numbers',
      words: ['node', 'machine', 'ram', 'server', 'hardware', 'instance'],
      answer: 'A node has 64 GB, of which 75% hold values; it answers 100k requests a second.',
      matters: 'overhead by key and room to move take the rest',
    },
    {
      id: 'copies',
      about: 'quality',
      words: ['copies', 'replica', 'replication', 'redundan', 'lost', 'loss', 'durab'],
      answer: '$copies copies of each value; what is lost can be computed again.',
      matters: 'copies multiply memory',
    },
    asked('latency', 'A few milliseconds at p99.', 'it rules disks and detours out'),
    asked('freshness', 'A read may miss the last write for a moment.', 'it allows copies that are written later', ['quorum', 'strong']),
    asked('keep', 'Values live for an hour at most; the least recently used go first.', 'it bounds the memory', ['ttl', 'evict', 'lru']),
  ],
  estimates: [
    {
      id: 'by-memory',
      question: 'How many nodes does the memory ask for, with $copies copies?',
      fact: checkedId('derived.byMemory'),
      measures: 'count',
      factors: [
        { kind: 'replication', of: 'copies' },
        { kind: 'overhead', of: 4 / 3, name: 'the share that cannot be used' },
      ],
      how: 'bytes x copies / (64 GB x 75%)',
      decides: 'which of memory and rate sizes it',
    },
    {
      id: 'by-rate',
      question: 'And how many does the rate of reads ask for?',
      fact: checkedId('derived.byRate'),
      measures: 'count',
      how: 'reads a second / 100k',
      decides: 'the larger of the two, and some to spare',
    },
    {
      id: 'network',
      question: 'How much do all nodes send, on average?',
      fact: checkedId('flows.get.egress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'reads a second x bytes',
      decides: 'whether the network of a node is what fills up',
    },
  ],
  entities: [
    { name: 'entry (key, value, expiry, version)', words: ['key', 'value', 'entry', 'item'] },
    { name: 'ring or map of partitions', words: ['ring', 'partition', 'shard', 'slot', 'map'] },
  ],
  operations: [
    { name: 'read a value', kind: 'read', resource: 'keys', also: ['values', 'entries', 'cache'], endpoint: 'GET /keys/{key} -> 200' },
    {
      name: 'store a value',
      kind: 'write',
      resource: 'keys',
      also: ['values', 'entries', 'cache'],
      endpoint: 'PUT /keys/{key}?ttl=600 -> 204',
    },
  ],
  blocks: [
    {
      name: 'nodes that hold values in memory',
      kinds: ['cache'],
      instead: 'a store with its data in memory',
      why: 'a disk is a hundred times as far away',
    },
    {
      name: 'something that knows which node has a key',
      kinds: ['gateway', 'loadBalancer', 'service'],
      instead: 'a client library with the map',
      why: 'nobody may ask around',
    },
  ],
  deepDives: [
    {
      question: 'A node is added. Which keys move?',
      points: [
        { name: 'consistent hashing or fixed slots', words: ['consistent hash', 'ring', 'slot', 'rendezvous', 'jump'] },
        { name: 'one part in n of the keys', words: ['1/n', 'k/n', 'one part', 'fraction', 'share', 'few'] },
        { name: 'many virtual nodes even it out', words: ['virtual', 'vnode', 'token', 'even'] },
      ],
      model:
        'With consistent hashing about one key in n moves, with hash modulo n nearly all; virtual nodes spread what moves over all the others.',
    },
    {
      question: 'A value that everybody reads expires. What happens?',
      points: [
        { name: 'everybody computes it at once', words: ['stampede', 'thundering', 'herd', 'at once', 'dogpile'] },
        {
          name: 'one computes, the others wait or get the old one',
          words: ['coalesc', 'single flight', 'singleflight', 'lock', 'stale', 'lease'],
        },
        { name: 'expiry at different times', words: ['jitter', 'random', 'early', 'spread'] },
      ],
      model: 'One reader gets a lease and computes it, the others get the old value meanwhile; expiry is spread by a random part.',
    },
  ],
  mistakes: [
    'counting nodes by memory or by rate, not by both',
    'forgetting what each key takes besides its value',
    'hash modulo the number of nodes',
    'claiming strong consistency with R + W of at most N',
  ],
  twist: {
    text: 'A team wants to keep rendered pages: values get ten times as large, and there are as many.',
    set: { 'flows.get.response': 'x10', 'flows.put.request': 'x10' },
    estimate: {
      id: 'twist',
      question: 'How much do all nodes send now, on average?',
      fact: checkedId('flows.get.egress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'the old rate x 10',
      decides: 'whether the network, not the memory, sizes the nodes',
    },
    points: [
      {
        name: 'large values elsewhere: object store or CDN',
        words: ['object store', 'cdn', 's3', 'elsewhere', 'separate', 'edge', 'pool'],
      },
      { name: 'compressed', words: ['compress', 'gzip', 'zstd'] },
      { name: 'the most read near the reader', words: ['local', 'near', 'in-process', 'two level', 'l1'] },
    ],
    model: 'Pages go compressed to a pool of their own, or to a CDN, so that they push out neither the small values nor their network.',
  },
  source: 'own parameters; nodes of 64 GB as sold, 100k operations a second of one Redis without pipelining (catalog rate.redis.nopipe)',
};

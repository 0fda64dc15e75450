import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const uniqueIds: Problem = {
  id: 'unique-ids',
  title: 'Unique identifiers',
  topics: ['infrastructure', 'writes'],
  difficulty: 1,
  purpose: 'Give every record of a company a number of its own, in about the order of time.',
  purposeWords: ['unique', 'id', 'number', 'identifier', 'order'],
  parameters: {
    timeBits: { low: 39, high: 41, unit: '', whole: true, reference: 41 },
    nodeBits: { low: 8, high: 10, unit: '', whole: true, reference: 10 },
    sequenceBits: { low: 10, high: 12, unit: '', whole: true, reference: 12 },
    ids: { low: 10e3, high: 1e6, unit: 'per second', reference: 100e3 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  spentBits: 0
requirements:
  functional:
    next: { when: a service asks for a number, then: nobody else gets the same, flow: next }
  quality:
    available: { flow: next, availability: 99.9%, window: 30 d }
    fast: { flow: next, p99: 60 ms }
flows:
  next: { actor: service, kind: read, rate: $ids, peak: 3, request: 50 B, response: 50 B }
data:
  leases: { in: leases, item: 100 B, items: = 2^$nodeBits }
derived:
  perMillisecond: = 2^$sequenceBits
  perSecond: = 2^$sequenceBits / 1 ms
  lifetime: = 2^($timeBits - spentBits) * 1 ms
`,
  design: ['next: ids[n]', 'next: ids ~> renewals[n] -> renewer -> leases(primary+2)'],
  kinds: { ids: 'service', renewals: 'queue', renewer: 'worker', leases: 'database' },
  agrees: { leases: 'two sides of a partition would each give the same node number away' },
  facts: [
    asked('volume', '$ids numbers.', 'one node may be enough', ['ids', 'numbers', 'how often']),
    {
      id: 'bits',
      about: 'constraints',
      words: ['bit', '64', 'uuid', 'length', 'format', 'size', 'digits'],
      answer: 'At most 64 bits: $timeBits for milliseconds, $nodeBits for the node, $sequenceBits for a sequence.',
      matters: 'it rules out UUIDs of 128 bits',
    },
    {
      id: 'order',
      about: 'quality',
      words: ['order', 'sort', 'time', 'monoton', 'increas'],
      answer: 'About in the order of time; exact order is not needed.',
      matters: 'exact order would need one node that counts',
    },
    {
      id: 'guess',
      about: 'constraints',
      words: ['guess', 'security', 'secret', 'leak', 'volume leak', 'enumerate'],
      answer: 'They may be guessed: nothing is protected by a number.',
      matters: 'else they would have to be random',
    },
    asked('latency', 'It must not be felt: no call to another machine for each number.', 'it rules a central counter out', [
      'hot path',
      'coordination',
      'call',
    ]),
    asked('availability', 'Whoever cannot get a number cannot write at all.', 'it must not depend on one database', ['fail', 'down']),
    {
      id: 'clients',
      about: 'functional',
      words: ['client', 'browser', 'javascript', 'language', 'json'],
      answer: 'Browsers show them too.',
      matters: 'JavaScript keeps 53 bits of a number: they are sent as text',
    },
  ],
  estimates: [
    {
      id: 'per-millisecond',
      question: 'How many numbers can a node give in a millisecond?',
      fact: checkedId('derived.perMillisecond'),
      measures: 'count',
      how: '2 ^ bits of the sequence',
      decides: 'what a node does when they are used up: it waits for the next millisecond',
    },
    {
      id: 'per-second',
      question: 'And in a second?',
      fact: checkedId('derived.perSecond'),
      measures: 'rate',
      how: '2 ^ bits of the sequence x 1,000',
      decides: 'that one node gives more than everybody asks for',
    },
    {
      id: 'lifetime',
      question: 'For how long do the milliseconds last, from the first one on?',
      fact: checkedId('derived.lifetime'),
      measures: 'time',
      how: '2 ^ bits of time ms; a year has 3.15e10 ms',
      decides: 'whether to begin at a year of your own rather than at 1970',
    },
    {
      id: 'nodes',
      question: 'How many nodes can there be?',
      fact: checkedId('data.leases.items'),
      measures: 'count',
      how: '2 ^ bits of the node',
      decides: 'whether node numbers must be given back',
    },
  ],
  entities: [
    { name: 'number (time, node, sequence)', words: ['id', 'number', 'timestamp', 'sequence'] },
    { name: 'lease of a node number', words: ['lease', 'node', 'worker', 'machine'] },
  ],
  operations: [
    { name: 'get numbers', kind: 'read', resource: 'ids', also: ['id', 'next', 'numbers'], endpoint: 'GET /ids?limit=100 -> 200' },
  ],
  blocks: [
    {
      name: 'something that counts in memory',
      kinds: ['service', 'function', 'gateway'],
      instead: 'a library in each service',
      why: 'no machine is asked for a number',
    },
    {
      name: 'a store of node numbers',
      kinds: ['database'],
      instead: 'a coordinator such as ZooKeeper or etcd',
      why: 'two nodes must never have the same',
    },
    {
      name: 'leases that are renewed off the path',
      kinds: ['queue', 'stream', 'worker'],
      instead: 'a timer in each node',
      why: 'the store may be down for a while without anybody noticing',
    },
  ],
  deepDives: [
    {
      question: 'The clock of a node goes back by a second. What happens?',
      points: [
        { name: 'the same numbers would be given again', words: ['duplicate', 'again', 'same', 'twice', 'collision'] },
        { name: 'it waits, or refuses', words: ['wait', 'refuse', 'stop', 'error', 'block'] },
        { name: 'clocks are slewed, and watched', words: ['ntp', 'slew', 'monitor', 'monotonic', 'drift', 'alert'] },
      ],
      model:
        'The node remembers the last time it used and gives nothing until the clock is past it; NTP slews instead of stepping, and a step raises an alarm.',
    },
    {
      question: 'Containers come and go all day. Where does a node number come from?',
      points: [
        { name: 'a lease that ends', words: ['lease', 'ttl', 'expire', 'heartbeat', 'session'] },
        { name: 'not reused while old numbers of it may still come', words: ['reuse', 'cool', 'quarantine', 'fence', 'wait', 'delay'] },
      ],
      model:
        'It is leased from a coordinator and renewed; one that ran out rests longer than clocks can differ before another container gets it.',
    },
  ],
  mistakes: [
    'one counter in a database that every write asks',
    '128 bytes for a UUID: it has 128 bits',
    'sending 64 bits to a browser as a number',
    'node numbers from a configuration that is copied',
  ],
  twist: {
    text: 'The company opens three more regions: two bits of the time now tell the region.',
    set: { 'assumptions.spentBits': '2' },
    estimate: {
      id: 'twist',
      question: 'For how long do the milliseconds last now?',
      fact: checkedId('derived.lifetime'),
      measures: 'time',
      how: 'a quarter of before: each bit halves it',
      decides: 'whether the bits come from the sequence instead',
    },
    points: [
      { name: 'bits from the sequence or the node instead', words: ['sequence', 'node bits', 'from the node', 'instead'] },
      { name: 'an epoch of your own', words: ['epoch', 'begin', 'start', 'offset'] },
    ],
    model:
      'The sequence has bits to spare, since no node needs its millions a second: the region takes two of those, and time keeps its years.',
  },
  source: 'layout of Snowflake: 41 + 10 + 12 bits; Instagram has 41 + 13 + 10; rate: own',
};

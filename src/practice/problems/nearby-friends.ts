import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const nearbyFriends: Problem = {
  id: 'nearby-friends',
  title: 'Nearby friends',
  topics: ['geo', 'real-time', 'fan-out'],
  difficulty: 2,
  purpose: 'Show people which of their friends are near right now.',
  purposeWords: ['friend', 'near', 'location', 'where'],
  parameters: {
    people: { low: 10e6, high: 300e6, unit: '', reference: 100e6 },
    online: { low: 5, high: 20, unit: '%', reference: 10 },
    interval: { low: 15, high: 60, unit: 's', whole: true, reference: 30 },
    friends: { low: 100, high: 800, unit: '', reference: 400 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  people: $people
  friends: $friends
requirements:
  functional:
    move: { when: somebody moves, then: their friends nearby see it, flow: move }
    open: { when: somebody opens the map, then: they see the friends nearby, flow: open }
  quality:
    available: { flow: open, availability: 99.9%, window: 30 d }
flows:
  move: { actor: phone, kind: write, concurrent: = people * $online, every: $interval, peak: 1, request: 100 B, idempotency: natural }
  open: { actor: person, kind: read, rate: = people * 5 / 1 d, peak: 3, request: 200 B, response: 4 kB }
data:
  positions: { in: positions, item: 40 B, items: = people * $online }
  friendships: { in: friendships, item: 20 B, items: = people * friends, readBy: open }
derived:
  forwarded: = flows.move.rate.mean * friends * 10%
`,
  design: [
    'move: gateway[n] -> positions[n]',
    'move: gateway ~> channels[n] -> forwarder',
    'open: gateway -> finder -> (positions, friendships[n](primary+2))',
  ],
  kinds: { positions: 'cache', channels: 'queue', forwarder: 'worker', finder: 'service', friendships: 'database' },
  facts: [
    asked('volume', '$people people use it on a day; at most $online of them at a time.', 'connections and rates follow from it', [
      'users',
      'dau',
      'people',
      'online',
      'concurrent',
    ]),
    {
      id: 'interval',
      about: 'numbers',
      words: ['often', 'interval', 'update', 'seconds', 'refresh'],
      answer: 'A phone sends its position every $interval.',
      matters: 'it decides on the rate',
    },
    {
      id: 'friends',
      about: 'numbers',
      words: ['friends', 'followers', 'how many friends', 'fan-out', 'fanout'],
      answer: '$friends friends on average, of whom a tenth are online and near.',
      matters: 'one position becomes many messages',
    },
    {
      id: 'radius',
      about: 'functional',
      words: ['near', 'radius', 'distance', 'mile', 'km'],
      answer: 'Near is within 8 km, as the crow flies.',
      matters: 'distance is computed for pairs, not looked up',
    },
    asked(
      'freshness',
      'A position may be a minute old; who has been quiet for ten minutes disappears.',
      'positions may be kept in memory and expire',
      ['old', 'inactive'],
    ),
    asked('loss', 'A position that is lost does no harm: the next one comes.', 'no copy of positions has to be made'),
    {
      id: 'privacy',
      about: 'constraints',
      words: ['privacy', 'consent', 'gdpr', 'law', 'opt', 'history', 'keep'],
      answer: 'Both have to agree, and where somebody was is not kept.',
      matters: 'consent is checked when forwarding, not when showing',
    },
  ],
  estimates: [
    {
      id: 'connections',
      question: 'How many phones are connected at a time?',
      fact: checkedId('flows.move.concurrency.mean'),
      measures: 'count',
      factors: [{ kind: 'share', of: 'online' }],
      how: 'people x share online',
      decides: 'how many gateways',
    },
    {
      id: 'positions',
      question: 'How many positions come in a second?',
      fact: checkedId('flows.move.rate.mean'),
      measures: 'rate',
      factors: [
        { kind: 'share', of: 'online' },
        { kind: 'ratio', of: 'interval', name: 'seconds between positions' },
      ],
      how: 'phones connected / seconds between positions',
      decides: 'that they are kept in memory',
    },
    {
      id: 'forwarded',
      question: 'How many messages to friends a second, if each position goes to those who are online and near?',
      fact: checkedId('derived.forwarded'),
      measures: 'rate',
      factors: [
        { kind: 'fan-out', of: 'friends' },
        { kind: 'share', of: 0.1, name: 'a tenth of the friends' },
      ],
      how: 'positions a second x friends x 10%',
      decides: 'that fan-out, not storage, is the problem',
    },
    {
      id: 'memory',
      question: 'How much memory do the positions take, at 40 B each?',
      fact: checkedId('data.positions.size.logical'),
      measures: 'data',
      factors: [{ kind: 'share', of: 'online' }],
      how: 'phones connected x 40 B',
      decides: 'that memory is no problem at all',
    },
  ],
  entities: [
    { name: 'position (person, time), which expires', words: ['position', 'location'] },
    { name: 'friendship', words: ['friend', 'graph', 'follow'] },
    { name: 'consent', words: ['consent', 'privacy', 'permission', 'opt', 'setting'] },
  ],
  operations: [
    {
      name: 'send a position',
      kind: 'write',
      resource: 'location',
      also: ['positions', 'locations', 'position'],
      endpoint: 'WS /me/location',
    },
    {
      name: 'see friends nearby',
      kind: 'read',
      resource: 'friends',
      also: ['nearby'],
      isList: true,
      endpoint: 'GET /me/friends?within=8000&after={cursor} -> 200',
    },
  ],
  blocks: [
    { name: 'gateways that hold connections', kinds: ['gateway', 'loadBalancer'], why: 'friends see a move without asking' },
    { name: 'positions in memory that expire', kinds: ['cache'], why: 'each is overwritten before it matters whether it was kept' },
    {
      name: 'channels to the friends',
      kinds: ['queue', 'stream'],
      instead: 'publish and subscribe in memory',
      why: 'who sends does not know where the friends are connected',
    },
    { name: 'a store of friendships', kinds: ['database'], why: 'it is the source of truth, and changes little' },
  ],
  deepDives: [
    {
      question: 'How does a position come to the friends who are near?',
      points: [
        {
          name: 'a channel for each person, to which friends listen',
          words: ['channel', 'pub/sub', 'pubsub', 'publish', 'subscri', 'topic'],
        },
        { name: 'distance is computed where it is received', words: ['distance', 'receiver', 'gateway', 'compute', 'filter', 'drop'] },
        { name: 'who is offline does not listen', words: ['offline', 'unsubscrib', 'only online', 'connected', 'inactive'] },
      ],
      model:
        'Each person has a channel; the gateways of friends that are online listen to it, compute the distance, and drop what is too far.',
    },
  ],
  mistakes: [
    'writing each position to a database',
    'forgetting that one position becomes forty messages',
    'searching all people nearby instead of the friends',
    'keeping a history that nobody asked for',
  ],
  twist: {
    text: 'People with ten times as many friends: creators join, and everybody adds them.',
    set: { 'assumptions.friends': 'x10' },
    estimate: {
      id: 'twist',
      question: 'How many messages to friends a second now?',
      fact: checkedId('derived.forwarded'),
      measures: 'rate',
      factors: [
        { kind: 'fan-out', of: 'friends' },
        { kind: 'share', of: 0.1, name: 'a tenth of the friends' },
      ],
      how: 'the old rate x 10',
      decides: 'whether everybody may listen to everybody',
    },
    points: [
      { name: 'a limit on friends for this', words: ['limit', 'cap', 'max', 'at most', 'close friends'] },
      { name: 'by cell instead of by friend', words: ['cell', 'geohash', 'grid', 'area', 'pull'] },
      { name: 'less often for those who are far', words: ['less often', 'slower', 'rate', 'throttle', 'interval', 'far', 'batch'] },
    ],
    model:
      'Sharing is for a limited number of close friends; those who have more are looked up by cell when the map is opened, and far friends are told less often.',
  },
  source:
    'A. Xu, System Design Interview 2, nearby friends: 100M people, 10% online, every 30 s (334k/s), 400 friends, a tenth near; 40 B: own',
};

import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const chat: Problem = {
  id: 'chat',
  title: 'Chat',
  topics: ['real-time', 'fan-out', 'storage'],
  difficulty: 2,
  purpose: 'Bring a message to the others of a conversation at once, or when they come back.',
  purposeWords: ['message', 'chat', 'conversation', 'send'],
  parameters: {
    users: { low: 5e6, high: 200e6, unit: '', reference: 50e6 },
    messages: { low: 20, high: 60, unit: '', whole: true, reference: 40 },
    bytes: { low: 100, high: 300, unit: 'B', reference: 100 },
    online: { low: 10, high: 30, unit: '%', reference: 20 },
    media: { low: 3, high: 10, unit: '%', reference: 5 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  users: $users
  messages: $messages
requirements:
  functional:
    send: { when: somebody sends a message, then: the others get it, flow: send }
  quality:
    available: { flow: send, availability: 99.9%, window: 30 d }
flows:
  send: { actor: user, kind: write, rate: = users * messages / 1 d, peak: 3, request: $bytes, idempotency: key }
  stay: { actor: user, kind: read, concurrent: = users * $online, every: 30 s, peak: 1, request: 50 B, response: 50 B }
data:
  texts: { in: messages, item: $bytes, addedBy: send, keep: 1 year }
  photos: { in: media, item: 100 kB, addedBy: { send: $media }, keep: 90 d }
derived:
  mediaPerDay: = data.photos.growth * 1 d
`,
  design: ['stay: gateway[n]', 'send: gateway -> chat -> (messages[n](primary+2), media)', 'send: chat ~> outbox[n] -> delivery'],
  kinds: { chat: 'service', messages: 'database', media: 'objectStore', outbox: 'queue', delivery: 'worker' },
  facts: [
    {
      id: 'users',
      about: 'numbers',
      words: ['users', 'dau', 'how many people', 'scale'],
      answer: '$users people a day, $messages messages each.',
      matters: 'every rate follows from it',
    },
    asked('size', 'A message takes $bytes; $media of them have a photo of 100 kB.', 'photos are nearly all of the bytes', [
      'photo',
      'media',
      'image',
    ]),
    {
      id: 'online',
      about: 'numbers',
      words: ['online', 'concurrent', 'connect', 'same time'],
      answer: 'At most $online of them are there at a time.',
      matters: 'open connections size the gateways',
    },
    {
      id: 'order',
      about: 'quality',
      words: ['order', 'sequence', 'lost', 'twice', 'loss'],
      answer: 'None is lost, and each conversation is in order.',
      matters: 'it asks for a sequence by conversation',
    },
    {
      id: 'groups',
      about: 'functional',
      words: ['group', 'members', 'channel'],
      answer: 'Groups of up to 500.',
      matters: 'one message becomes many',
    },
    {
      id: 'receipts',
      about: 'functional',
      words: ['receipt', 'read', 'presence', 'typing', 'seen'],
      answer: 'Receipts and presence are wanted.',
      matters: 'they are more traffic than messages',
    },
    {
      id: 'offline',
      about: 'functional',
      words: ['offline', 'device', 'sync', 'push', 'history'],
      answer: 'Who is offline gets everything later, on each device.',
      matters: 'it decides on the store and on push',
    },
  ],
  estimates: [
    {
      id: 'send-rate',
      question: 'How many messages a second, on average?',
      fact: checkedId('flows.send.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'messages', name: 'messages of a user' }],
      how: 'people x messages / 86,400 s',
      decides: 'how messages are stored',
    },
    {
      id: 'connections',
      question: 'How many connections are open at a time?',
      fact: checkedId('flows.stay.concurrency.mean'),
      measures: 'count',
      factors: [{ kind: 'share', of: 'online' }],
      how: 'people x share online',
      decides: 'how many gateways',
    },
    {
      id: 'media',
      question: 'How many bytes of photos come in a day?',
      fact: checkedId('derived.mediaPerDay'),
      measures: 'data',
      factors: [{ kind: 'share', of: 'media' }],
      how: 'messages a day x share x 100 kB',
      decides: 'that photos go to an object store',
    },
    {
      id: 'texts',
      question: 'How many bytes do the texts of a year take, one copy?',
      fact: checkedId('data.texts.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'messages a day x bytes x 365',
      decides: 'whether they are split by conversation',
    },
  ],
  entities: [
    { name: 'conversation with its members', words: ['conversation', 'group', 'member', 'room', 'channel'] },
    { name: 'message (conversation, sequence)', words: ['message', 'sequence'] },
    { name: 'device', words: ['device', 'session', 'connection'] },
  ],
  operations: [
    { name: 'send a message', kind: 'write', resource: 'messages', endpoint: 'POST /conversations/{id}/messages -> 201 (client-id)' },
    {
      name: 'get what was missed',
      kind: 'read',
      resource: 'messages',
      also: ['sync', 'history'],
      isList: true,
      endpoint: 'GET /conversations/{id}/messages?after={sequence} -> 200',
    },
  ],
  blocks: [
    {
      name: 'gateways that hold connections',
      kinds: ['gateway', 'loadBalancer'],
      why: 'connections and their memory, not messages, size them',
    },
    { name: 'a store by conversation', kinds: ['database', 'stream'], why: 'a conversation is read in order' },
    { name: 'a queue before delivery', kinds: ['queue', 'stream'], why: 'senders do not wait for receivers' },
    { name: 'an object store', kinds: ['objectStore'], why: 'photos are a thousand times as large as texts' },
  ],
  deepDives: [
    {
      question: 'A gateway with a hundred thousand connections dies. What happens?',
      points: [
        { name: 'all of them come back at once', words: ['reconnect', 'storm', 'thundering', 'at once'] },
        { name: 'clients wait a random time', words: ['jitter', 'random', 'backoff'] },
        { name: 'what was missed is asked for', words: ['sync', 'sequence', 'missed', 'since', 'after'] },
      ],
      model:
        'Clients come back after random pauses, the other gateways limit how fast they accept, and each client asks for what came after its last sequence.',
    },
  ],
  mistakes: [
    'sizing gateways by messages',
    'one delivery for a message to a group',
    'forgetting receipts and presence',
    'no plan for when everybody reconnects',
  ],
  twist: {
    text: "New Year's Eve: eight times the messages, and nobody forgives a lost one.",
    set: { 'flows.send.rate': 'x8' },
    estimate: {
      id: 'twist',
      question: 'How many messages a second now, on average?',
      fact: checkedId('flows.send.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'ratio', of: 'messages', name: 'messages of a user' }],
      how: 'the old mean x 8',
      decides: 'what may be late',
    },
    points: [
      { name: 'stored at once, delivered later', words: ['queue', 'later', 'late ', 'backlog', 'async', 'outbox'] },
      { name: 'receipts and presence are dropped first', words: ['receipt', 'presence', 'typing', 'drop', 'degrade', 'shed'] },
    ],
    model: 'Messages are stored and acknowledged, deliveries wait in the queue, and receipts and presence are what is given up first.',
  },
  source: 'parameters of karanpratapsingh/system-design (50M people, 40 messages of 100 B, 5% with 100 kB); share online: own',
};

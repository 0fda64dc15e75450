import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const sharedDocuments: Problem = {
  id: 'shared-documents',
  title: 'Collaborative editing',
  topics: ['real-time', 'fan-out', 'writes'],
  difficulty: 3,
  purpose: 'Let several people write in one document at the same time, and lose no keystroke.',
  purposeWords: ['document', 'edit', 'together', 'collaborat', 'write'],
  parameters: {
    people: { low: 1e6, high: 50e6, unit: '', reference: 10e6 },
    minutes: { low: 10, high: 60, unit: 'min', whole: true, reference: 30 },
    bytes: { low: 50, high: 200, unit: 'B', reference: 100 },
    online: { low: 5, high: 20, unit: '%', reference: 10 },
    editors: { low: 2, high: 5, unit: '', whole: true, reference: 3 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  people: $people
  editors: $editors
requirements:
  functional:
    edit: { when: somebody types, then: the others see it, flow: edit }
    open: { when: somebody opens a document, then: they see its present state, flow: open }
  quality:
    available: { flow: edit, availability: 99.9%, window: 30 d }
flows:
  edit: { actor: editor, kind: write, rate: = people * $minutes * 20% * 2 per second / 1 d, peak: 2, request: $bytes, idempotency: key }
  open: { actor: reader, kind: read, rate: = people * 10 / 1 d, peak: 3, request: 300 B, response: 100 kB }
  stay: { actor: editor, kind: read, concurrent: = people * $online, every: 30 s, peak: 1, request: 50 B, response: 50 B }
data:
  operations: { in: log, item: $bytes, addedBy: edit, readBy: open, keep: 7 d }
  snapshots: { in: snapshots, item: 50 kB, items: = people * 20, readBy: open }
derived:
  sent: = flows.edit.rate.mean * (editors - 1)
  logPerDay: = data.operations.growth * 1 d
`,
  design: [
    'stay: gateway[n]',
    'edit: gateway -> sequencer[n] -> log[n](primary+2)',
    'edit: sequencer ~> edits[n] -> snapshotter -> snapshots',
    'open: gateway -> sequencer -> (snapshots, log)',
  ],
  kinds: { sequencer: 'service', log: 'database', edits: 'queue', snapshotter: 'worker', snapshots: 'objectStore' },
  facts: [
    asked('volume', '$people people a day, each with a document open for $minutes.', 'rates follow from it', ['users', 'dau', 'people']),
    {
      id: 'typing',
      about: 'numbers',
      words: ['type', 'typing', 'keystroke', 'operations', 'edits', 'changes'],
      answer: 'They type a fifth of that time, two operations a second, $bytes each.',
      matters: 'keystrokes, not documents, size it',
    },
    {
      id: 'editors',
      about: 'numbers',
      words: ['editors', 'how many at', 'same document', 'same time', 'collaborators', 'participants'],
      answer: '$editors people are in a document at a time, on average.',
      matters: 'one operation goes to all the others',
    },
    {
      id: 'online',
      about: 'numbers',
      words: ['online', 'connect', 'concurrent', 'socket'],
      answer: 'At most $online of them are connected at a time.',
      matters: 'connections size the gateways',
    },
    asked('latency', 'One sees what one types at once, and the others within 300 ms.', 'the client cannot wait for the server'),
    {
      id: 'offline',
      about: 'functional',
      words: ['offline', 'train', 'reconnect', 'conflict', 'merge'],
      answer: 'Somebody may write offline for an hour, and nothing of it may be lost.',
      matters: 'the last writer must not win',
    },
    asked(
      'keep',
      'Versions can be gone back to for 30 days; every operation is needed for a week.',
      'a log without snapshots grows for ever',
      ['history', 'version', 'undo'],
    ),
  ],
  estimates: [
    {
      id: 'operations',
      question: 'How many operations come in a second, on average?',
      fact: checkedId('flows.edit.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 0.2, name: 'a fifth of the time' }],
      how: 'people x seconds x 20% x 2 / 86,400 s',
      decides: 'how many sequencers share the documents',
    },
    {
      id: 'sent',
      question: 'How many are sent to the others in a second, on average?',
      fact: checkedId('derived.sent'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 0.2, name: 'a fifth of the time' }],
      how: 'operations a second x (people in a document - 1)',
      decides: 'what gateways send',
    },
    {
      id: 'log',
      question: 'How many bytes of operations come in a day, one copy?',
      fact: checkedId('derived.logPerDay'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'operations a second x 86,400 x bytes',
      decides: 'how often documents are written whole',
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
  ],
  entities: [
    { name: 'document with its members', words: ['document', 'doc', 'file'] },
    { name: 'operation (document, revision)', words: ['operation', 'op', 'revision', 'change', 'edit'] },
    { name: 'snapshot', words: ['snapshot', 'version', 'checkpoint'] },
  ],
  operations: [
    {
      name: 'send operations',
      kind: 'write',
      resource: 'operations',
      also: ['documents', 'docs', 'ops', 'edits'],
      endpoint: 'WS /documents/{id}/operations (client id and revision)',
    },
    { name: 'open a document', kind: 'read', resource: 'documents', also: ['docs', 'snapshots'], endpoint: 'GET /documents/{id} -> 200' },
  ],
  blocks: [
    { name: 'gateways that hold connections', kinds: ['gateway', 'loadBalancer'], why: 'others see a keystroke without asking for it' },
    {
      name: 'one place that orders the operations of a document',
      kinds: ['service'],
      instead: 'CRDTs, which need no order',
      why: 'all have to end up with the same text',
    },
    { name: 'a log of operations', kinds: ['database', 'stream'], why: 'what was acknowledged may not be lost' },
    {
      name: 'snapshots',
      kinds: ['objectStore', 'worker', 'fileStore'],
      instead: 'rows, while documents are small',
      why: 'nobody replays a year to open a document',
    },
  ],
  deepDives: [
    {
      question: 'Two people insert at the same place at once. How do both end up with the same text?',
      points: [
        { name: 'operations are transformed, or commute', words: ['transform', 'ot', 'crdt', 'commut', 'operational'] },
        { name: 'a server that orders, or identifiers that do', words: ['order', 'sequenc', 'revision', 'identifier', 'position', 'tie'] },
        {
          name: 'one sees one’s own at once, and it is rebased',
          words: ['local', 'optimistic', 'rebase', 'pending', 'at once', 'immediately'],
        },
      ],
      model:
        'With OT the server numbers operations and each client transforms what it has pending; with a CRDT each character has an identifier, and order does not matter. One costs a server for each document, the other bytes.',
    },
    {
      question: 'The machine that orders a document dies. What happens?',
      points: [
        {
          name: 'another one takes the document over, one alone',
          words: ['lease', 'lock', 'fence', 'leader', 'takes over', 'failover', 'epoch'],
        },
        { name: 'it reads snapshot and log', words: ['snapshot', 'log', 'replay', 'recover'] },
        { name: 'clients send what was not acknowledged', words: ['resend', 'acknowledg', 'ack', 'unacked', 'pending', 'client id'] },
      ],
      model:
        'The lease on the document ends, another machine takes it with a higher epoch, reads snapshot and log, and clients send again what was not acknowledged; repeats are known by client and number.',
    },
  ],
  mistakes: [
    'every operation kept for ever, without snapshots',
    'a load balancer that spreads one document over machines',
    'the last writer wins',
    'sizing by documents instead of keystrokes',
  ],
  twist: {
    text: 'Schools come: a class of 30 is in each document.',
    set: { 'assumptions.editors': '30' },
    estimate: {
      id: 'twist',
      question: 'How many operations are sent to the others in a second now, on average?',
      fact: checkedId('derived.sent'),
      measures: 'rate',
      factors: [{ kind: 'share', of: 0.2, name: 'a fifth of the time' }],
      how: 'operations a second x 29',
      decides: 'whether each keystroke is still a message',
    },
    points: [
      { name: 'several operations in a message', words: ['batch', 'bundle', 'several', 'combine', '100 ms', 'throttle', 'debounce'] },
      { name: 'who only reads gets less', words: ['read only', 'readers', 'viewer', 'snapshot', 'slower', 'degrade', 'presence'] },
    ],
    model:
      'Operations of a tenth of a second go in one message, cursors of the others are thinned out, and those who only read get the text now and then.',
  },
  source: 'own parameters (10M people, 30 minutes, 2 operations a second in a fifth of the time, 100 B)',
};

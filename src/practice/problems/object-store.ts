import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const objectStore: Problem = {
  id: 'object-store',
  title: 'Object storage',
  topics: ['infrastructure', 'storage'],
  difficulty: 3,
  purpose: 'Keep objects of any size under a name, and never lose one.',
  purposeWords: ['object', 'store', 'file', 'blob', 'lose'],
  parameters: {
    capacity: { low: 10, high: 500, unit: ' PB', reference: 100 },
    object: { low: 0.2, high: 8, unit: ' MB', reference: 1 },
    disk: { low: 8, high: 24, unit: ' TB', whole: true, reference: 16 },
    gets: { low: 5e3, high: 100e3, unit: 'per second', reference: 20e3 },
  },
  spec: `
tier: standard
horizon: 1 year
requirements:
  functional:
    put: { when: a client stores an object, then: it is kept, flow: put }
    get: { when: a client asks for a name, then: it gets the bytes, flow: get }
  quality:
    available: { flow: get, availability: 99.9%, window: 30 d }
flows:
  put: { actor: writer, kind: write, rate: = $gets / 10, peak: 2, request: $object, idempotency: natural }
  get: { actor: reader, kind: read, rate: $gets, peak: 2, request: 300 B, response: $object }
data:
  objects: { in: disks, item: $object, items: = $capacity / $object, readBy: get, growth: 0% }
  names: { in: names, item: 1 kB, items: = $capacity / $object, readBy: get, growth: 0% }
derived:
  onDisks: = data.objects.size.logical * 12 / 8
  disks: = derived.onDisks / $disk
  failuresPerDay: = derived.disks * 1.5% / 365
`,
  design: ['put: front -> (disks[n](primary+1), names[n](primary+2))', 'get: front -> names', 'get: front -> disks'],
  kinds: { front: 'service', disks: 'fileStore', names: 'database' },
  facts: [
    asked('volume', '$gets reads, a tenth as many writes.', 'rates are small beside the bytes', ['requests', 'reads', 'writes']),
    asked('size', '$capacity in objects of $object on average; a few have terabytes.', 'the number of objects decides on the metadata', [
      'capacity',
      'objects',
      'data',
    ]),
    {
      id: 'disk',
      about: 'numbers',
      words: ['disk', 'hardware', 'node', 'machine', 'fail'],
      answer: 'Disks of $disk, of which 1.5% fail a year.',
      matters: 'at this size something is always broken',
    },
    asked('loss', 'Eleven nines of durability a year.', 'it decides how fragments are spread, and how soon they are mended'),
    {
      id: 'coding',
      about: 'constraints',
      words: ['erasure', 'copies', 'replica', 'overhead', 'cost', 'cheap', 'money'],
      answer: 'It has to be cheap: objects are coded as 8 fragments and 4 of parity.',
      matters: 'three copies cost twice as much',
    },
    asked('freshness', 'Who has written an object reads it at once.', 'metadata must not lag behind', ['read after write', 'list']),
    {
      id: 'list',
      about: 'functional',
      words: ['list', 'prefix', 'bucket', 'folder', 'rename', 'version'],
      answer: 'Names are listed by prefix; objects do not change, they are replaced.',
      matters: 'names are kept in order',
    },
  ],
  estimates: [
    {
      id: 'objects',
      question: 'How many objects are there?',
      fact: checkedId('data.objects.items'),
      measures: 'count',
      how: 'bytes / bytes of an object',
      decides: 'that metadata is a distributed store of its own',
    },
    {
      id: 'metadata',
      question: 'How many bytes of metadata, at 1 kB an object, one copy?',
      fact: checkedId('data.names.size.logical'),
      measures: 'data',
      how: 'objects x 1 kB',
      decides: 'over how many nodes names are split',
    },
    {
      id: 'physical',
      question: 'How many bytes are on disks with 8 + 4 fragments?',
      fact: checkedId('derived.onDisks'),
      measures: 'data',
      factors: [{ kind: 'overhead', of: 1.5 }],
      how: 'bytes x 12 / 8',
      decides: 'half of what three copies take',
    },
    {
      id: 'disks',
      question: 'How many disks is that, filled to the brim?',
      fact: checkedId('derived.disks'),
      measures: 'count',
      factors: [{ kind: 'overhead', of: 1.5 }],
      how: 'bytes on disks / bytes of a disk',
      decides: 'how many racks, and how far fragments lie apart',
    },
    {
      id: 'failures',
      question: 'How many disks fail a day?',
      fact: checkedId('derived.failuresPerDay'),
      measures: 'count',
      how: 'disks x 1.5% / 365',
      decides: 'that repair never stops',
    },
  ],
  entities: [
    { name: 'bucket', words: ['bucket', 'container', 'account'] },
    { name: 'object (bucket, name, version, where its fragments are)', words: ['object', 'name', 'key', 'blob'] },
    { name: 'fragment on a disk', words: ['fragment', 'chunk', 'shard', 'part', 'block'] },
  ],
  operations: [
    {
      name: 'store an object',
      kind: 'write',
      resource: 'objects',
      also: ['bucket', 'buckets', 'key', 'name', 'object'],
      endpoint: 'PUT /buckets/{bucket}/objects/{name} -> 201',
    },
    {
      name: 'read or list objects',
      kind: 'read',
      resource: 'objects',
      also: ['bucket', 'buckets', 'key', 'name', 'object'],
      isList: true,
      endpoint: 'GET /buckets/{bucket}/objects?prefix=...&after={name} -> 200',
    },
  ],
  blocks: [
    { name: 'nodes that keep bytes', kinds: ['fileStore', 'objectStore'], why: 'bytes and names grow and fail differently' },
    { name: 'a store of names', kinds: ['database'], why: 'a name is found, and listed in order, without touching bytes' },
    {
      name: 'a stateless front',
      kinds: ['service', 'gateway', 'loadBalancer'],
      why: 'it cuts and codes objects, and scales with the network',
    },
  ],
  deepDives: [
    {
      question: 'A disk fails. What happens until nothing is in danger any more?',
      points: [
        { name: 'fragments are rebuilt from the others', words: ['rebuild', 'repair', 'reconstruct', 'parity', 'recover'] },
        { name: 'on many disks at once', words: ['parallel', 'many disks', 'spread', 'all disks', 'declustered'] },
        { name: 'how long it takes decides on durability', words: ['how long', 'hours', 'time', 'mttr', 'window', 'bandwidth'] },
      ],
      model:
        'Each lost fragment is computed from eight others and written elsewhere; since fragments of a disk are spread over thousands, all of them help, and it takes hours rather than days.',
    },
    {
      question: 'Millions of objects of 10 kB come in. What goes wrong, and what do you do?',
      points: [
        { name: 'a fragment would be smaller than a sector, a file each', words: ['small', 'inode', 'seek', 'overhead', 'iops'] },
        {
          name: 'many are packed into one large file',
          words: ['pack', 'log', 'append', 'aggregate', 'container', 'volume', 'batch', 'combine'],
        },
        { name: 'and compacted when they go', words: ['compact', 'garbage', 'gc', 'vacuum'] },
      ],
      model:
        'Small objects are appended to large files, which are coded as a whole; the name keeps file and offset, and files that are half dead are compacted.',
    },
  ],
  mistakes: [
    'forgetting the metadata',
    'durability taken for availability',
    'multiplying chances of disks as if a rack could not fail',
    'names split by hash, which cannot be listed in order',
  ],
  twist: {
    text: 'Customers move to small files: the same bytes, in objects a tenth as large.',
    set: { 'data.names.items': 'x10', 'data.objects.items': 'x10', 'data.objects.item': 'x0.1' },
    estimate: {
      id: 'twist',
      question: 'How many bytes of metadata now, at 1 kB an object, one copy?',
      fact: checkedId('data.names.size.logical'),
      measures: 'data',
      how: 'the old metadata x 10',
      decides: 'whether small objects share an entry',
    },
    points: [
      { name: 'small ones are packed', words: ['pack', 'aggregate', 'combine', 'container', 'append', 'batch'] },
      { name: 'a price for each request or a least size', words: ['price', 'charge', 'minimum', 'least', 'bill', 'fee', 'request'] },
      { name: 'names split further', words: ['shard', 'split', 'partition', 'range'] },
    ],
    model:
      'Small objects are packed, ranges of names split by themselves, and the price counts requests and a least size, so that it is not the bytes alone that pay.',
  },
  source: 'own parameters; 1.5% of disks a year as published by operators of many (catalog afr)',
};

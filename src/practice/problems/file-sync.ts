import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const fileSync: Problem = {
  id: 'file-sync',
  title: 'File sync',
  topics: ['storage', 'media'],
  difficulty: 3,
  purpose: 'Keep the files of a person the same on all of their devices, and never lose one.',
  purposeWords: ['file', 'sync', 'device', 'folder'],
  parameters: {
    users: { low: 20e6, high: 800e6, unit: '', reference: 500e6 },
    perUser: { low: 1, high: 10, unit: ' GB', reference: 1 },
    block: { low: 2, high: 8, unit: ' MB', whole: true, reference: 4 },
    changes: { low: 1, high: 5, unit: '', whole: true, reference: 2 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  users: $users
  active: = users * 20%
requirements:
  functional:
    commit: { when: a file changes on one device, then: the others get it within seconds, flow: commit }
    delta: { when: a device comes back, then: it learns what changed, flow: delta }
  quality:
    available: { flow: delta, availability: 99.9%, window: 30 d }
flows:
  commit: { actor: device, kind: write, rate: = active * $changes / 1 d, peak: 3, request: $block, idempotency: key, chunked: true }
  delta: { actor: device, kind: read, rate: = active * 20 / 1 d, peak: 3, request: 300 B, response: 2 kB }
data:
  blocks: { in: blocks, item: $block, items: = users * $perUser / $block }
  index: { in: metadata, item: 100 B, items: = users * $perUser / $block, readBy: delta }
derived:
  erasureCoded: = data.blocks.size.logical * 1.5
`,
  design: ['commit: api -> (blocks, metadata[n](primary+2))', 'commit: api ~> changes[n] -> notifier', 'delta: api -> metadata'],
  kinds: { blocks: 'objectStore', metadata: 'database', changes: 'queue', notifier: 'worker' },
  agrees: { index: 'two sides of a partition would each commit a version, and one of them is lost' },
  facts: [
    asked(
      'volume',
      '$users people are signed up; a fifth is there on a day, with $changes changed blocks each.',
      'bytes follow from all, rates from those who are there',
      ['users', 'dau', 'people'],
    ),
    asked('size', 'Each keeps $perUser, cut into blocks of $block.', 'the number of blocks decides on the index', [
      'storage',
      'block',
      'chunk',
    ]),
    asked('loss', 'No file may be lost: eleven nines a year.', 'it decides how copies are kept'),
    {
      id: 'conflict',
      about: 'functional',
      words: ['conflict', 'same file', 'concurrent', 'offline', 'merge'],
      answer: 'Two may change a file offline; neither version may be lost.',
      matters: 'the last writer must not win silently',
    },
    {
      id: 'versions',
      about: 'functional',
      words: ['version', 'history', 'undo', 'restore', 'trash', 'deleted'],
      answer: 'Old versions are kept for 30 days.',
      matters: 'blocks may not go when the file does',
    },
    {
      id: 'share',
      about: 'functional',
      words: ['share', 'sharing', 'permission', 'folder', 'team'],
      answer: 'Folders can be shared with others.',
      matters: 'one change goes to the devices of many',
    },
    asked('freshness', 'Another device that is online learns of a change within seconds.', 'polling once a minute is ruled out', [
      'notify',
      'push',
    ]),
  ],
  estimates: [
    {
      id: 'data',
      question: 'How many bytes do all files take, one copy?',
      fact: checkedId('data.blocks.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'perUser', name: 'GB of a user' }],
      how: 'people x bytes of each',
      decides: 'that nothing but an object store holds them',
    },
    {
      id: 'blocks',
      question: 'How many blocks is that?',
      fact: checkedId('data.blocks.items'),
      measures: 'count',
      how: 'bytes / bytes of a block',
      decides: 'how large the index is',
    },
    {
      id: 'index',
      question: 'How many bytes does an index of them take, at 100 B each, one copy?',
      fact: checkedId('data.index.size.logical'),
      measures: 'data',
      how: 'blocks x 100 B',
      decides: 'that metadata is split over many nodes',
    },
    {
      id: 'erasure',
      question: 'How many bytes are on disks if the blocks are erasure coded at 1.5 times their size?',
      fact: checkedId('derived.erasureCoded'),
      measures: 'data',
      factors: [{ kind: 'overhead', of: 1.5 }],
      how: 'bytes x 1.5',
      decides: 'half of what three copies cost',
    },
    {
      id: 'commits',
      question: 'How many blocks change a second, on average?',
      fact: checkedId('flows.commit.rate.mean'),
      measures: 'rate',
      factors: [
        { kind: 'share', of: 0.2, name: 'a fifth' },
        { kind: 'ratio', of: 'changes', name: 'changes of a user' },
      ],
      how: 'people x 20% x changes / 86,400 s',
      decides: 'what metadata takes in writes',
    },
  ],
  entities: [
    { name: 'file (path, version, blocks)', words: ['file', 'path', 'version'] },
    { name: 'block by the hash of its content', words: ['block', 'chunk', 'hash'] },
    { name: 'device with its cursor', words: ['device', 'cursor', 'client'] },
  ],
  operations: [
    { name: 'store a block', kind: 'write', resource: 'blocks', also: ['chunks'], endpoint: 'PUT /blocks/{hash} -> 201' },
    {
      name: 'commit a version',
      kind: 'write',
      resource: 'commits',
      also: ['versions', 'files'],
      endpoint: 'POST /files/{id}/versions -> 201 (Idempotency-Key)',
    },
    {
      name: 'ask what changed',
      kind: 'read',
      resource: 'changes',
      also: ['delta', 'sync'],
      isList: true,
      endpoint: 'GET /changes?after={cursor} -> 200',
    },
  ],
  blocks: [
    { name: 'an object store of blocks', kinds: ['objectStore', 'fileStore'], why: 'blocks never change, and are read whole' },
    { name: 'a store of metadata', kinds: ['database'], why: 'a version is committed in one transaction, or not at all' },
    {
      name: 'word to the other devices',
      kinds: ['queue', 'stream', 'gateway'],
      instead: 'long polling',
      why: 'devices should not ask every second',
    },
  ],
  deepDives: [
    {
      question: 'A byte changes in the middle of a file of 1 GB. What is sent?',
      points: [
        { name: 'the blocks that changed alone', words: ['changed', 'only', 'delta', 'one block', 'diff'] },
        { name: 'known by the hash of their content', words: ['hash', 'checksum', 'sha', 'fingerprint', 'dedup'] },
        {
          name: 'an insertion moves what follows: boundaries by content',
          words: ['rolling', 'content-defined', 'content defined', 'boundar', 'rabin', 'shift'],
        },
      ],
      model:
        'The client cuts the file at boundaries that its content defines, hashes the blocks, and sends the ones that the server does not have; then it commits the new list.',
    },
  ],
  mistakes: [
    'forgetting the index: it takes terabytes by itself',
    'three copies of cold data, where erasure coding takes half',
    'the last writer wins, and a version is lost',
    'bytes and metadata in one store',
  ],
  twist: {
    text: 'Photographers come: everybody keeps ten times as many bytes, in blocks of the same size.',
    set: { 'data.index.items': 'x10', 'data.blocks.items': 'x10' },
    estimate: {
      id: 'twist',
      question: 'How many bytes does the index take now, at 100 B a block?',
      fact: checkedId('data.index.size.logical'),
      measures: 'data',
      how: 'the old index x 10',
      decides: 'whether blocks get larger',
    },
    points: [
      { name: 'larger blocks, or one entry for many', words: ['larger block', 'bigger block', 'block size', 'extent', 'pack', 'group'] },
      { name: 'cold data to cheaper disks', words: ['cold', 'tier', 'archive', 'cheap', 'erasure'] },
    ],
    model: 'Photos do not change: larger blocks make the index small again, and what is not opened goes to a cold tier.',
  },
  source:
    'Dropbox 2016: 500M people, 500 PB, blocks of 4 MB; 1.5 times: own; share of a fifth and changes: A. Xu, Google Drive (10M of 50M, 2 a day)',
};

import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const pastebin: Problem = {
  id: 'pastebin',
  title: 'Pastebin',
  topics: ['storage', 'reads'],
  difficulty: 1,
  purpose: 'Keep a text that somebody pastes, and show it to whoever has its link.',
  purposeWords: ['paste', 'text', 'share', 'link'],
  parameters: {
    pastes: { low: 2e6, high: 50e6, unit: 'per month', reference: 10e6 },
    reads: { low: 50e6, high: 500e6, unit: 'per month', reference: 100e6 },
    bytes: { low: 1, high: 8, unit: ' kB', reference: 1.27 },
    years: { low: 2, high: 8, unit: 'years', whole: true, reference: 3 },
  },
  spec: `
tier: standard
horizon: $years
requirements:
  functional:
    paste: { when: somebody pastes a text, then: they get a link, flow: paste }
    read: { when: somebody opens a link, then: they see the text, flow: read }
  quality:
    available: { flow: read, availability: 99.9%, window: 30 d }
    fast: { flow: read, p99: 300 ms }
flows:
  paste: { actor: user, kind: write, rate: $pastes, peak: 3 }
  read: { actor: visitor, kind: read, rate: $reads, peak: 3, request: 300 B, response: $bytes }
data:
  pastes: { in: bodies, item: $bytes, addedBy: paste, readBy: read, keep: $years }
`,
  design: ['paste: api -> (bodies, db(primary+2))', 'read: api -> cache[n] ?> bodies'],
  kinds: { bodies: 'objectStore' },
  facts: [
    asked('volume', '$pastes pastes.', 'rates and bytes follow from it', ['writes', 'users']),
    {
      id: 'reads',
      about: 'numbers',
      words: ['reads', 'views', 'ratio', 'opened'],
      answer: '$reads reads.',
      matters: 'it decides on the cache',
    },
    asked('size', '$bytes on average, at most 10 MB.', 'the largest, not the mean, decides where bodies go', ['long', 'limit']),
    asked('keep', 'Kept for $years, or as long as the author says.', 'something has to delete them'),
    asked('latency', 'A read takes at most 300 ms at p99.', 'it rules a slow object store out for hot pastes'),
    asked('availability', 'Reads at 99.9%.', 'it decides on copies'),
  ],
  estimates: [
    {
      id: 'read-rate',
      question: 'How many reads a second, on average?',
      fact: checkedId('flows.read.rate.mean'),
      measures: 'rate',
      how: 'reads a month / (30 x 86,400 s)',
      decides: 'whether one machine would do',
    },
    {
      id: 'write-peak',
      question: 'How many pastes a second at a peak of 3 times the mean?',
      fact: checkedId('flows.paste.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 3 }],
      how: 'pastes a month / 2.6M s x 3',
      decides: 'whether anything has to be sharded (no)',
    },
    {
      id: 'storage',
      question: 'How many bytes are kept when the retention is full, one copy?',
      fact: checkedId('data.pastes.size.logical'),
      measures: 'data',
      factors: [{ kind: 'years', of: 'years' }],
      how: 'pastes a month / 30 x 365 x years x bytes',
      decides: 'whether bodies belong into the database',
    },
  ],
  entities: [
    { name: 'paste (id, where its body is, expires)', words: ['paste', 'body', 'text'] },
    { name: 'the id as the key', words: ['key', 'id', 'code', 'hash', 'slug'] },
  ],
  operations: [
    { name: 'paste a text', kind: 'write', resource: 'pastes', endpoint: 'POST /pastes -> 201' },
    { name: 'read a paste', kind: 'read', resource: 'pastes', endpoint: 'GET /pastes/{id} -> 200' },
  ],
  blocks: [
    {
      name: 'an object store for bodies',
      kinds: ['objectStore'],
      instead: 'rows, while they are small',
      why: 'bodies are read whole, and may be large',
    },
    {
      name: 'a store of metadata',
      kinds: ['database'],
      instead: 'a key-value store',
      why: 'owner and expiry are asked for without the body',
    },
    { name: 'a cache or a CDN', kinds: ['cache', 'cdn'], why: 'fresh pastes are read most' },
  ],
  deepDives: [
    {
      question: 'How do pastes go when they expire?',
      points: [
        { name: 'refused when read (lazily)', words: ['lazy', 'on read', 'when read', 'check'] },
        { name: 'swept in the background', words: ['sweep', 'batch', 'cron', 'background', 'ttl', 'lifecycle'] },
      ],
      model: 'A read refuses what has expired at once; a sweeper, or the lifecycle of the object store, frees the room later.',
    },
  ],
  mistakes: [
    'a sharded cluster for a few writes a second',
    'no limit to the size of a paste',
    'bodies in the rows that lists are made from',
  ],
  twist: {
    text: 'Pastes may now hold images: on average they are ten times as large.',
    set: { 'data.pastes.item': 'x10' },
    estimate: {
      id: 'twist',
      question: 'How many bytes are kept now?',
      fact: checkedId('data.pastes.size.logical'),
      measures: 'data',
      factors: [{ kind: 'years', of: 'years' }],
      how: 'the old size x 10',
      decides: 'whether bodies may stay where they are',
    },
    points: [
      { name: 'uploads go past the service', words: ['presigned', 'signed url', 'direct', 'multipart', 'chunk'] },
      { name: 'a CDN carries the bytes', words: ['cdn', 'edge'] },
    ],
    model: 'Clients upload to the object store with a signed URL, a CDN serves what is read, and the service sees metadata alone.',
  },
  source: 'donnemartin/system-design-primer, Pastebin (CC BY 4.0): 10M writes and 100M reads a month, 1.27 kB, 3 years',
};

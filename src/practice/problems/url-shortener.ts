import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const urlShortener: Problem = {
  id: 'url-shortener',
  title: 'URL shortener',
  topics: ['reads', 'storage'],
  difficulty: 1,
  purpose: 'Give a long URL a short link that sends whoever opens it to the original.',
  purposeWords: ['short', 'link', 'redirect', 'url', 'original'],
  parameters: {
    newLinks: { low: 20e6, high: 500e6, unit: 'per month', reference: 100e6 },
    readsPerWrite: { low: 20, high: 200, unit: '', reference: 100 },
    record: { low: 200, high: 1000, unit: 'B', reference: 500 },
    years: { low: 3, high: 10, unit: 'years', whole: true, reference: 5 },
    peak: { low: 2, high: 5, unit: '', whole: true, reference: 3 },
  },
  spec: `
tier: standard
horizon: $years
assumptions:
  newLinks: $newLinks
  readsPerWrite: $readsPerWrite
requirements:
  functional:
    shorten: { when: a user submits a long URL, then: they get a short one, flow: shorten }
    redirect: { when: a visitor opens a short link, then: they are sent to the original, flow: redirect }
  quality:
    available: { flow: redirect, availability: 99.9%, window: 30 d }
    fast: { flow: redirect, p99: 150 ms }
flows:
  shorten: { actor: user, kind: write, rate: = newLinks, peak: $peak }
  redirect: { actor: visitor, kind: read, rate: = newLinks * readsPerWrite, peak: $peak, request: 300 B, response: $record }
data:
  links: { in: links, item: $record, addedBy: shorten, readBy: redirect, keep: $years }
derived:
  dailyReads: = flows.redirect.rate.mean * 1 d
  hotLinks: = flows.redirect.rate.mean * 1 d * 20% * data.links.item
  threeCopies: = data.links.size.logical * 3
`,
  design: ['shorten: api -> links[n](primary+2)', 'redirect: api -> cache[2] ?> links', 'redirect: api ~> clicks[n] -> counter'],
  kinds: { links: 'database', clicks: 'queue', counter: 'worker' },
  facts: [
    asked('volume', 'About $newLinks new links.', 'every rate and every byte follows from it', [
      'new links',
      'writes',
      'created',
      'dau',
      'users',
    ]),
    {
      id: 'ratio',
      about: 'numbers',
      words: ['ratio', 'read', 'clicks per', 'redirects per', 'opened'],
      answer: 'Each link is opened $readsPerWrite times on average.',
      matters: 'it makes this a read system, and decides on the cache',
    },
    asked('size', 'A record takes $record, with the long URL.', 'without it there is no storage figure', [
      'record',
      'long url',
      'how long are',
    ]),
    asked('keep', 'Links are kept for $years.', 'retention multiplies storage'),
    {
      id: 'alias',
      about: 'functional',
      words: ['alias', 'custom', 'vanity'],
      answer: 'A chosen alias is nice to have, not needed at first.',
      matters: 'aliases collide, and need a check of their own',
    },
    {
      id: 'stats',
      about: 'functional',
      words: ['analytics', 'stats', 'statistics', 'count', 'clicks'],
      answer: 'Clicks are counted; a few minutes late is fine.',
      matters: 'counted while the visitor waits, clicks make every read a write',
    },
    asked('latency', 'A redirect takes at most 150 ms at p99.', 'it rules out a slow store without a cache', ['how quick']),
    asked('availability', 'Redirects at 99.9%; creating links may be down a little longer.', 'it decides on copies and zones'),
    {
      id: 'unguessable',
      about: 'constraints',
      words: ['guess', 'security', 'private', 'abuse', 'phishing', 'enumerate'],
      answer: 'Codes must not be guessable in order, and known phishing is blocked.',
      matters: 'a plain counter gives every link away',
    },
    asked('peak', 'The peak is $peak times the mean.', 'means size nothing', ['viral']),
  ],
  estimates: [
    {
      id: 'write-rate',
      question: 'How many links are created a second, on average?',
      fact: checkedId('flows.shorten.rate.mean'),
      measures: 'rate',
      how: 'new links a month / (30 x 86,400 s)',
      decides: 'whether one database takes the writes (it does)',
    },
    {
      id: 'read-peak',
      question: 'How many redirects a second at peak?',
      fact: checkedId('flows.redirect.rate.peak'),
      measures: 'rate',
      factors: [
        { kind: 'peak', of: 'peak' },
        { kind: 'ratio', of: 'readsPerWrite' },
      ],
      how: 'writes a second x reads per write x peak',
      decides: 'how many instances, and whether a cache is needed',
    },
    {
      id: 'storage',
      question: 'How many bytes do the links take when the retention is full, with three copies?',
      fact: checkedId('derived.threeCopies'),
      measures: 'data',
      factors: [
        { kind: 'replication', of: 3 },
        { kind: 'years', of: 'years' },
        { kind: 'size', of: 'record' },
      ],
      how: 'links a year x years x bytes x 3',
      decides: 'whether it has to be sharded',
    },
    {
      id: 'cache',
      question: 'How much memory holds 20% of the reads of a day, each counted as a record of its own?',
      fact: checkedId('derived.hotLinks'),
      measures: 'data',
      factors: [
        { kind: 'share', of: 0.2, name: '20%' },
        { kind: 'size', of: 'record' },
      ],
      how: 'reads a day x 20% x bytes',
      decides: 'whether one cache node is enough',
    },
    {
      id: 'egress',
      question: 'How much goes out to visitors, on average?',
      fact: checkedId('flows.redirect.egress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'ratio', of: 'readsPerWrite' }],
      how: 'redirects a second x bytes of an answer',
      decides: 'whether the network matters (hardly)',
    },
  ],
  entities: [
    { name: 'link (code, long URL, owner, created, expires)', words: ['link', 'url', 'mapping'] },
    { name: 'click (code, time, referrer)', words: ['click', 'event', 'visit', 'analytics'] },
    { name: 'the code as the key', words: ['key', 'code', 'slug', 'hash', 'id'] },
  ],
  operations: [
    { name: 'create a link', kind: 'write', resource: 'links', also: ['urls', 'short-urls', 'shorturls'], endpoint: 'POST /links -> 201' },
    {
      name: 'follow a link',
      kind: 'read',
      resource: 'links',
      also: ['code', 'urls', 'redirect', 'r', 'shortcode', 'alias', 'id', 'short', 'key', 'hash', 'slug'],
      endpoint: 'GET /{code} -> 302',
    },
  ],
  blocks: [
    {
      name: 'a store by code',
      kinds: ['database'],
      instead: 'a key-value store or one SQL table',
      why: 'the only question is: which URL has this code',
    },
    {
      name: 'a cache before it',
      kinds: ['cache', 'cdn'],
      instead: 'a CDN that keeps redirects for a short time',
      why: 'few links get most of the reads',
    },
    {
      name: 'a queue for clicks',
      kinds: ['queue', 'stream'],
      instead: 'counting from the access logs',
      why: 'the visitor must not wait for the counter',
    },
    { name: 'stateless service', kinds: ['service', 'function', 'gateway'], why: 'instances are added without moving anything' },
  ],
  deepDives: [
    {
      question: 'How does a new link get its code, without two links getting the same?',
      points: [
        {
          name: 'unique by construction: ranges, a counter or a node id',
          words: ['range', 'counter', 'snowflake', 'allocat', 'sequence', 'ticket', 'zookeeper', 'node id'],
        },
        { name: 'base 62 and how many codes that gives', words: ['base62', 'base 62', '62^', 'base58', 'base 58', 'seven char', '7 char'] },
        {
          name: 'what happens on a collision',
          words: ['collision', 'collide', 'retry', 'unique constraint', 'conditional', 'if not exists'],
        },
        { name: 'codes that cannot be guessed', words: ['guess', 'random', 'shuffle', 'permut', 'hash', 'encrypt', 'scrambl'] },
      ],
      model:
        'Each node takes a range of numbers from an allocator, mixes the bits and writes them in base 62: 7 characters are 3.5 trillion codes, none is taken twice, and none tells the next.',
    },
    {
      question: '301 or 302, and what does it do to the counting of clicks?',
      points: [
        { name: '301 is cached by browsers', words: ['301', 'permanent', 'browser cache', 'cached'] },
        {
          name: '302 comes back every time, so that clicks can be counted',
          words: ['302', 'temporary', 'every time', 'count', 'analytics'],
        },
      ],
      model:
        'A 301 is kept by browsers, which saves load and loses clicks and the chance to change the target; with a 302 every click comes by.',
    },
  ],
  mistakes: [
    'sizing the store for all reads, without the cache in between',
    'sharding a few terabytes that one database holds',
    'counting clicks while the visitor waits',
    'truncating a hash and not handling collisions',
  ],
  twist: {
    text: 'A television show puts one link on the screen: for ten minutes all reads are ten times what you planned for.',
    set: { 'flows.redirect.rate': 'x10' },
    estimate: {
      id: 'twist',
      question: 'How many redirects a second at the new peak?',
      fact: checkedId('flows.redirect.rate.peak'),
      measures: 'rate',
      factors: [
        { kind: 'peak', of: 'peak' },
        { kind: 'ratio', of: 'readsPerWrite' },
      ],
      how: 'the old peak x 10',
      decides: 'whether what runs carries it, since new instances come too late',
    },
    points: [
      {
        name: 'one hot key: answered near the visitor or in each instance',
        words: ['hot', 'cdn', 'edge', 'local cache', 'in-process', 'in memory'],
      },
      {
        name: 'misses of one key are joined',
        words: ['coalesc', 'stampede', 'single flight', 'singleflight', 'request collapsing', 'lock'],
      },
      {
        name: 'instances that run already, or warm-up',
        words: ['warm', 'headroom', 'ahead', 'autoscal', 'pre-scale', 'prewarm', 'before'],
      },
      { name: 'what may be dropped: clicks are sampled', words: ['sampl', 'drop', 'degrade', 'shed'] },
    ],
    model:
      'It is one key: the edge or the memory of each instance answers it, misses are joined into one, and clicks are sampled; the store sees next to nothing of it.',
  },
  source: 'parameters of karanpratapsingh/system-design (100M a month, 100:1, 500 B); base 62 with 7 characters: 62^7 = 3.52e12',
};

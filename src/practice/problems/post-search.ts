import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const postSearch: Problem = {
  id: 'post-search',
  title: 'Search of posts',
  topics: ['search', 'reads', 'storage'],
  difficulty: 2,
  purpose: 'Find the posts that have some words in them, the newest or the best first.',
  purposeWords: ['search', 'find', 'post', 'word', 'query'],
  parameters: {
    posts: { low: 50e6, high: 1e9, unit: 'per day', reference: 400e6 },
    bytes: { low: 200, high: 500, unit: 'B', reference: 300 },
    searches: { low: 100e6, high: 2e9, unit: 'per day', reference: 500e6 },
    years: { low: 1, high: 5, unit: 'years', whole: true, reference: 5 },
  },
  spec: `
tier: standard
horizon: $years
requirements:
  functional:
    post: { when: somebody posts, then: it is found within a minute, flow: post }
    search: { when: somebody searches, then: they see the posts that match, flow: search }
  quality:
    available: { flow: search, availability: 99.9%, window: 30 d }
flows:
  post: { actor: author, kind: write, rate: $posts, peak: 2, request: $bytes, idempotency: key }
  search: { actor: reader, kind: read, rate: $searches, peak: 2, request: 200 B, response: 10 kB }
data:
  posts: { in: index, item: $bytes, addedBy: post, readBy: search, keep: $years }
derived:
  ingest: = flows.post.ingress.mean
  twoCopies: = data.posts.size.logical * 2 / 80%
  nodes: = derived.twoCopies / 4 TB
`,
  design: ['post: api ~> posts-log(primary+2) -> indexer -> index[n](primary+1)', 'search: api -> results[n] ?> index'],
  kinds: { 'posts-log': 'stream', indexer: 'worker', index: 'search', results: 'cache' },
  facts: [
    asked('volume', '$posts posts.', 'the index grows with them', ['posts', 'tweets', 'documents', 'writes']),
    {
      id: 'searches',
      about: 'numbers',
      words: ['searches', 'queries', 'reads', 'users', 'dau'],
      answer: '$searches searches.',
      matters: 'every search may ask every shard',
    },
    asked('size', 'A post takes $bytes in the index, text and words.', 'it decides on shards', ['index']),
    asked('keep', 'Posts of $years can be searched.', 'retention multiplies the index', ['old', 'years', 'how far']),
    asked('freshness', 'A new post is found within a minute.', 'it rules an index that is built at night out', ['new', 'index']),
    asked('latency', 'Half a second at most, for nearly all.', 'the slowest shard decides', ['second']),
    {
      id: 'rank',
      about: 'functional',
      words: ['rank', 'sort', 'order', 'relevan', 'newest', 'filter', 'language', 'personal'],
      answer: 'The newest first, or the most liked of the last days; no personal ranking.',
      matters: 'results can be shared, and the newest shards answer most',
    },
  ],
  estimates: [
    {
      id: 'ingest',
      question: 'How many bytes a second of posts come in, on average?',
      fact: checkedId('derived.ingest'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'posts a day x bytes / 86,400 s',
      decides: 'that taking them in is easy',
    },
    {
      id: 'search-rate',
      question: 'How many searches a second at a peak of twice the mean?',
      fact: checkedId('flows.search.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 2 }],
      how: 'searches a day / 86,400 s x 2',
      decides: 'how many copies of each shard',
    },
    {
      id: 'index',
      question: 'How many bytes has the index when the retention is full, one copy?',
      fact: checkedId('data.posts.size.logical'),
      measures: 'data',
      factors: [
        { kind: 'years', of: 'years' },
        { kind: 'size', of: 'bytes' },
      ],
      how: 'posts a day x 365 x years x bytes',
      decides: 'how many shards',
    },
    {
      id: 'nodes',
      question: 'How many nodes with disks of 4 TB hold two copies of it, 80% full?',
      fact: checkedId('derived.nodes'),
      measures: 'count',
      factors: [
        { kind: 'replication', of: 2 },
        { kind: 'overhead', of: 1.25, name: 'the 20% that stay free' },
        { kind: 'years', of: 'years' },
      ],
      how: 'bytes x 2 / 80% / 4 TB',
      decides: 'how many nodes a search asks, unless shards go by time',
    },
  ],
  entities: [
    { name: 'post (id by time, author, text)', words: ['post', 'tweet', 'document'] },
    { name: 'word with the posts that have it', words: ['word', 'term', 'posting', 'inverted', 'index', 'token'] },
  ],
  operations: [
    {
      name: 'search',
      kind: 'read',
      resource: 'posts',
      also: ['search', 'tweets', 'results'],
      isList: true,
      endpoint: 'GET /posts?q={words}&after={cursor} -> 200',
    },
    { name: 'post', kind: 'write', resource: 'posts', also: ['tweets'], endpoint: 'POST /posts -> 202 (Idempotency-Key)' },
  ],
  blocks: [
    {
      name: 'an inverted index',
      kinds: ['search'],
      instead: 'the text search of a database, while it is small',
      why: 'a word leads to its posts without reading them all',
    },
    { name: 'a log before the index', kinds: ['stream', 'queue'], why: 'authors do not wait for it, and it can be built again' },
    { name: 'workers that index', kinds: ['worker', 'function'], why: 'they catch up at their own speed' },
    { name: 'a cache of results', kinds: ['cache', 'cdn'], why: 'many search for the same words' },
  ],
  deepDives: [
    {
      question: 'How is the index split over nodes?',
      points: [
        {
          name: 'by post, not by word: each node answers for its posts',
          words: ['by post', 'by document', 'by id', 'document', 'scatter'],
        },
        { name: 'every shard is asked and the results merged', words: ['scatter', 'gather', 'merge', 'all shards', 'every shard', 'fan'] },
        { name: 'by time, so that recent shards answer first', words: ['time', 'recent', 'newest', 'day', 'month'] },
      ],
      model:
        'By post and by time: words would make hot shards, posts spread evenly; a search begins at the newest shards and stops when it has enough.',
    },
    {
      question: 'A search asks a hundred shards, and each is slow once in a hundred. How often is the search slow?',
      points: [
        { name: 'most of the time: 63%', words: ['63', 'most', '0.99', '99%^', 'more than half', 'two third'] },
        {
          name: 'ask a copy too, or leave the slow one out',
          words: ['hedg', 'second copy', 'backup request', 'timeout', 'partial', 'leave out', 'without'],
        },
      ],
      model:
        '1 - 0.99^100 = 63%: so a second copy is asked when the first does not answer soon, or the page comes without the slowest shard.',
    },
  ],
  mistakes: [
    'shards by word: the common words are all on one node',
    'asking all years for each search',
    'indexing while the author waits',
    'adding percentiles of shards',
  ],
  twist: {
    text: 'A final is on: everybody searches for the same name, five times as many searches.',
    set: { 'flows.search.rate': 'x5' },
    estimate: {
      id: 'twist',
      question: 'How many searches a second at the new peak?',
      fact: checkedId('flows.search.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 2 }],
      how: 'the old peak x 5',
      decides: 'what is answered without the index',
    },
    points: [
      { name: 'the same words: results are cached for seconds', words: ['cache', 'seconds', 'ttl', 'edge', 'cdn'] },
      { name: 'misses of one query are joined', words: ['coalesc', 'single flight', 'singleflight', 'collaps', 'lock', 'join'] },
      { name: 'fewer shards or poorer ranking for a while', words: ['fewer', 'degrade', 'recent', 'partial', 'newest', 'skip'] },
    ],
    model:
      'Results of a popular query live for some seconds, one miss asks the index for all, and during the event only the newest shards are asked.',
  },
  source:
    'Grokking the System Design Interview, Twitter search: 400M posts of 300 B and 500M searches a day, 5 years, disks of 4 TB 80% full, 2 copies',
};

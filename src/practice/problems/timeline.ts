import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const timeline: Problem = {
  id: 'timeline',
  title: 'Social timeline',
  topics: ['fan-out', 'reads'],
  difficulty: 2,
  purpose: 'Show everybody the posts of those whom they follow, the newest first.',
  purposeWords: ['post', 'follow', 'timeline', 'feed'],
  parameters: {
    posts: { low: 50e6, high: 1e9, unit: 'per day', reference: 500e6 },
    followers: { low: 5, high: 100, unit: '', reference: 10 },
    reads: { low: 30e9, high: 500e9, unit: 'per month', reference: 250e9 },
    bytes: { low: 1, high: 20, unit: ' kB', reference: 10 },
  },
  spec: `
tier: standard
horizon: 3 years
assumptions:
  posts: $posts
  followers: $followers
requirements:
  functional:
    post: { when: a user posts, then: their followers see it within seconds, flow: post }
    timeline: { when: a user opens the app, then: they see the newest posts, flow: timeline }
  quality:
    available: { flow: timeline, availability: 99.9%, window: 30 d }
    fast: { flow: timeline, p99: 200 ms }
flows:
  post: { actor: user, kind: write, rate: = posts, peak: 2 }
  timeline: { actor: reader, kind: read, rate: $reads, peak: 2, request: 300 B, response: 20 kB }
data:
  posts: { in: posts, item: $bytes, addedBy: post, keep: 30 d }
derived:
  fanOut: = flows.post.rate.mean * followers
`,
  design: ['post: api -> posts[n](primary+2)', 'post: api ~> fanout-queue[n] -> fanout -> timelines[n]', 'timeline: api -> timelines'],
  kinds: { posts: 'database', timelines: 'cache', fanout: 'worker' },
  facts: [
    asked('volume', '$posts posts.', 'rates and bytes follow from it', ['posts per', 'writes', 'users', 'dau']),
    {
      id: 'followers',
      about: 'numbers',
      words: ['followers', 'follow', 'fan-out', 'fanout', 'friends'],
      answer: '$followers followers see a post on average; a few people have tens of millions.',
      matters: 'one post becomes many writes',
    },
    {
      id: 'reads',
      about: 'numbers',
      words: ['reads', 'timeline views', 'ratio', 'how often'],
      answer: '$reads timeline reads.',
      matters: 'it decides that timelines are made before they are read',
    },
    asked('size', '$bytes a post, with its media.', 'it decides what a timeline may hold', ['media']),
    asked('freshness', 'Followers see a post within 5 seconds; authors see their own at once.', 'it allows a queue'),
    asked('latency', 'A timeline takes at most 200 ms at p99.', 'it rules gathering from all authors out'),
  ],
  estimates: [
    {
      id: 'write-rate',
      question: 'How many posts a second, on average?',
      fact: checkedId('flows.post.rate.mean'),
      measures: 'rate',
      how: 'posts a day / 86,400 s',
      decides: 'how posts are stored',
    },
    {
      id: 'fan-out',
      question: 'How many timelines are written to a second, on average, if every post goes to every follower?',
      fact: checkedId('derived.fanOut'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'followers' }],
      how: 'posts a second x followers',
      decides: 'whether to fan out when writing or when reading',
    },
    {
      id: 'read-peak',
      question: 'How many timeline reads a second at a peak of twice the mean?',
      fact: checkedId('flows.timeline.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 2 }],
      how: 'reads a month / 2.6M s x 2',
      decides: 'that timelines come from memory',
    },
    {
      id: 'storage',
      question: 'How many bytes do the posts of 30 days take, one copy?',
      fact: checkedId('data.posts.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'posts a day x bytes x 30',
      decides: 'that media goes to an object store',
    },
  ],
  entities: [
    { name: 'post (id by time, author, body)', words: ['post', 'tweet'] },
    { name: 'follow (who, whom)', words: ['follow', 'graph', 'friend'] },
    { name: 'timeline (user, ids of posts)', words: ['timeline', 'feed'] },
  ],
  operations: [
    { name: 'post', kind: 'write', resource: 'posts', also: ['tweets'], endpoint: 'POST /posts -> 201 (Idempotency-Key)' },
    {
      name: 'read the timeline',
      kind: 'read',
      resource: 'timeline',
      also: ['feed', 'home', 'home_timeline'],
      isList: true,
      endpoint: 'GET /timeline?after={cursor}&limit=50 -> 200',
    },
  ],
  blocks: [
    { name: 'a store of posts', kinds: ['database'], why: 'it is the source of truth' },
    { name: 'a queue before the fan-out', kinds: ['queue', 'stream'], why: 'the author must not wait for all followers' },
    {
      name: 'workers that fan out',
      kinds: ['worker', 'function'],
      instead: 'gathering when reading, for few readers',
      why: 'reads are many times the writes',
    },
    { name: 'timelines in memory', kinds: ['cache'], instead: 'a store with a row a user', why: 'a read is one lookup' },
  ],
  deepDives: [
    {
      question: 'Somebody with 30 million followers posts. What happens?',
      points: [
        { name: 'their posts are gathered when timelines are read', words: ['hybrid', 'pull', 'on read', 'when read', 'merge', 'gather'] },
        { name: 'from which number of followers on', words: ['threshold', 'more than', 'above', 'over 1'] },
      ],
      model:
        'Beyond some ten thousand followers a post is not pushed: timelines are merged with the posts of such authors when they are read.',
    },
  ],
  mistakes: ['taking the mean of followers for everybody', 'whole posts, not ids, in each timeline', 'paging by offsets'],
  twist: {
    text: 'A championship final: for two hours everybody posts three times as much.',
    set: { 'flows.post.rate': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How many timelines are written to a second now, on average?',
      fact: checkedId('derived.fanOut'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'followers' }],
      how: 'three times as many',
      decides: 'whether the queue drains',
    },
    points: [
      { name: 'the queue takes it, and timelines are late', words: ['queue', 'backlog', 'lag', 'late ', 'delay'] },
      { name: 'who is active comes first', words: ['active', 'priority', 'online', 'first'] },
    ],
    model:
      'The queue takes what workers do not; timelines of active users are written first, and the others are made when they are opened.',
  },
  source: 'donnemartin/system-design-primer, Twitter (CC BY 4.0): 500M posts a day, fan-out 10, 250G reads a month, 10 kB with media',
};

import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const autocomplete: Problem = {
  id: 'autocomplete',
  title: 'Search autocomplete',
  topics: ['search', 'reads'],
  difficulty: 2,
  purpose: 'Suggest how a search goes on while somebody types it.',
  purposeWords: ['suggest', 'type', 'prefix', 'complet'],
  parameters: {
    users: { low: 2e6, high: 50e6, unit: '', reference: 10e6 },
    searches: { low: 3, high: 12, unit: '', whole: true, reference: 10 },
    keys: { low: 8, high: 24, unit: '', whole: true, reference: 20 },
    share: { low: 10, high: 30, unit: '%', reference: 20 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  users: $users
  searches: $searches
  keystrokes: $keys
requirements:
  functional:
    suggest: { when: a user types a letter, then: they see likely searches, flow: suggest }
  quality:
    available: { flow: suggest, availability: 99.9%, window: 30 d }
    fast: { flow: suggest, p99: 150 ms }
flows:
  suggest: { actor: user, kind: read, rate: = users * searches * keystrokes / 1 d, peak: 2, request: 300 B, response: 500 B }
  search: { actor: user, kind: write, rate: = users * searches / 1 d, peak: 2, request: 100 B }
data:
  terms: { in: log, item: 20 B, addedBy: { search: $share }, keep: 1 year }
derived:
  newPerDay: = data.terms.growth * 1 d
`,
  design: ['suggest: cdn ?> api -> prefixes[n]', 'search: api ~> log(primary+2) -> builder'],
  kinds: { prefixes: 'cache', log: 'stream', builder: 'worker' },
  facts: [
    {
      id: 'users',
      about: 'numbers',
      words: ['users', 'dau', 'traffic', 'volume'],
      vague: ['how many'],
      answer: '$users people a day, $searches searches each.',
      matters: 'every rate follows from it',
    },
    {
      id: 'keys',
      about: 'numbers',
      words: ['keystroke', 'letters', 'characters', 'per search', 'length'],
      answer: '$keys letters a search, and each asks.',
      matters: 'searches are not what is asked: letters are',
    },
    {
      id: 'new',
      about: 'numbers',
      words: ['new', 'unique', 'share', 'repeat'],
      answer: '$share of searches were never seen; a term takes 20 B.',
      matters: 'only those are stored',
    },
    asked('latency', 'A suggestion after 150 ms is too late.', 'it rules out to compute anything when asked'),
    asked('freshness', 'Terms of yesterday will do.', 'it allows a batch', ['trend', 'update']),
    {
      id: 'filter',
      about: 'functional',
      words: ['filter', 'offensive', 'personal', 'language', 'typo'],
      answer: 'Offensive terms never show; nothing is personal at first.',
      matters: 'a list is checked before it is published',
    },
  ],
  estimates: [
    {
      id: 'mean-rate',
      question: 'How many suggestions a second, on average?',
      fact: checkedId('flows.suggest.rate.mean'),
      measures: 'rate',
      factors: [
        { kind: 'fan-out', of: 'keys', name: 'letters of a search' },
        { kind: 'ratio', of: 'searches', name: 'searches a day' },
      ],
      how: 'users x searches x letters / 86,400 s',
      decides: 'that answers come from memory',
    },
    {
      id: 'peak-rate',
      question: 'And at a peak of twice the mean?',
      fact: checkedId('flows.suggest.rate.peak'),
      measures: 'rate',
      factors: [
        { kind: 'peak', of: 2 },
        { kind: 'fan-out', of: 'keys', name: 'letters of a search' },
      ],
      how: 'mean x 2',
      decides: 'how many instances',
    },
    {
      id: 'new-data',
      question: 'How many bytes of new terms come in a day?',
      fact: checkedId('derived.newPerDay'),
      measures: 'data',
      factors: [{ kind: 'share', of: 'share', name: 'new terms' }],
      how: 'searches a day x share of new ones x 20 B',
      decides: 'that all of it fits one machine',
    },
  ],
  entities: [
    { name: 'prefix with its best terms', words: ['prefix', 'trie'] },
    { name: 'term with its count', words: ['term', 'query', 'count', 'frequency', 'search'] },
  ],
  operations: [
    {
      name: 'suggest',
      kind: 'read',
      resource: 'suggestions',
      also: ['suggest', 'autocomplete', 'complete'],
      endpoint: 'GET /suggestions?q={prefix} -> 200',
    },
  ],
  blocks: [
    { name: 'answers near the user', kinds: ['cdn'], instead: 'a cache in the browser', why: 'short prefixes are the same for everybody' },
    { name: 'prefixes in memory', kinds: ['cache', 'search'], instead: 'a trie in each instance', why: 'an answer is one lookup' },
    { name: 'a log of searches', kinds: ['stream', 'queue'], why: 'counts are made later' },
    { name: 'a builder', kinds: ['worker', 'warehouse'], why: 'the lists are made in a batch' },
  ],
  deepDives: [
    {
      question: 'How is it split over machines, and what is wrong with the first letter?',
      points: [
        { name: 'letters are not equally frequent', words: ['skew', 'uneven', 'hot', 'frequent', 'unequal'] },
        { name: 'by measured load, or by hash of the prefix', words: ['hash', 'measured', 'range', 'balance', 'load'] },
        { name: 'copies instead of pieces', words: ['replica', 'copies', 'fits'] },
      ],
      model:
        'All of it fits into memory: copies, not pieces. Were it larger, by ranges of equal load, since some letters begin many times as many searches as others.',
    },
  ],
  mistakes: ['counting searches, not letters', 'one shard a letter', 'changing the trie while it answers'],
  twist: {
    text: 'Suggestions are now wanted in real time, for three times the people.',
    set: { 'assumptions.users': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How many suggestions a second now, on average?',
      fact: checkedId('flows.suggest.rate.mean'),
      measures: 'rate',
      factors: [{ kind: 'fan-out', of: 'keys', name: 'letters of a search' }],
      how: 'the old mean x 3',
      decides: 'how much the edge must answer',
    },
    points: [
      { name: 'clients wait a moment before they ask', words: ['debounce', 'throttle', 'wait', 'client'] },
      { name: 'a small fresh layer over the batch', words: ['stream', 'layer', 'window', 'recent', 'merge'] },
    ],
    model:
      'Clients ask when typing pauses, which saves most calls; a small list of what rises now, from a stream, is merged into that of the batch.',
  },
  source: 'common textbook parameters: 10M people, 10 searches of 20 letters, 20% of them new, 20 B',
};

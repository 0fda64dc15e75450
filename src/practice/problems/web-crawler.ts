import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const webCrawler: Problem = {
  id: 'web-crawler',
  title: 'Web crawler',
  topics: ['batch', 'storage'],
  difficulty: 3,
  purpose: 'Fetch the pages of the web, again and again, and keep what they hold.',
  purposeWords: ['fetch', 'crawl', 'page', 'web', 'index'],
  parameters: {
    pages: { low: 500e6, high: 8e9, unit: 'per month', reference: 4e9 },
    bytes: { low: 50, high: 500, unit: ' kB', reference: 500 },
    years: { low: 1, high: 5, unit: 'years', whole: true, reference: 3 },
  },
  spec: `
tier: internal
horizon: $years
requirements:
  functional:
    fetch: { when: a page is due, then: it is fetched and kept, flow: fetch }
flows:
  fetch: { actor: scheduler, kind: write, rate: $pages, peak: 1.5, request: $bytes }
data:
  pages: { in: pages, item: $bytes, addedBy: fetch, keep: $years }
derived:
  perMonth: = data.pages.growth * 1 month
`,
  design: ['fetch: frontier(primary+2) -> fetcher -> (pages, seen(primary+1))'],
  kinds: { frontier: 'queue', pages: 'objectStore', seen: 'database' },
  facts: [
    asked('volume', '$pages pages.', 'rates and bytes follow from it', ['pages']),
    asked('size', 'A page takes $bytes.', 'it decides on the network'),
    asked('keep', 'Every version is kept for $years.', 'retention multiplies storage', ['years', 'history', 'version']),
    {
      id: 'polite',
      about: 'constraints',
      words: ['polite', 'robots', 'delay', 'per host', 'limit'],
      answer: 'At most one request a second to a host, and robots.txt holds.',
      matters: 'it shapes the queues',
    },
    asked('freshness', 'News by the hour, the rest by the month.', 'it asks for priorities', ['often', 'recrawl']),
    {
      id: 'kinds',
      about: 'functional',
      words: ['images', 'javascript', 'render', 'html', 'media', 'kind'],
      answer: 'HTML only, without running scripts.',
      matters: 'rendering costs a hundred times as much',
    },
  ],
  estimates: [
    {
      id: 'fetch-rate',
      question: 'How many pages a second, on average?',
      fact: checkedId('flows.fetch.rate.mean'),
      measures: 'rate',
      how: 'a month / 2.6M s',
      decides: 'how many fetchers',
    },
    {
      id: 'bandwidth',
      question: 'How much comes in, on average (in bytes or bits a second)?',
      fact: checkedId('flows.fetch.ingress.mean'),
      measures: 'data rate',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'pages a second x bytes',
      decides: 'whether one link is enough',
    },
    {
      id: 'per-month',
      question: 'How many bytes come in a month?',
      fact: checkedId('derived.perMonth'),
      measures: 'data',
      how: 'pages x bytes',
      decides: 'what is compressed',
    },
    {
      id: 'storage',
      question: 'And in all the years, one copy?',
      fact: checkedId('data.pages.size.logical'),
      measures: 'data',
      factors: [{ kind: 'years', of: 'years' }],
      how: 'a month / 30 x 365 x years',
      decides: 'where it lies',
    },
  ],
  entities: [
    { name: 'URL with its priority', words: ['url', 'frontier', 'priority'] },
    { name: 'host with its delay', words: ['host', 'domain', 'robots'] },
    { name: 'page by its hash', words: ['page', 'hash', 'content', 'checksum'] },
  ],
  operations: [
    { name: 'add URLs to fetch', kind: 'write', resource: 'urls', also: ['seeds', 'pages'], isAsync: true, endpoint: 'PUT /urls -> 202' },
  ],
  blocks: [
    { name: 'a frontier, by host and priority', kinds: ['queue', 'stream', 'database'], why: 'politeness is by host' },
    { name: 'fetchers', kinds: ['worker', 'function'], why: 'they wait for the network nearly all the time' },
    { name: 'a store for pages', kinds: ['objectStore', 'fileStore'], why: 'pages are written once and read whole' },
    {
      name: 'what was seen',
      kinds: ['database', 'cache'],
      instead: 'a Bloom filter of ten bits a URL',
      why: 'most links are known already',
    },
  ],
  deepDives: [
    {
      question: 'How do you not fetch the same page twice?',
      points: [
        { name: 'URLs are normalized', words: ['normali', 'canonical'] },
        { name: 'a set of what was seen', words: ['seen', 'bloom', 'set', 'visited'] },
        { name: 'the same text under other URLs', words: ['hash', 'simhash', 'checksum', 'duplicate', 'fingerprint'] },
      ],
      model:
        'Normalized URLs are looked up in a Bloom filter before the store; the text is hashed, and nearly equal pages are known by simhash.',
    },
  ],
  mistakes: ['forgetting bandwidth and DNS', 'no limit by host', 'no way out of endless calendars', 'keeping each version uncompressed'],
  twist: {
    text: 'Pages are to be twice as fresh: everything is fetched twice as often.',
    set: { 'flows.fetch.rate': 'x2' },
    estimate: {
      id: 'twist',
      question: 'How many bytes are there after all the years now?',
      fact: checkedId('data.pages.size.logical'),
      measures: 'data',
      factors: [{ kind: 'years', of: 'years' }],
      how: 'the old size x 2',
      decides: 'whether what has not changed is kept again',
    },
    points: [
      { name: 'only what changed is kept', words: ['changed', 'delta', 'diff', 'not modified', '304', 'etag', 'hash'] },
      { name: 'how often follows from how often it changes', words: ['adaptive', 'change rate', 'priority', 'frequency'] },
    ],
    model: 'Conditional requests fetch, and the store keeps, only what changed; how often a page is fetched follows from how often it did.',
  },
  source: 'donnemartin/system-design-primer, web crawler (CC BY 4.0): 4G pages a month of 500 kB, 3 years',
};

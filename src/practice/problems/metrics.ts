import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const metrics: Problem = {
  id: 'metrics',
  title: 'Metrics and alerts',
  topics: ['infrastructure', 'writes'],
  difficulty: 3,
  purpose: 'Keep what machines measure, draw it, and wake somebody up when it is bad.',
  purposeWords: ['metric', 'measure', 'monitor', 'alert', 'sample'],
  parameters: {
    series: { low: 1e6, high: 50e6, unit: '', reference: 10e6 },
    interval: { low: 10, high: 60, unit: 's', whole: true, reference: 10 },
    days: { low: 15, high: 90, unit: 'd', whole: true, reference: 30 },
    batch: { low: 200, high: 1000, unit: '', reference: 500 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  series: $series
  batch: $batch
requirements:
  functional:
    ingest: { when: an agent has samples, then: they are kept, flow: ingest }
    query: { when: a dashboard opens, then: it shows the last hours, flow: query }
  quality:
    available: { flow: ingest, availability: 99.9%, window: 30 d }
flows:
  ingest: { actor: agent, kind: write, rate: = series / $interval / batch, peak: 1, request: 10 kB }
  query: { actor: user, kind: read, rate: 50 per second, peak: 4, request: 1 kB, response: 100 kB }
data:
  samples: { in: blocks, item: 1.37 B, addedBy: { ingest: $batch }, keep: $days }
derived:
  samplesPerSecond: = series / $interval
  raw: = series / $interval * 1 d * 16 B
  threeCopies: = data.samples.size.logical * 3
`,
  design: ['ingest: gateway[n] ~> log(primary+2) -> ingester -> blocks[n](primary+2)', 'query: gateway -> querier -> blocks'],
  kinds: { log: 'stream', ingester: 'worker', blocks: 'database', querier: 'service' },
  facts: [
    {
      id: 'series',
      about: 'numbers',
      words: ['series', 'hosts', 'cardinality', 'scale'],
      vague: ['how many'],
      answer: '$series series are active.',
      matters: 'series, not hosts, size it',
    },
    {
      id: 'interval',
      about: 'numbers',
      words: ['interval', 'often', 'resolution', 'second', 'scrape'],
      answer: 'One sample every $interval, sent $batch at a time.',
      matters: 'it decides on the rate',
    },
    {
      id: 'bytes',
      about: 'numbers',
      words: ['bytes', 'size', 'compress', 'large'],
      answer: 'A sample is 16 B raw, and 1.37 B compressed.',
      matters: 'compression is a factor of twelve',
    },
    asked('keep', 'Kept for $days in full.', 'retention multiplies storage', ['long', 'history', 'days']),
    asked('loss', 'One in a thousand may be lost; an alert is at most a minute late.', 'it allows to acknowledge early', [
      'late ',
      'fresh',
    ]),
    {
      id: 'query',
      about: 'functional',
      words: ['query', 'dashboard', 'alert', 'aggregate'],
      answer: 'Dashboards ask for the last hours, alerts every minute.',
      matters: 'most reads want what is newest',
    },
  ],
  estimates: [
    {
      id: 'samples',
      question: 'How many samples a second?',
      fact: checkedId('derived.samplesPerSecond'),
      measures: 'rate',
      how: 'series / interval',
      decides: 'that they come in batches',
    },
    {
      id: 'raw',
      question: 'How many bytes a day, raw?',
      fact: checkedId('derived.raw'),
      measures: 'data',
      factors: [{ kind: 'size', of: 16 }],
      how: 'samples a second x 86,400 x 16 B',
      decides: 'that it is worth compressing',
    },
    {
      id: 'kept',
      question: 'How many bytes are kept, compressed, with three copies?',
      fact: checkedId('derived.threeCopies'),
      measures: 'data',
      factors: [
        { kind: 'replication', of: 3 },
        { kind: 'years', of: 'days', name: 'days' },
      ],
      how: 'samples a day x days x 1.37 B x 3',
      decides: 'how many stores',
    },
  ],
  entities: [
    { name: 'series (labels)', words: ['series', 'label', 'tag'] },
    { name: 'sample (time, value)', words: ['sample', 'point', 'value', 'timestamp'] },
    { name: 'rule of an alert', words: ['rule', 'alert'] },
  ],
  operations: [
    { name: 'send samples', kind: 'write', resource: 'samples', also: ['metrics', 'write'], endpoint: 'PUT /samples -> 202' },
    {
      name: 'ask for a range',
      kind: 'read',
      resource: 'query',
      also: ['queries', 'series', 'query_range', 'samples', 'metrics'],
      endpoint: 'GET /query?from=&to=&step= -> 200',
    },
  ],
  blocks: [
    {
      name: 'a log before the store',
      kinds: ['stream', 'queue'],
      instead: 'a write-ahead log in each ingester',
      why: 'what fails is read again',
    },
    { name: 'ingesters', kinds: ['worker', 'service'], words: ['ingest'], why: 'they compress in memory before they write' },
    { name: 'a store of blocks', kinds: ['database', 'objectStore'], why: 'blocks of hours are written once' },
    { name: 'queriers', kinds: ['service'], words: ['quer', 'api'], why: 'a heavy dashboard must not stop what comes in' },
  ],
  deepDives: [
    {
      question: 'Somebody puts a user id into a label. What happens?',
      points: [
        { name: 'series explode, and with them memory', words: ['cardinality', 'explo', 'memory', 'index'] },
        { name: 'limits by tenant', words: ['limit', 'quota', 'tenant', 'reject'] },
        { name: 'the label is dropped on the way in', words: ['drop', 'relabel', 'aggregate', 'filter'] },
      ],
      model:
        'Each user becomes a series, and the index outgrows memory: limits by tenant refuse new series, and the label is dropped at the entrance.',
    },
  ],
  mistakes: ['sizing by hosts instead of series', 'forgetting copies and churn', 'a label with the id of a user'],
  twist: {
    text: 'A new platform starts short-lived containers: there are three times as many series.',
    set: { 'assumptions.series': 'x3' },
    estimate: {
      id: 'twist',
      question: 'How many samples a second now?',
      fact: checkedId('derived.samplesPerSecond'),
      measures: 'rate',
      how: 'the old rate x 3',
      decides: 'what is kept in full',
    },
    points: [
      { name: 'old samples are thinned out', words: ['downsampl', 'rollup', 'thin', 'tier', 'aggregate'] },
      { name: 'more ingesters, by hash of the series', words: ['shard', 'hash', 'more ingester', 'partition', 'scale'] },
    ],
    model: 'Series are spread over more ingesters by hash, short-lived ones are added up at the entrance, and old samples are thinned out.',
  },
  source: 'own parameters; 1.37 B a sample: Pelkonen et al. 2015, Gorilla, PVLDB 8(12)',
};

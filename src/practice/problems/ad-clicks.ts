import { checkedId } from '../../facts/ids.js';
import type { Problem } from '../problem.js';
import { asked } from '../subjects.js';

export const adClicks: Problem = {
  id: 'ad-clicks',
  title: 'Ad-click aggregation',
  topics: ['batch', 'writes', 'money'],
  difficulty: 3,
  purpose: 'Count the clicks on each ad by the minute, exactly enough to send a bill.',
  purposeWords: ['click', 'ad', 'count', 'bill', 'aggregat'],
  parameters: {
    clicks: { low: 100e6, high: 10e9, unit: 'per day', reference: 1e9 },
    bytes: { low: 50, high: 200, unit: 'B', reference: 100 },
    peak: { low: 3, high: 8, unit: '', whole: true, reference: 5 },
    ads: { low: 200e3, high: 5e6, unit: '', reference: 2e6 },
    days: { low: 14, high: 90, unit: 'd', whole: true, reference: 30 },
  },
  spec: `
tier: standard
horizon: 1 year
assumptions:
  ads: $ads
  groups: 1
requirements:
  functional:
    click: { when: somebody clicks an ad, then: it is counted once, flow: click }
    report: { when: an advertiser opens the report, then: they see the counts of the last minutes, flow: report }
  quality:
    available: { flow: click, availability: 99.9%, window: 30 d }
flows:
  click: { actor: visitor, kind: write, rate: $clicks, peak: $peak, request: $bytes, idempotency: key }
  report: { actor: advertiser, kind: read, rate: 100 per second, peak: 3, request: 500 B, response: 20 kB }
data:
  raw: { in: raw, item: $bytes, addedBy: click, keep: $days }
  counts: { in: counts, item: 50 B, items: = ads * 1440 * groups * 30 * 10%, readBy: report }
derived:
  rowsPerDay: = ads * 1 d / 1 min * groups
`,
  design: [
    'click: collector -> clicks(primary+2)',
    'clicks -> (counter, archiver)',
    'counter -> counts[n](primary+2)',
    'archiver -> raw',
    'report: api -> counts',
  ],
  kinds: { collector: 'gateway', clicks: 'stream', counter: 'worker', archiver: 'worker', counts: 'warehouse', raw: 'objectStore' },
  facts: [
    asked('volume', '$clicks clicks.', 'rates and bytes follow from it', ['clicks']),
    asked('size', 'A click takes $bytes.', 'it decides what raw clicks cost'),
    asked('peak', 'The peak is $peak times the mean.', 'means size nothing'),
    {
      id: 'ads',
      about: 'numbers',
      words: ['ads', 'how many ads', 'campaign', 'advertiser', 'cardinality'],
      answer: '$ads ads are running.',
      matters: 'counts may be more rows than clicks',
    },
    asked('freshness', 'Reports may be minutes late; bills are made the day after.', 'two ways of counting are allowed', ['minute']),
    {
      id: 'exact',
      about: 'quality',
      words: ['exact', 'accura', 'duplicate', 'twice', 'once', 'billing', 'bill', 'fraud'],
      answer: 'Bills must be exact: no click counts twice, and fraud is taken out.',
      matters: 'a repeated message must not count again',
    },
    asked('keep', 'Raw clicks are kept for $days, to count again.', 'what was counted wrong can be mended', ['raw', 'replay', 'recount']),
    {
      id: 'late',
      about: 'functional',
      words: ['late ', 'offline', 'out of order', 'event time', 'mobile', 'clock'],
      answer: 'Phones send clicks up to an hour late.',
      matters: 'the minute is that of the click, not of its arrival',
    },
  ],
  estimates: [
    {
      id: 'mean-rate',
      question: 'How many clicks a second, on average?',
      fact: checkedId('flows.click.rate.mean'),
      measures: 'rate',
      how: 'clicks a day / 86,400 s',
      decides: 'how many partitions the log has',
    },
    {
      id: 'peak-rate',
      question: 'And at peak?',
      fact: checkedId('flows.click.rate.peak'),
      measures: 'rate',
      factors: [{ kind: 'peak', of: 'peak' }],
      how: 'the mean x peak',
      decides: 'what the collectors must take',
    },
    {
      id: 'raw',
      question: 'How many bytes do the raw clicks take when the retention is full, one copy?',
      fact: checkedId('data.raw.size.logical'),
      measures: 'data',
      factors: [{ kind: 'size', of: 'bytes' }],
      how: 'clicks a day x bytes x days',
      decides: 'that keeping them is cheap',
    },
    {
      id: 'rows',
      question: 'How many rows a day if every ad has one for every minute?',
      fact: checkedId('derived.rowsPerDay'),
      measures: 'count',
      how: 'ads x 1,440',
      decides: 'that only minutes with clicks are stored',
    },
  ],
  entities: [
    { name: 'click (id, ad, time, user)', words: ['click', 'event'] },
    { name: 'count (ad, minute)', words: ['count', 'aggregate', 'minute', 'window'] },
    { name: 'ad with its campaign', words: ['ad', 'campaign', 'advertiser'] },
  ],
  operations: [
    {
      name: 'report a click',
      kind: 'write',
      resource: 'clicks',
      also: ['events'],
      endpoint: 'POST /clicks -> 202 (click id as Idempotency-Key)',
    },
    {
      name: 'read counts',
      kind: 'read',
      resource: 'counts',
      also: ['ads', 'reports', 'stats', 'clicks'],
      isList: true,
      endpoint: 'GET /ads/{id}/counts?from=...&after={cursor} -> 200',
    },
  ],
  blocks: [
    { name: 'a log of clicks', kinds: ['stream', 'queue'], why: 'counting again starts there, and the collectors wait for nobody' },
    {
      name: 'workers that count by windows',
      kinds: ['worker', 'function'],
      instead: 'a stream processor',
      why: 'rows by the minute are what reports read',
    },
    { name: 'a store for reports', kinds: ['warehouse', 'database'], why: 'reports add up columns over time' },
    {
      name: 'raw clicks in an object store',
      kinds: ['objectStore', 'fileStore'],
      instead: 'a log with long retention',
      why: 'the bill of the month is counted from them',
    },
  ],
  deepDives: [
    {
      question: 'A click arrives 20 minutes after it was made. Where does it count?',
      points: [
        { name: 'in the minute it was made: event time', words: ['event time', 'when it was made', 'click time', 'timestamp'] },
        {
          name: 'a watermark closes windows, later ones correct them',
          words: ['watermark', 'lateness', 'allowed', 'correct', 'update', 'reopen', 'upsert'],
        },
        { name: 'the bill is counted in a batch', words: ['batch', 'reconcil', 'nightly', 'recount', 'daily'] },
      ],
      model:
        'It counts in the minute of the click: a window closes at the watermark, later clicks correct its row, and the batch of the night is what the bill uses.',
    },
    {
      question: 'A worker dies after counting and before saying so. Does its minute count twice?',
      points: [
        { name: 'the row is written by key, not added to', words: ['upsert', 'idempot', 'overwrite', 'by key', 'replace'] },
        { name: 'offset and result are kept together', words: ['offset', 'checkpoint', 'transaction', 'atomic', 'together'] },
        { name: 'ids of clicks tell repeats', words: ['dedup', 'click id', 'id of', 'seen', 'unique'] },
      ],
      model:
        'The result is written by its key together with the offset, so that counting again gives the same row; repeats of a click are known by its id.',
    },
  ],
  mistakes: [
    'windows by the time of arrival',
    'adding to a row for each message, which repeats count twice',
    'a row for every ad and minute: more than the clicks themselves',
    'one partition for the ad that everybody sees',
  ],
  twist: {
    text: 'Advertisers want the counts by country as well: twenty of them.',
    set: { 'assumptions.groups': '20' },
    estimate: {
      id: 'twist',
      question: 'How many rows a day at most, if every ad has one for every minute and country?',
      fact: checkedId('derived.rowsPerDay'),
      measures: 'count',
      how: 'the old rows x 20',
      decides: 'that most of them are empty: rows are bounded by clicks',
    },
    points: [
      { name: 'only combinations that occur', words: ['sparse', 'occur', 'only', 'non-zero', 'empty'] },
      { name: 'coarser with age', words: ['rollup', 'roll up', 'hour', 'coarse', 'older', 'downsample'] },
    ],
    model: 'Rows exist for combinations that occur, so never more than clicks; after days they are rolled up to hours.',
  },
  source: 'common parameters of this problem: 1G clicks a day, 2M ads; bytes, peak and retention: own',
};

import { describe, expect, test } from 'vitest';
import { findingsOf, loaded } from '../../support/estimating.js';

const shop = (price: string): string => `sysdesign: 1
name: shop
flows: { put: { kind: write, rate: 10 req/s, request: 1 kB, response: 1 kB, path: store } }
components: { store: { kind: objectStore, ${price} } }
data: { files: { in: store, item: 1 MB, items: 5M } }
`;

/** What each key of a component's bill is a price of: money (per byte) (per time). */
const FIELDS = {
  'price.storage': 'byte time',
  'price.egress': 'byte',
  'price.ingress': 'byte',
  'price.replication': 'byte',
  'price.requests': 'call',
  'price.reads': 'call',
  'price.writes': 'call',
  'price.fixed': 'time',
  'each.cost': 'time',
} as const;

/** Units of money, with what they measure. */
const UNITS = [
  ['USD', 'money'],
  ['USD/h', 'time'],
  ['USD per year', 'time'],
  ['USD/GB', 'byte'],
  ['USD per TiB', 'byte'],
  ['USD/GB/month', 'byte time'],
  ['USD per TB per h', 'byte time'],
  ['USD/s/MB', 'byte time'],
  ['USD per 1M requests', 'call'],
  ['USD per 1k', 'call'],
  ['USD/operation', 'call'],
  ['USD/GB/GB', 'byte byte'],
  ['USD per request per month', 'call time'],
  ['USD * 2', 'no literal'],
  ['GB', 'size'],
  ['/s', 'rate'],
  ['%', 'share'],
  ['h', 'duration'],
  ['', 'number'],
] as const;

const AMOUNTS = ['0.05', '5', '0.02..0.03'] as const;

const stating = (field: string, text: string): string => {
  const [area, key] = field.split('.');
  return shop(`${area}: { ${key}: ${text} }`);
};

/** What is odd about how a key takes a text; null if nothing is. */
async function oddity(field: string, wanted: string, text: string, unit: string, measures: string): Promise<string | null> {
  const { spec, findings } = await loaded(stating(field, text));
  // Money a call and time is money a time, whatever is counted: counted things may be dropped.
  if (measures === wanted || (wanted === 'time' && measures === 'call time')) return findings.length === 0 ? null : 'is refused';
  const [finding, ...others] = findings;
  if (spec || !finding?.at || others.length > 0) return `has ${findings.length} findings`;
  if (measures === 'no literal') return stated(finding.at).includes('*') ? null : 'is refused elsewhere';
  if (finding.rule !== 'quantity/dimension' || stated(finding.at) !== text) return `is ${finding.rule} at ${stated(finding.at)}`;
  if (!/^expected (?:a price per|money per time) .*, got /.test(finding.message) || !finding.message.endsWith(`(${text})`))
    return finding.message;
  // Of an amount of money it can be told what was meant; where time alone is missing, hours are as likely as months.
  const isMended = wanted !== 'time' && (unit.startsWith('USD') || unit === '');
  const { suggestion, help } = finding;
  // An amount alone is of one call or of a million: both are shown, and both are taken.
  const readings = wanted === 'call' && (unit === 'USD' || unit === '') ? help?.match(/write (.*) or (.*)$/)?.slice(1) : undefined;
  if (readings !== undefined) {
    const refused = await Promise.all(readings.map(async (one) => (await loaded(stating(field, one))).findings));
    return suggestion === undefined && refused.flat().length === 0 ? null : `is asked about with ${readings.join(' and ')}`;
  }
  if (help === undefined || (suggestion !== undefined) !== isMended) return `is mended by ${suggestion}, with ${help}`;
  if (suggestion === undefined) return null;
  return (await loaded(stating(field, suggestion))).findings.length === 0 ? null : `is not mended by ${suggestion}`;
}

test.each(Object.entries(FIELDS))('%s is a price per %s, and nothing else', async (field, wanted) => {
  const odd: string[] = [];
  for (const [unit, measures] of UNITS) {
    for (const amount of AMOUNTS) {
      const text = `${amount} ${unit}`.trim();
      const what = await oddity(field, wanted, text, unit, measures);
      if (what !== null) odd.push(`${text} ${what}`);
    }
  }
  expect(odd).toEqual([]);
});

const stated = ({ source, start, end }: { source: { text: string }; start: number; end: number }): string => source.text.slice(start, end);

describe('the mend keeps what is right', () => {
  test.each([
    ['price.storage', '0.023 USD/GB', '0.023 USD/GB/month'],
    ['price.storage', '23 USD per TB', '23 USD/TB/month'],
    ['price.storage', '0.1 USD/h', '0.1 USD/GB/h'],
    ['price.egress', '0.05 USD/h', '0.05 USD/GB'],
    ['price.egress', '0.05 USD/GB/month', '0.05 USD/GB'],
    ['price.ingress', '50 USD/TiB/year', '50 USD/TiB'],
    ['price.requests', '0.4 USD/GB', '0.4 USD per 1M requests'],
    ['price.replication', '0.01..0.02 USD', '0.01..0.02 USD/GB'],
  ])('%s: %s', async (field, text, mended) => {
    expect((await loaded(stating(field, text))).findings.map(({ suggestion }) => suggestion)).toEqual([mended]);
  });

  test.each([
    ['price.reads', '1.25 USD per 1M writes', '"reads" is of reads, and "1.25 USD per 1M writes" is of writes', '1.25 USD per 1M reads'],
    ['price.writes', '0.02..0.05 USD/read', '"writes" is of writes, and "0.02..0.05 USD/read" is of reads', '0.02..0.05 USD/write'],
    ['each.reads', '500 writes/s', '"reads" is of reads, and "500 writes/s" is of writes', '500 reads/s'],
    ['each.writes', '500 reads/s', '"writes" is of writes, and "500 reads/s" is of reads', '500 writes/s'],
    ['quota.reads', '1M writes per day', '"reads" is of reads, and "1M writes per day" is of writes', '1M reads per day'],
  ])('%s: %s counts what it is not of', async (field, text, message, mended) => {
    const { findings } = await loaded(stating(field, text));
    expect(findings.map((finding) => [finding.rule, finding.message, finding.suggestion])).toEqual([
      ['quantity/dimension', message, mended],
    ]);
    expect((await loaded(stating(field, mended))).findings).toEqual([]);
  });

  test.each([
    ['price.requests', '0.4 USD per 1M reads'],
    ['price.reads', '0.4 USD per 1M requests'],
    ['each.writes', '500 req/s'],
    ['each.rate', '500 writes/s'],
  ])('%s: %s counts what may be meant', async (field, text) => expect((await loaded(stating(field, text))).findings).toEqual([]));

  test('an amount of money is of one call, or of a million', async () => {
    const { findings } = await loaded(stating('price.requests', '0.4 USD'));
    expect(findings.map(({ help, suggestion }) => [help, suggestion])).toEqual([
      ['of how many? write 0.4 USD per request or 0.4 USD per 1M requests', undefined],
    ]);
  });

  test('a call that costs nothing needs no unit', async () => {
    expect(await findingsOf(stating('price.requests', '0 USD'))).toEqual([]);
  });
});

test('an expression of the other calls is none of a price either', async () => {
  const spec = `${shop('price: { reads: = listed * 2, writes: = listed * 2 }')}assumptions: { listed: 0.4 USD per 1M writes }
`;
  expect(await findingsOf(spec)).toEqual([
    'expression/dimension 4:59 "= listed * 2" "reads" is of reads, and "= listed * 2" is of writes (state it under "writes")',
  ]);
});

test('what an expression comes to is checked as well', async () => {
  const spec = `${shop('price: { storage: = listed / 2, egress: = listed / 2 }')}assumptions: { listed: 0.05 USD/GB }\n`;
  expect(await findingsOf(spec)).toEqual([
    'expression/dimension 4:61 "= listed / 2" expected a price per byte and time (such as 0.023 USD/GB/month), got money per byte ("= listed / 2") (multiply or divide by what is missing)',
  ]);
});

describe('figures in place of those of the catalog', () => {
  const replaced = (text: string): string => `${shop('use: s3')}catalog: { price.aws.xaz: ${text} }\n`;

  test.each([
    ['0.008 USD', '"price.aws.xaz" is money per byte, and "0.008 USD" is an amount of money', '0.008 USD/GB'],
    ['0.008 USD/h', '"price.aws.xaz" is money per byte, and "0.008 USD/h" is money per time', '0.008 USD/GB'],
    ['0.008 USD/GB/month', '"price.aws.xaz" is money per byte, and "0.008 USD/GB/month" is money per byte and time', '0.008 USD/GB'],
    ['0.008 GB', '"price.aws.xaz" is money per byte, and "0.008 GB" is a size', undefined],
    ['8%', '"price.aws.xaz" is money per byte, and "8%" is a share', undefined],
    ['-0.008 USD/GB', '"price.aws.xaz" is not below zero: got -0.008 USD/GB', undefined],
  ])('%s', async (text, message, mended) => {
    const { findings } = await loaded(replaced(text));
    expect(findings.map((finding) => [finding.message, finding.suggestion])).toEqual([[message, mended]]);
    if (mended !== undefined) expect((await loaded(replaced(mended))).findings).toEqual([]);
  });
});

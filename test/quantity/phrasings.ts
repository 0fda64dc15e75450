import type { FieldType } from '../../src/quantity/index.js';

/**
 * How people write what a spec states: in design docs, in published estimates (powers of ten, `DAU`, `400 rps`, `$0.09/GB`), in configuration of other tools.
 * Each with the one reading it has, by hand, in canonical units (s, B, USD; a day is 86,400 s, a month 30 days, a year 365 days, a year of bills
 * twelve months), or with the readings between which it asks.
 */
export interface Phrasing {
  readonly text: string;
  /** A literal field; the bound of a requirement; a path, an expression of `calc` or a line of a spec. */
  readonly where: FieldType | 'at most' | 'at least' | 'path' | 'calc' | 'yaml';
  readonly reads: Reads;
}

export type Reads =
  /** One number. */
  | number
  /** p5 and p95 of a doubtful number, or p5, p50 and p95. */
  | readonly [number, number]
  | readonly [number, number, number]
  | { readonly atMost: number }
  | { readonly atLeast: number }
  | { readonly within: readonly [number, number] }
  /** So many times as much in so many seconds. */
  | { readonly grows: readonly [number, number] }
  /** A path as it is written. */
  | string
  /** Not taken: what is said names every one of these. */
  | { readonly asked: readonly string[] };

const asked = (...readings: readonly string[]): Reads => ({ asked: readings });
const row = (where: Phrasing['where'], text: string, reads: Reads): Phrasing => ({ where, text, reads });

const [DAY, MONTH, YEAR] = [86_400, 30 * 86_400, 365 * 86_400];

export const PHRASINGS: readonly Phrasing[] = [
  // Numbers
  row('count', '1,000,000', 1e6),
  row('count', '1_000_000', 1e6),
  row('count', '1 000 000', 1e6),
  row('count', '1\u00a0000\u00a0000', 1e6),
  row('rate', '1,500 req/s', 1500),
  row('bytes', '10,240 B', 10_240),
  row('count', '10,00,000', 1e6),
  row('share', '99,95%', asked('99.95')),
  row('bytes', '1,5 kB', asked('1.5')),
  row('count', '5 million', 5e6),
  row('any', '100 Million users', 1e8),
  row('any', '1.5 bn users', 1.5e9),
  row('any', '300 mn users', 3e8),
  row('any', '20 lakh users', 2e6),
  row('any', '2 crore users', 2e7),
  row('count', '5m', asked('M', 'minutes')),
  row('any', '5m', asked('5 min', '5M')),
  row('rate', '5m per day', asked('M', 'minutes')),
  row('cpu', '500m', asked('500M', '0.5')),
  row('count', '5B', 5e9),
  row('bytes', '5B', 5),
  row('any', '5B', asked('bytes', 'billion')),
  row('any', '5B users', 5e9),
  row('count', '10^6', 1e6),
  row('any', '10^9 users', 1e9),
  row('count', '5 x 10^8', 5e8),
  row('count', '2×10^9', 2e9),
  row('count', '3*10^6', 3e6),
  row('count', '10⁶', 1e6),
  row('count', '2^20', 1_048_576),
  row('count', '10**6', 1e6),
  row('count', '5 hundred thousand', 5e5),
  row('any', 'a million users', 1e6),
  row('any', 'half a million users', 5e5),
  row('any', '100M users+', asked('100M users')),
  // Money
  row('money', '$30', 30),
  row('money', '$1.5M', 1.5e6),
  row('money', '$1,200', 1200),
  row('bytePrice', '$0.09/GB', 0.09e-9),
  row('moneyRate', '$20k/month', 20_000 / MONTH),
  row('moneyRate', '20k usd per month', 20_000 / MONTH),
  row('moneyRate', 'US$100 a month', 100 / MONTH),
  row('moneyRate', '$0.10 an hour', 0.1 / 3600),
  row('callPrice', '$0.40 per million requests', 4e-7),
  row('storagePrice', '$0.023 per GB-month', 0.023e-9 / MONTH),
  row('storagePrice', '0.023 USD per GB per month', 0.023e-9 / MONTH),
  row('money', '500 dollars', 500),
  row('money', '30$', 30),
  row('bytePrice', '5 cents per GB', 0.05e-9),
  row('money', '€30', 30),
  row('money', '30 EUR', 30),
  row('money', '30 eur', 30),
  row('money', '30€', 30),
  row('money', '30k €', 30_000),
  row('money', 'EUR 1,200', 1200),
  row('money', '500 euros', 500),
  row('money', '£1.5M', 1.5e6),
  row('money', '¥30', 30),
  row('moneyRate', '20 CHF/month', 20 / MONTH),
  row('moneyRate', '€20k a month', 20_000 / MONTH),
  row('moneyRate', '0.10 gbp an hour', 0.1 / 3600),
  row('moneyRate', '1200 JPY per year', 100 / MONTH),
  row('bytePrice', '€0.09/GB', 0.09e-9),
  row('callPrice', '0.40 eur per million', 4e-7),
  row('money', '€5-€10', [5, 10]),
  row('money', '5..10 EUR', [5, 10]),
  row('exchange', '0.92 EUR per USD', 0.92),
  row('exchange', '0.92 EUR/USD', 0.92),
  row('exchange', '150 JPY per 1 USD', 150),
  row('calc', '30 EUR * 12', 360),
  // Rates
  row('rate', '400 RPS', 400),
  row('rate', '24K QPS', 24_000),
  row('rate', '100 TPS', 100),
  row('any', '10M DAU', 1e7),
  row('count', '250M MAU', 2.5e8),
  row('rate', '10M DAU', asked('rate', 'users')),
  row('rate', '2M daily', 2e6 / DAY),
  row('rate', '2M a day', 2e6 / DAY),
  row('rate', '500M tweets per day', 5e8 / DAY),
  row('rate', '500M tweets daily', 5e8 / DAY),
  row('rate', '500M daily tweets', 5e8 / DAY),
  row('any', '5M daily users', asked('5M DAU', '5M users per day')),
  row('any', '5M daily active users', 5e6),
  row('rate', '7M weekly', 7e6 / (7 * DAY)),
  row('rate', '30M monthly', 3e7 / MONTH),
  row('rate', '365M annually', 3.65e8 / YEAR),
  row('rate', '365M yearly', 3.65e8 / YEAR),
  row('rate', '3600 an hour', 1),
  row('rate', '5 every 10 s', 0.5),
  row('rate', '60 per-minute', 1),
  row('rate', '5 times a day', 5 / DAY),
  row('rate', '9M per quarter', 9e6 / (3 * MONTH)),
  row('rate', 'once a day', 1 / DAY),
  row('rate', 'twice daily', 2 / DAY),
  row('any', '50M Daily Active Users', 5e7),
  row('any', '12 per user daily', 12 / DAY),
  row('bytes', '2 TB a day', asked('size', 'bandwidth')),
  row('byteRate', '864 GB daily', 1e7),
  // Ranges
  row('any', '5M to 10M', [5e6, 1e7]),
  row('any', '5M-10M', [5e6, 1e7]),
  row('any', '5M – 10M', [5e6, 1e7]),
  row('any', '5 million to 10 million users', [5e6, 1e7]),
  row('any', '5 to 10 million users', [5e6, 1e7]),
  row('any', 'between 5M and 10M', [5e6, 1e7]),
  row('any', 'from 5M to 10M users', [5e6, 1e7]),
  row('any', '5-10M', asked('5M..10M', '5..10000000')),
  row('any', '5M ± 20%', [4e6, 5e6, 6e6]),
  row('any', '5M +/- 20%', [4e6, 5e6, 6e6]),
  row('any', '500 ± 50 ms', [0.45, 0.5, 0.55]),
  row('any', '80% ± 5%', asked('75%..80%..85%', '76%..80%..84%')),
  row('share', '80%-90%', [0.8, 0.9]),
  row('share', '20 percent', 0.2),
  row('any', '5 per cent', 0.05),
  row('duration', '100-200 ms', [0.1, 0.2]),
  row('bytes', '500 MB to 2 GB', [5e8, 2e9]),
  row('moneyRate', '$5k-$10k per month', [5000 / MONTH, 10_000 / MONTH]),
  row('any', '10M-5M', asked('reversed')),
  row('rate', '5k-10k req/s', [5000, 10_000]),
  row('rate', '2-3 per second', [2, 3]),
  // Bounds
  row('expectation', '>= 3', { atLeast: 3 }),
  row('expectation', '<= 20 TB', { atMost: 2e13 }),
  row('expectation', '≥ 99.9%', { atLeast: 0.999 }),
  row('expectation', 'max 20 TB', { atMost: 2e13 }),
  row('expectation', 'no more than 20 TB', { atMost: 2e13 }),
  row('expectation', 'up to 20 TB', { atMost: 2e13 }),
  row('expectation', 'not less than 99.9%', { atLeast: 0.999 }),
  row('expectation', 'at most $30k per month', { atMost: 30_000 / MONTH }),
  row('expectation', '< 5', asked('at most 5', 'at most 4')),
  row('expectation', '3 or more', { atLeast: 3 }),
  row('expectation', '507 req/s ± 1%', { within: [507, 0.01] }),
  row('expectation', '400-600 req/s', [400, 600]),
  row('expectation', '~24/s', [12, 24, 48]),
  row('expectation', 'about 24/s', [12, 24, 48]),
  row('expectation', '3+', { atLeast: 3 }),
  row('at most', '<= 100 ms', 0.1),
  row('at most', 'within 100 ms', 0.1),
  row('at most', '< 100 ms', 0.1),
  row('at most', 'max 100 ms', 0.1),
  row('at most', 'no more than 100 ms', 0.1),
  row('at most', 'at most 100 ms', 0.1),
  row('at most', 'under 100 ms', 0.1),
  row('at most', '>= 100 ms', asked('at most', '100 ms')),
  row('at least', '>= 99.9%', 0.999),
  row('at least', 'at least 99.9%', 0.999),
  row('at least', '<= 99.9%', asked('at least', '99.9%')),
  row('count', '>= 3', asked('3')),
  // Factors
  row('factor', '3x', 3),
  row('factor', '20×', 20),
  row('factor', '3 times', 3),
  row('peak', '3x', 3),
  row('peak', '400% of the mean', 4),
  row('peak', '3x the average', 3),
  row('holds', '80% hit rate', 0.8),
  row('peak', '2-3x', [2, 3]),
  row('growth', '30% YoY', { grows: [1.3, YEAR] }),
  row('growth', '30% annually', { grows: [1.3, YEAR] }),
  row('growth', '30% a year', { grows: [1.3, YEAR] }),
  row('growth', '30% growth per year', { grows: [1.3, YEAR] }),
  row('growth', 'doubles yearly', { grows: [2, YEAR] }),
  row('growth', '1.3x per year', { grows: [1.3, YEAR] }),
  row('growth', '5% MoM', { grows: [1.05, MONTH] }),
  row('growth', '30% year over year', { grows: [1.3, YEAR] }),
  row('growth', '2x every 18 months', { grows: [2, 18 * MONTH] }),
  row('growth', 'doubles every 2 years', { grows: [2, 2 * YEAR] }),
  row('overhead', '1.3x', 0.3),
  // Sizes
  row('bytes', '4T', 4e12),
  row('bytes', '8G', 8e9),
  row('bytes', '8Gi', 8 * 2 ** 30),
  row('bytes', '512M', 5.12e8),
  row('byteRate', '10G', asked('10 GB/s', '10 Gbit/s')),
  row('bytes', '8 gigs', asked('GB')),
  row('bytes', '512m', asked('minutes', '512 MB')),
  row('availability', 'three nines', 0.999),
  row('duration', 'half an hour', 1800),
  // Paths
  row('path', 'a > b', 'a -> b'),
  row('path', 'a → b → c', 'a -> b -> c'),
  row('path', 'a -> (b, c)', 'a -> (b, c)'),
  row('path', 'a => (b > c, d)', 'a -> (b -> c, d)'),
  row('path', 'a -> (b, c) -> d', asked('each of', 'once')),
  row('path', 'a -> b, c', asked('a -> (b, c)', '[a -> b, c]')),
  // Arithmetic
  row('calc', '100M × 5 KB', 5e11),
  row('calc', '100M x 5 KB', 5e11),
  row('calc', '20% of 100M', 2e7),
  row('calc', 'log2(1024)', 10),
  row('calc', '10 ÷ 4', 2.5),
  row('calc', '$0.09/GB * 10 TB', 900),
  row('calc', '1,000,000 * 2', 2e6),
  // Lines of a spec
  row('yaml', '{ rate: 1,000,000 per day }', asked('comma', '1000000 per day')),
  row('yaml', '{ rate: 2,5k req/s }', asked('comma', '2.5k req/s')),
];

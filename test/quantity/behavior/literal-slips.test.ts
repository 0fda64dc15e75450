import { describe, expect, test } from 'vitest';
import type { FieldType } from '../../../src/quantity/index.js';
import { mended, placeOf, slipOf } from '../support/words.js';

describe('a slip in a literal names its place and what was meant', () => {
  test.each<[FieldType, string, string, string, string | null]>([
    // field, text, rule, place, mended text
    ['any', '5 rqe/s', 'unknown-unit', 'rqe', '5 req/s'],
    ['any', '5 GBB', 'unknown-unit', 'GBB', '5 GB'],
    ['any', '2 monht', 'unknown-unit', 'monht', '2 month'],
    ['any', '2 usres', 'unknown-unit', 'usres', '2 users'],
    ['any', '2 lniks', 'unknown-unit', 'lniks', '2 links'],
    ['any', '5kreq/s', 'unknown-unit', 'kreq', '5k req/s'],
    ['any', '5 per mnoth', 'unknown-unit', 'mnoth', '5 per month'],
    ['any', '5 widgets', 'unknown-unit', 'widgets', null],
    ['exchange', '0.92 EUR', 'dimension', '0.92 EUR', '0.92 EUR per USD'],
    ['exchange', '0', 'range', '0', null],
    ['bytePrice', '€0.09', 'dimension', '€0.09', '0.09 EUR/GB'],
    ['callPrice', '$0.40/M', 'dimension', '$0.40/M', '0.40 USD per 1M requests'],
    ['callPrice', '$0.40 / 1M', 'dimension', '$0.40 / 1M', '0.40 USD per 1M requests'],
    ['callPrice', '0.40 eur/M', 'dimension', '0.40 eur/M', '0.40 eur per 1M requests'],
    ['callPrice', '£5/k', 'dimension', '£5/k', '5 GBP per 1k requests'],
    ['callPrice', '0.40 GBP', 'dimension', '0.40 GBP', null],
    ['any', '1,5 kB', 'number', '1,5', '1.5 kB'],
    ['any', '1,00,00 users', 'number', '1,00,00', null],
    ['share', '99,999%', 'number', '99,999', '99.999%'],
    ['any', '0,125', 'number', '0,125', '0.125'],
    ['any', '2^999', 'magnitude', '2^999', null],
    ['any', '5 ± 20 ± 3', 'interval', '5 ± 20', null],
    ['any', '5 to', 'syntax', 'to', null],
    ['any', 'between 5', 'interval', 'between 5', null],
    ['any', '5M ± 100%', 'interval', '5M ± 100%', null],
    ['any', '5 MB ± 1 s', 'interval', '5 MB ± 1 s', null],
    ['any', '017', 'number', '017', '17'],
    ['any', '5. kB', 'number', '5.', '5 kB'],
    ['any', '1.2.3', 'number', '1.2.3', null],
    ['any', '1.000.000 req/s', 'number', '1.000.000', '1000000 req/s'],
    ['any', '−3', 'syntax', '−', '-3'],
    ['any', 'NaN', 'number', 'NaN', null],
    ['any', 'Infinity', 'number', 'Infinity', null],
    ['any', '.inf', 'number', '.inf', null],
    ['any', '1e400', 'magnitude', '1e400', null],
    ['any', '1e-400', 'magnitude', '1e-400', null],
    ['any', '1e31', 'magnitude', '1e31', null],
    ['any', '1e20 PB', 'magnitude', '1e20 PB', null],
    ['any', '1e-31 s', 'magnitude', '1e-31 s', null],
    ['any', '', 'empty', '', null],
    ['any', '   ', 'empty', '   ', null],
    ['any', 'yes', 'syntax', 'yes', null],
    ['any', '5%%', 'syntax', '%', '5%'],
    ['any', '5 kB kB', 'syntax', 'kB', null],
    ['any', '5 6', 'syntax', '6', null],
    ['any', '5 + 3', 'syntax', '+ 3', null],
    ['any', '1/5', 'syntax', '/5', null],
    ['any', '5 per', 'syntax', 'per', null],
    ['any', '5 /', 'syntax', '/', null],
    ['any', '30m1h', 'syntax', '1h', null],
    ['any', '5 kB;', 'syntax', ';', null],
    ['any', '5 per 0 s', 'range', '0', null],
    ['expectation', '5 within 3', 'syntax', '3', '5 within 3%'],
    ['expectation', 'at least', 'syntax', 'at least', null],
    ['count', '> 3', 'comparison', '> 3', '3'],
    ['count', 'at least 3', 'comparison', 'at least 3', '3'],
    ['expectation', '< 5', 'ambiguous', '< 5', null],
    // two readings
    ['any', '10B', 'ambiguous', '10B', null],
    ['any', '10B/s', 'ambiguous', '10B', null],
    ['any', '5m', 'ambiguous', '5m', null],
    ['any', '5 m', 'ambiguous', '5 m', null],
    ['rate', '5m per day', 'ambiguous', '5m', '5M per day'],
    ['count', '5m', 'ambiguous', '5m', '5M'],
    ['any', '5 mn', 'ambiguous', '5 mn', null],
    ['cpu', '500m', 'ambiguous', '500m', '0.5'],
    ['any', '80% ± 5%', 'ambiguous', '80% ± 5%', null],
    ['any', '5 req/s ± 2', 'ambiguous', '5 req/s ± 2', null],
    ['any', '5M daily users', 'ambiguous', '5M daily users', null],
    ['any', '5M users daily', 'ambiguous', '5M users daily', null],
    ['byteRate', '10G', 'ambiguous', '10G', null],
    ['any', '5m users', 'ambiguous', '5m', '5M users'],
    ['count', '5b', 'ambiguous', '5b', '5G'],
    ['bytes', '5 b', 'ambiguous', '5 b', null],
    ['bytes', '5 mb', 'ambiguous', 'mb', null],
    ['bytes', '5gb', 'ambiguous', 'gb', null],
    ['byteRate', '5 mbps', 'ambiguous', 'mbps', null],
    ['callPrice', '0.4 USD per 1B', 'ambiguous', '1B', null],
    ['availability', '3.5 nines', 'ambiguous', '3.5 nines', null],
    ['holds', '1', 'ambiguous', '1', null],
    ['growth', '1.4 per year', 'ambiguous', '1.4', null],
    ['peak', '20%', 'ambiguous', '20%', null],
    ['change', '+20%', 'ambiguous', '+20%', null],
    // the wrong thing for the field
    ['rate', '5 kB', 'dimension', '5 kB', null],
    ['rate', '5', 'dimension', '5', null],
    ['rate', '12 per user per month', 'dimension', '12 per user per month', null],
    ['count', '5 per user', 'dimension', '5 per user', null],
    ['count', '20%', 'dimension', '20%', null],
    ['rate', '2% per day', 'dimension', '2% per day', null],
    ['duration', '5M', 'dimension', '5M', '5 min'],
    ['duration', '5', 'dimension', '5', null],
    ['bytes', '5', 'dimension', '5', null],
    ['bytes', '5 MB/s', 'dimension', '5 MB/s', null],
    ['byteRate', '5 MB', 'dimension', '5 MB', null],
    ['bytePrice', '5', 'dimension', '5', '5 USD/GB'],
    ['moneyRate', '5 USD', 'dimension', '5 USD', null],
    ['duration', 'x3', 'dimension', 'x3', null],
    ['holds', '5 GB', 'dimension', '5 GB', null],
    ['growth', '5 GB per year', 'dimension', '5 GB', null],
    // out of the domain
    ['rate', '-5/s', 'range', '-5/s', null],
    ['bytes', '-5 kB', 'range', '-5 kB', null],
    ['count', '-5..5', 'range', '-5..5', null],
    ['keep', '0 d', 'range', '0 d', null],
    ['share', '20', 'range', '20', '20%'],
    ['share', '120%', 'range', '120%', null],
    ['target', '1.5', 'range', '1.5', '1.5%'],
    ['target', '0%', 'range', '0%', null],
    ['growth', '-100% per year', 'range', '-100%', null],
    ['factor', '0', 'range', '0', null],
    ['availability', '16 nines', 'range', '16 nines', null],
    ['peak', '20% of the day in 30 h', 'range', '30 h', null],
    ['holds', '20% of memory', 'syntax', 'memory', '20% of items'],
    ['holds', '20% of daily read', 'syntax', 'daily read', '20% of daily reads'],
  ])('%s: %s', (field, text, rule, place, better) => {
    const problem = slipOf(text, field);
    expect(problem.rule).toBe(`quantity/${rule}`);
    expect(placeOf(text, problem)).toBe(place);
    if (better === null) expect(problem.suggestion).toBeUndefined();
    else expect(mended(text, problem)).toBe(better);
  });

  test('a dimension slip shows what was wanted and what was found', () => {
    expect(slipOf('5 kB', 'rate').message).toBe('expected a rate (such as 5 req/s or 1M per day), got a size (5 kB)');
    expect(slipOf('12 per user per month', 'rate').message).toBe('this is per user: multiply by the number of users');
    expect(slipOf('5 mb', 'bytes').message).toBe('"mb" has two readings: MB (bytes) or Mbit (bits)');
  });

  test('messages begin in lower case and end without a full stop', () => {
    for (const text of ['5 GBB', '1,5', '10B', '>=3', '5..10k', '', '5%%']) {
      expect(slipOf(text).message).toMatch(/^(?:[a-z"]).*[^.]$/);
    }
  });
});

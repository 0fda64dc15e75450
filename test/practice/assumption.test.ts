import { describe, expect, it } from 'vitest';
import { assumptionIn, factsAbout } from '../../src/practice/assumption.js';
import { judgeEstimate, readEstimate } from '../../src/practice/estimate-answer.js';
import { PROBLEMS } from '../../src/practice/index.js';
import { sysdesign } from '../support/hosts.js';

const stated = (id: string, line: string) => {
  const problem = PROBLEMS.find((one) => one.id === id) as (typeof PROBLEMS)[number];
  const found = assumptionIn(line, factsAbout(line, problem.facts), problem);
  return found === undefined ? null : [found.parameter, found.value];
};

describe('what a candidate assumes', () => {
  // A month has 30 days: 2M a day are 60M a month.
  it.each([
    ['url-shortener', 'I assume 50M new links per month', ['newLinks', 50e6]],
    ['url-shortener', 'say 2 million new links a day', ['newLinks', 60e6]],
    ['url-shortener', 'a ratio of 50 reads per write', ['readsPerWrite', 50]],
    ['url-shortener', 'records of 1 kB in size', ['record', 1000]],
    ['url-shortener', 'records of 800B in size', ['record', 800]],
    ['url-shortener', 'links are kept 7 years', ['years', 7]],
    ['url-shortener', 'a peak of 4x the mean', ['peak', 4]],
    ['timeline', '1B posts a day', ['posts', 1e9]],
    ['chat', '30% of them are online', ['online', 30]],
    ['rate-limiter', '200,000 requests per second', ['requests', 200_000]],
    ['url-shortener', 'How many is 50M per month?', null],
    ['url-shortener', 'redirects in 100 ms at p99', null],
    ['url-shortener', 'fast enough for 3 people', null],
  ] as const)('%s: "%s"', (id, line, expected) => {
    expect(stated(id, line)).toEqual(expected);
  });

  it('is what the keys of later answers go by, and stands in the scorecard and in the spec', async () => {
    // 100M / 30 d x 50 x 4: assumed 100M, 50 and a peak of 4.
    const peak = (100e6 / 2_592_000) * 50 * 4;
    const answers = `
functional: ["I assume 100M new links per month", "a ratio of 50 reads per write"]
quality: ["a peak of 4 times the mean"]
estimates: { write-rate: ${100e6 / 2_592_000} req/s, read-peak: ${peak} req/s }
`;
    const { out, files } = await sysdesign(['practice', '--problem', 'url-shortener', '--seed', '7', '--answers', 'a.yaml', '-f', 'json'], {
      files: { 'a.yaml': answers },
    });
    const card = JSON.parse(out);
    expect(card.estimates.map(({ text }: { text: string }) => text)).toEqual(['exact', 'exact']);
    expect(card.assumed).toEqual({ newLinks: '100M per month', readsPerWrite: '50', peak: '4' });
    expect(card.neverAsked.join()).not.toContain('new links');
    const spec = await files.readBytes('practice/2026-11-01-url-shortener.sysdesign.yaml');
    expect(spec.ok && new TextDecoder().decode(spec.value)).toContain('newLinks: 100M per month');
  });

  it('is refused where it is far from what such a system has', async () => {
    const { out } = await sysdesign(['practice', '--problem', 'url-shortener', '--seed', '7', '--answers', 'a.yaml', '-f', 'json'], {
      files: { 'a.yaml': 'functional: ["I assume 3 new links per month"]' },
    });
    expect(JSON.parse(out).assumed).toEqual({});
  });
});

describe('an estimate', () => {
  const key = { value: 1.85e12, unit: 'B' };
  const context = { measures: 'data' as const, factors: [] };
  const typed = (text: string) => {
    const read = readEstimate(text, 'data', 'B');
    return read.ok ? judgeEstimate(read.quantity, key, context).text : read.problem.message;
  };
  it('that is rounded to two digits is no slip, and a number without its unit is asked for it', () => {
    expect(typed('1.8 TB')).toBe('exact');
    expect(typed('6')).toBe('6 of what? Write its unit');
    expect(typed('1850000000000')).toBe('exact');
    // Tera for tebi: 1.0995.
    expect(typed('2.034 TB')).toContain('1024');
  });
});

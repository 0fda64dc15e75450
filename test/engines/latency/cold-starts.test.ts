import { describe, expect, it } from 'vitest';
import { estimate } from '../../support/estimating.js';

const near = (got: number, want: number, off = 0.006): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(off * want);

const design = (coldStart: string, more = ''): string => `sysdesign: 1
name: cold
flows: { f: { rate: 50/s, peak: 2, path: [ c ] } }
components: { c: { kind: function, ${coldStart} each: { mean: 10 ms } } }
${more}`;

describe('calls that find no instance started', () => {
  it('are in the tail: 2% of them take 300 ms more, the others nothing', async () => {
    const facts = await estimate(design('coldStart: { takes: 300 ms, share: 2% },'));
    // Below 300 ms: 2% + 98% exp(-t / 10 ms) = 5%. Beyond: 2% exp(-(t - 300 ms) / 10 ms) = 1%.
    near(facts.value('flows.f.latency.p95'), 0.01 * Math.log(0.98 / 0.03));
    near(facts.value('flows.f.latency.p99'), 0.3 + 0.01 * Math.log(2));
    near(facts.value('flows.f.latency.p999'), 0.3 + 0.01 * Math.log(20));
    facts.are({ 'components.c.coldStarts.share': 0.02, 'components.c.coldStarts.mean': 1, 'components.c.coldStarts.peak': 2 });
  });

  it('are 1% where nothing is stated of how many, as the catalog has it; none without a time for them', async () => {
    const facts = await estimate(design('coldStart: 300 ms,'));
    facts.are({ 'components.c.coldStarts.share': 0.01 });
    near(facts.value('flows.f.latency.p999'), 0.3 + 0.01 * Math.log(10));
    const none = await estimate(design(''));
    expect(none.missing('components.c.coldStarts.share')).toEqual(['components.c.coldStart']);
    near(none.value('flows.f.latency.p999'), 0.01 * Math.log(1000));
  });

  it('under a change, at another time and in doubt', async () => {
    const text = design('coldStart: { takes: 300 ms, share: 1%..4% },', 'growth: 100% per year\n');
    const facts = await estimate(text, { set: { 'components.c.coldStart.takes': '500 ms' } });
    facts.are({ 'components.c.coldStarts.mean.year1': 2 * facts.value('components.c.coldStarts.mean') });
    expect(facts.value('flows.f.latency.p999')).toBeGreaterThan(0.5);
    const spread = facts.sampler.spread(facts.node('components.c.coldStarts.share'));
    near(spread?.p5 ?? 0, 0.01, 0.05);
    near(spread?.p95 ?? 0, 0.04, 0.05);
  });
});

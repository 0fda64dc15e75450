import { describe, expect, it } from 'vitest';
import { catalogEntry } from '../../src/catalog/index.js';
import { TYPICAL } from '../../src/practice/typical.js';
import { parseLiteral, STANDARD_CALENDAR } from '../../src/quantity/index.js';

/** In canonical units; operations, reads and connections a core all count as what they are of. */
function canonical(text: string): number {
  const plain = text
    .replace(/\s*(?:req|reads|writes|operations|transactions|connections|IOPS)\b/g, '')
    .replace(/\s*per core/, '')
    .replace(/(\d)\/s/, '$1 per s');
  const read = parseLiteral(plain, null, { calendar: STANDARD_CALENDAR, counts: new Set<string>() });
  if (!read.ok) throw new Error(`${text}: ${read.problem.message}`);
  return read.value.value;
}

const figures = Object.entries(TYPICAL).flatMap(([kind, { figures: own = {}, each = {} }]) =>
  [...Object.entries(own), ...Object.entries(each)].map(([name, figure]) => [`${kind}.${name}`, figure] as const),
);

describe('typical figures', () => {
  it.each(figures)('%s is of the catalog', async (_, { literal, entries, how, times }) => {
    let [low, high] = [0, 0];
    for (const id of entries) {
      const entry = await catalogEntry(id);
      expect(entry, id).toBeDefined();
      if (!entry) continue;
      const unit = (value: number): number => canonical(`${value} ${entry.unit}`.trim());
      low += unit(entry.low ?? entry.mid);
      high += unit(entry.high ?? entry.mid);
    }
    if (how === 'time') [low, high] = [1 / high, 1 / low];
    const value = canonical(literal);
    expect(value).toBeLessThanOrEqual(high * times * (1 + 1e-9));
    expect(value).toBeGreaterThanOrEqual(how === 'at most' ? 0 : low * times * (1 - 1e-9));
    // What is bounded from above alone is still of that order.
    if (how === 'at most') expect(value).toBeGreaterThan((high * times) / 5);
  });
});

import { describe, expect, it } from 'vitest';
import { filled } from '../../src/core/index.js';
import { addressOf, factKinds } from '../../src/facts/registry.js';

describe('an id of a fact', () => {
  // Names that no pattern has as a word, one for each `*`.
  const namesFor = (pattern: string): readonly string[] => Array.from({ length: pattern.split('*').length - 1 }, (_, i) => `name${i}`);

  it('leads back to its kind and its names, whichever way it is taken apart', () => {
    for (const kind of factKinds()) {
      const names = namesFor(kind.pattern);
      const base = filled(kind.pattern, names);
      expect(addressOf(base)).toEqual({ kind, names, year: null, state: null, base });
      expect(addressOf(`${base}.without.cache`)).toEqual({ kind, names, year: null, state: { allUp: false, without: ['cache'] }, base });
      if (kind.area !== 'assumptions') expect(addressOf(`${base}.year3`)).toEqual({ kind, names, year: 3, state: null, base });
    }
  });

  it('is none where a word of it is misspelt, missing or too much', () => {
    for (const id of [
      'components.db.fleets',
      'components.db',
      'components',
      'component.db.fleet',
      'components.db.fleet.now',
      'totals.x.fleet',
    ])
      expect(addressOf(id)).toBeUndefined();
  });
});

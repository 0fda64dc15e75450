import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../cli/hosts.js';

const shown = async (spec: string): Promise<string> => {
  const { out } = await sysdesign(['availability', 'spec.sysdesign.yaml'], { files: { 'spec.sysdesign.yaml': spec } });
  return out.replace(/\s+/g, ' ');
};

describe('a flow of which not all is known', () => {
  const spec = `sysdesign: 1
name: d
flows: { f: { rate: 1 req/s, path: maps -> rates } }
components:
  maps: { kind: external, availability: 99.9% }
  rates: { kind: external }
`;

  // Were rates never down, maps alone would fail it: 99.9%.
  test('is at most as available as what is known leaves it', async () => {
    expect(await shown(spec)).toContain(
      'f: not known; at most 99.9% served, were rates never down state availability, or mtbf and mttr, of rates',
    );
  });

  test('is known once all of it is, and has no bound where nothing is', async () => {
    // 99.9% x 99.5% = 99.4005%.
    const known = await shown(spec.replace('rates: { kind: external }', 'rates: { kind: external, availability: 99.5% }'));
    expect(known).toContain('f: 99.4% served');
    expect(await shown(spec.replace(', availability: 99.9%', ''))).not.toContain('at most');
  });
});

describe('places of which no loss is stated', () => {
  const spec = (zones: string): string => `sysdesign: 1
name: d
topology: { regions: { eu: { zones: ${zones} } } }
flows: { f: { rate: 1 req/s, path: db } }
components: { db: { kind: database, instances: 2, mtbf: 1000 h, mttr: 4 h } }
data: { d: { in: db, item: 1 kB, items: 1M } }
`;

  test('are named as never lost', async () => {
    expect(await shown(spec('[a, b]'))).toContain('places eu.a, eu.b never lost (state mtbf, mttr, of the zone or its region)');
    expect(await shown(spec('{ a: { mtbf: 2 years, mttr: 3 h }, b: {} }'))).toContain('place eu.b never lost');
    expect(await shown(spec('{ a: { mtbf: 2 years, mttr: 3 h }, b: { mtbf: 2 years, mttr: 3 h } }'))).not.toContain('never lost');
  });
});

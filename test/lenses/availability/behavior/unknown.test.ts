import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../../support/hosts.js';

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

describe('several instances of which nothing states how many must be up', () => {
  const spec = (api: string): string => `sysdesign: 1
name: d
flows: { f: { rate: 1 req/s, path: api } }
components: { api: { kind: service, mtbf: 99 h, mttr: 1 h, ${api} } }
requirements: { quality: { up: { flow: f, availability: 99.9% } } }
`;
  const front = async (api: string, command = 'estimate'): Promise<string> => {
    const { out } = await sysdesign([command, 'spec.sysdesign.yaml'], { files: { 'spec.sysdesign.yaml': spec(api) } });
    return out.replace(/\s+/g, ' ');
  };

  // Each is down for 1 of 100 h: three at once 1e-6.
  test('are no availability: one that is enough is the best that may be', async () => {
    expect(await front('instances: 3')).toContain('available not known of f (state needed of api)');
    expect(await front('instances: 3')).toContain('? unknown up: state components.api.needed');
    expect(await front('instances: 3', 'availability')).toContain(
      'f: not known: state how many of api must be up (needed, or what each carries: each.rate); at most 99.9999% served, were one enough',
    );
  });

  test('but where that is stated, what each carries is, copies decide, or there are two', async () => {
    // One of three: 1e-6, six nines, of which a headline shows no more than five; two of three: 3 x 1e-4 x 0.99 + 1e-6 = 2.98e-4.
    expect(await front('instances: 3, needed: 1')).toContain('available >99.999% of f');
    expect(await front('instances: 3, needed: 1', 'availability')).toContain('f: >99.999% served, 6 nines');
    expect(await front('instances: 3, needed: 2')).toContain('available 99.9702% of f');
    expect(await front('instances: 3, each: { rate: 1 req/s }, needed: 2')).toContain('available 99.9702% of f');
    expect(await front('instances: 2')).toContain('available 99.99% of f');
  });
});

test('what fails by nothing that is stated is not told as 100%', async () => {
  const out = await shown(`sysdesign: 1
name: d
flows: { f: { rate: 1 req/s, path: app ~> q }, g: { rate: 1 req/s, path: app -> db } }
components: { app: { kind: client }, q: { kind: queue }, db: { kind: database, availability: 99.9% } }
`);
  expect(out).toContain('f: nothing that it waits for fails, as far as the spec states');
});

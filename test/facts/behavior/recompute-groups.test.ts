import { expect, test } from 'vitest';
import { type Expr, printExpr } from '../../../src/quantity/index.js';
import { Dice } from '../../properties/specs.js';
import { close, design, estimate, type Facts } from '../../support/estimating.js';
import { runsOf } from '../../support/full.js';
import { compute, parseFormula } from '../support/recomputing.js';

/** A store whose copies or shards lie on some of its instances, these spread unevenly over places that are lost, and what else it may state. */
function* stores(count: number): Generator<string> {
  const dice = new Dice(17);
  const often = (share: number, text: () => string): readonly string[] => (dice.chance(share) ? [text()] : []);
  for (let i = 0; i < count; i++) {
    const shards = dice.of(1, 1, 2, 3, 5);
    const each = dice.whole(1, 5);
    const factor = dice.whole(1, each);
    const quorum = (): number => dice.whole(1, factor);
    const isCopied = dice.chance(0.7);
    const own = [
      `kind: database, mtbf: 100 h, mttr: 5 h, instances: ${shards * each + dice.whole(0, shards - 1)}`,
      ...(shards > 1 ? [`shards: ${shards}`] : []),
      isCopied ? `replication: { factor: ${factor}, read: ${quorum()}, write: ${quorum()} }` : `needed: ${dice.whole(1, each)}`,
      ...often(0.3, () => `crews: ${dice.whole(1, 3)}`),
      ...often(0.3, () => 'maintenance: { every: 10 d, lasts: 3 h, rolling: true }'),
      ...often(0.3, () => `deploy: { strategy: rolling, every: 5 d, takes: 2 h, unavailable: ${dice.of('1', '2', '40%')} }`),
      ...(isCopied ? [] : often(0.3, () => 'failover: { mode: active-passive, detect: 30 s, takes: 2 min, coverage: 90% }')),
    ];
    const inRegions = dice.of([], [3], [1, 1], [2, 1], [1, 2], [2, 2], [3, 1]);
    const regions = inRegions.map((count, region) => {
      const zones = Array.from({ length: count }, (__, zone) => `z${zone}: { mtbf: ${300 + 50 * zone} h, mttr: 2 h }`);
      return `r${region}: { mtbf: 900 h, mttr: 1 h, zones: { ${zones.join(', ')} } }`;
    });
    const kind = dice.of('read', 'write');
    const topology = regions.length > 0 ? `topology: { regions: { ${regions.join(', ')} } }` : '';
    yield design('[db]', `db: { ${own.join(', ')} }`, topology).replace('rate: 1 req/s', `kind: ${kind}, rate: 1 req/s`);
  }
}

const IDS = ['unavailability', 'failing', 'outages'].flatMap((what) => [`components.db.${what}`, `flows.f.${what}`]);

/** What the printed formula of a fact gives, its inputs being what they are. */
function again(facts: Facts, id: string): number {
  const text = printExpr(facts.node(id).formula as Expr);
  return compute(parseFormula(text), (input) => facts.value(input));
}

test('printed formulas tell shards, and the copies of any item, from one request, wherever these lie', async () => {
  let told = 0;
  for (const text of stores(runsOf(40))) {
    const facts = await estimate(text);
    for (const id of IDS) close(facts.value(id), again(facts, id), `${id} of\n${text}`, 1e-9);
    if (facts.value('flows.f.failing') > facts.value('flows.f.unavailability') * 1.01) told++;
  }
  // Of many of these some request fails for more of the time than one does.
  expect(told).toBeGreaterThan(10);
});

import { estimate, type FactRow, IN_BITS, LEADS, LEADS_BY_DAY, RARELY_ASKED } from './row.js';

export const TOTALS = {
  'totals.rate.k': estimate.rate('requests of all flows', LEADS_BY_DAY),
  'totals.ingress.k': estimate.throughput('what all actors send', { ...LEADS_BY_DAY, ...IN_BITS }),
  'totals.egress.k': estimate.throughput('what all actors get', { ...LEADS_BY_DAY, ...IN_BITS }),
  'totals.storage': estimate.bytes('bytes stored of all data', LEADS),
  'totals.instances': estimate.count('instances of all components', LEADS),
  'totals.cost': estimate.cost('cost of all components', LEADS),
  'totals.cost.low': estimate.cost('the same with the prices of the catalog at their lower end', { ...LEADS, ...RARELY_ASKED }),
  'totals.cost.high': estimate.cost('the same with the prices of the catalog at their upper end', { ...LEADS, ...RARELY_ASKED }),
  'totals.cost.dominant': estimate.class('the component that costs most', LEADS),
  'totals.cost.perThousand': estimate.price('cost of 1,000 requests', { ...LEADS, ...RARELY_ASKED }),
  'totals.cost.perUser': estimate.cost('cost of one user', { ...LEADS, ...RARELY_ASKED }),
} as const satisfies Record<string, FactRow>;

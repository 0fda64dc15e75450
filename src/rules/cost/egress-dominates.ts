import { defineRule } from '../rule.js';

/** A bill that is mostly traffic. */
export const egressDominates = defineRule({
  id: 'cost/egress-dominates',
  on: 'component',
  severity: 'info',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'The bytes that a component sends are more than 30% of the whole bill, and more than 1,000 USD a month, at a price above what is paid for a committed volume.',
    why: 'Traffic is priced at many times what it costs, and the price is open to negotiation: smaller answers, caches at the edge and a committed volume change the bill more than any server does.',
    cost: 'Compression takes processor time; a contract takes a commitment.',
    source: 'AWS Well-Architected, COST 8 (data transfer)',
    falsePositives: 'A service whose whole work is to send: the bill is known to be that.',
    good: `sysdesign: 1
name: pictures
flows:
  show: { kind: read, rate: 1k req/s, response: 20 kB, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s, cost: 3000 USD/month }, price: { egress: 0.09 USD/GB } }
`,
    bad: `sysdesign: 1
name: pictures
flows:
  show: { kind: read, rate: 1k req/s, response: 200 kB, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s, cost: 300 USD/month }, price: { egress: 0.09 USD/GB } }
`,
  },
  reads: ['components.*.cost.egress', 'totals.cost', 'components.*.egress.mean'],
  options: {
    share: { value: '30%', field: 'share', meaning: 'share of the bill from which traffic decides it' },
    price: { value: '0.03 USD/GB', field: 'bytePrice', meaning: 'up to which a price counts as negotiated: list prices begin near 0.085' },
    least: { value: '1k USD/month', field: 'cost', meaning: 'what traffic must cost to be worth a word' },
  },
  message: 'of the {right} in all, {left} are for the {traffic} that "{component}" sends',
  help: 'send less (compression, smaller images, a cache nearer to the user), or negotiate that price',
  *check({ name }, { fact, option, literal }) {
    const cost = fact('components.*.cost.egress', name);
    yield {
      subject: `components.${name}`,
      because: [
        [cost, '>', fact('totals.cost'), option('share')],
        [cost, '>', option('least')],
        [literal('components.*.price.egress', name), '>', option('price')],
      ],
      slots: { component: name, traffic: fact('components.*.egress.mean', name) },
      at: `components.${name}.price.egress`,
    };
  },
});

import { rows } from './row.js';

const SHOP = (rest: string): string => `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, path: api }
components:
  api: { kind: service, instances: 5, each: { rate: 400 req/s, cost: 50 USD/month } }
${rest}`;

/** What comes of expectations: each is judged at its place, and no rule repeats it. */
export const EXPECTATION = rows({
  'expectation/missed': {
    about: 'judgment',
    severity: 'error',
    meaning:
      'An expectation (`expect:`) is a unit test of the design, and the fact that it names has another value. Explain the fact, then correct the design or the expectation.',
    example: { run: ['estimate', 'shop.sysdesign.yaml'], spec: SHOP('expect: { flows.read.rate.mean: 200 req/s }\n') },
  },
  'expectation/unknown': {
    about: 'judgment',
    severity: 'info',
    meaning: 'An expectation names a fact that is not known. State what it says is missing.',
    example: { run: ['estimate', 'shop.sysdesign.yaml'], spec: SHOP('expect: { flows.read.ingress.mean: 2 MB/s }\n') },
  },
});

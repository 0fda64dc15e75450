import { rows } from './row.js';

const SHOP = (rest: string): string => `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, path: api }
components:
  api: { kind: service, instances: 5, each: { rate: 400 req/s, cost: 50 USD/month } }
${rest}`;

/** What comes of requirements and agreements: each is judged at its place, and no rule repeats it. */
export const REQUIREMENT = rows({
  'requirement/at-risk': {
    about: 'judgment',
    severity: 'warning',
    meaning:
      'A requirement is kept in some of the cases that the uncertain assumptions leave open, and in fewer than 95% of them. Find out what moves it most, or leave more room.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml'],
      spec: SHOP('requirements: { quality: { busy: { fact: flows.read.rate.mean, target: at most 300 req/s } } }\n').replace(
        '300 req/s, path',
        '250..310 req/s, path',
      ),
    },
  },
  'requirement/missed': {
    about: 'judgment',
    severity: 'error',
    meaning: 'The design does not keep a requirement or an agreement. Explain the fact that it is about, and change what moves it.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml'],
      spec: SHOP('requirements: { quality: { budget: { cost: 100 USD/month } } }\n'),
    },
  },
  'requirement/unknown': {
    about: 'judgment',
    severity: 'info',
    meaning:
      'Whether a requirement is kept cannot be decided: its fact is not known, or is not computed yet. State what it says is missing.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml'],
      spec: SHOP('requirements: { quality: { fast: { flow: read, p99: 100 ms } } }\n'),
    },
  },
});

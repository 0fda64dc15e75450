import { rows } from './row.js';

/** Findings of the availability lens: promises that no design keeps. */
export const AVAILABILITY = rows({
  'availability/agreement-below-promise': {
    about: 'judgment',
    severity: 'warning',
    meaning:
      'A flow is promised at more than the provider of a component agrees to, the flow fails whenever that component does, and what it was measured to have is not stated. Rely on what the component was measured to have (state its mtbf or availability), or state what the flow does without it.',
    example: {
      run: ['availability', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: cdn }
components:
  cdn: { kind: cdn, use: cloudfront }
requirements:
  quality:
    up: { flow: read, availability: 99.99% }
`,
    },
  },
  'availability/agreement-not-looser': {
    about: 'judgment',
    severity: 'error',
    meaning:
      'An agreement with customers promises as much as the objective that the team itself aims at, or more, so the agreement is broken as soon as the objective is. Promise less, or aim higher.',
    example: {
      run: ['availability', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service, availability: 99.99% }
requirements:
  quality:
    up: { flow: read, availability: 99.9% }
  agreements:
    gold: { flow: read, availability: 99.95% }
`,
    },
  },
  'availability/agreement-without-objective': {
    about: 'judgment',
    severity: 'warning',
    meaning:
      'An agreement with customers has no objective beside it, so nothing warns before the agreement itself is broken. State a stricter objective under requirements.quality.',
    example: {
      run: ['availability', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service, availability: 99.99% }
requirements:
  agreements:
    gold: { flow: read, availability: 99.9% }
`,
    },
  },
  'availability/promise-of-everything': {
    about: 'judgment',
    severity: 'error',
    meaning:
      'A promise of 100% leaves no error budget: one failed request breaks it, and no change is ever safe. Promise what users notice, such as 99.9%.',
    example: {
      run: ['availability', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service, mtbf: 30 d, mttr: 10 min }
requirements:
  quality:
    up: { flow: read, availability: 100% }
`,
    },
  },
});

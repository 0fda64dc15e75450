import { rows } from './row.js';

/** A finding of the availability lens that rests on the catalog. */
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
});

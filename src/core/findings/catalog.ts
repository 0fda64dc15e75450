import { rows } from './row.js';

/** Findings about figures of the catalog. */
export const CATALOG = rows({
  'catalog/past-shelf-life': {
    about: 'text',
    severity: 'info',
    meaning:
      'A figure of the catalog is older than figures of its kind stay right, on the day that the spec states as asOf. Check the figure, or state the value yourself.',
    example: {
      spec: `sysdesign: 1
name: shop
asOf: 2036-01-01
components:
  cdn: { kind: cdn, use: cloudfront }
`,
    },
  },
  'catalog/unknown-entry': {
    about: 'text',
    severity: 'error',
    meaning: 'The key `catalog` replaces a figure that the catalog does not have. Take an id that `sysdesign catalog` lists.',
    example: {
      spec: `sysdesign: 1
name: shop
catalog:
  price.aws.xza: 0.008 USD/GB
`,
    },
  },
  'catalog/unknown-product': {
    about: 'text',
    severity: 'info',
    meaning:
      'A component uses a product that the catalog does not have, though it has one of nearly the same name. Correct the name; of a product that the catalog does not know nothing is assumed.',
    example: {
      spec: `sysdesign: 1
name: shop
components:
  cdn: { kind: cdn, use: cloudfrnt }
`,
    },
  },
});

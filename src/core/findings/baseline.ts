import { rows } from './row.js';

const SHOP = `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`;

/** Findings about the baseline: what was found when a project began to be linted. */
export const BASELINE = rows({
  'baseline/invalid': {
    about: 'text',
    severity: 'error',
    meaning:
      'The baseline is damaged or is another file: it is never taken for an empty one, since everything that it hides would be found, nor for a full one. Restore it from version control, or make it anew.',
    example: {
      run: ['lint', 'shop.sysdesign.yaml'],
      spec: SHOP,
      files: { 'sysdesign.baseline.json': '{ "format": "sysdesign.result/1" }\n' },
    },
  },
  'baseline/stale': {
    about: 'text',
    severity: 'warning',
    meaning:
      'The baseline has a finding that is no longer found: it was fixed, or what it is about has another name. Remove the entry (`sysdesign baseline update`), before it hides the next one.',
    example: {
      run: ['lint', 'shop.sysdesign.yaml'],
      spec: SHOP,
      files: {
        'sysdesign.baseline.json':
          '{ "format": "sysdesign.baseline/1", "files": { "shop.sysdesign.yaml": { "name": "shop", "findings": [{ "rule": "simplicity/component-not-called", "subject": "components.spare" }] } } }\n',
      },
    },
  },
});

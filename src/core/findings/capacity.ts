import { rows } from './row.js';

/** Findings of every lens about capacity: what cannot do its work with everything up. */
export const CAPACITY = rows({
  'capacity/backlog': {
    about: 'judgment',
    severity: 'error',
    meaning:
      'A consumer takes fewer messages than arrive on average, so that its queue grows for ever. State a rate above that of the messages, or send fewer.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  order: { rate: 300 req/s, path: [ api: { calls: [ orders: { async: true } ] } ] }
components:
  api: { kind: service }
  orders: { kind: queue, consumers: { writer: { rate: 200/s } } }
  writer: { kind: worker }
`,
    },
  },
  'capacity/overloaded': {
    about: 'judgment',
    severity: 'error',
    meaning:
      'A component cannot carry the load that it is sized for (its peak, unless `sizeFor` states another), though all of it is up, so that nothing is known of the availability of what needs it. State more instances or a higher limit, or send it less.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml'],
      spec: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 4, each: { rate: 100 req/s } }
`,
    },
  },
});

import { rows } from './row.js';

const SHOP = `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }
components:
  api: { kind: service }
  mails: { kind: queue, delivery: at-least-once, consumers: { sender: {} } }
  sender: { kind: worker, idempotent: false }
`;

/** Findings about changes that are to be written into a spec. */
export const FIX = rows({
  'fix/none': {
    about: 'text',
    severity: 'error',
    meaning:
      'The spec has no finding of that name, or none of its changes has that number. `sysdesign review` shows findings with the changes that mend them; name one as it is written there.',
    example: {
      run: ['review', 'shop.sysdesign.yaml', '--fix', 'messaging/redelivery-not-idempotent@components.sendr'],
      spec: SHOP,
    },
  },
  'fix/outdated': {
    about: 'text',
    severity: 'error',
    meaning: 'A file has changed between being read and being written to: nothing was written. Run it again.',
    example: {
      run: ['review', 'shop.sysdesign.yaml', '--fix', 'messaging/redelivery-not-idempotent@components.sender'],
      spec: SHOP,
      given: 'an editor saves the file while a change of it is being tried',
    },
  },
  'fix/refused': {
    about: 'text',
    severity: 'error',
    meaning:
      'The spec is written in a way that the change cannot be put into without losing something: a comment within what would go, a value that others repeat (&name, <<), a file of another project. Nothing was written; make the change by hand.',
    example: {
      run: ['review', 'shop.sysdesign.yaml', '--fix', 'messaging/redelivery-not-idempotent@components.sender'],
      spec: SHOP.replace('sender: { kind', 'sender: &sender { kind').concat('  other: *sender\n'),
    },
  },
});

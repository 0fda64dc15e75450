import { classWith } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A deposit made idempotent by writing the new balance loses the deposits in between. */
export const balanceSetAbsolutely = defineRule({
  id: 'api/balance-set-absolutely',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow that writes balances or stock is stated to be idempotent by nature, that is by setting what it writes, and nothing checks what was there before.',
    why: 'To set a balance, it is read first and the sum is written. Two at a time read the same balance, and the later one erases what the earlier one added.',
    cost: 'Keys or entries of a ledger are stored; conditional writes fail and are tried again under contention.',
    source: 'Kleppmann, Designing Data-Intensive Applications (2017), chapter 7, Preventing Lost Updates',
    falsePositives: 'Each item has one writer only.',
    good: `sysdesign: 1
name: bank
flows:
  deposit: { kind: write, rate: 10 req/s, idempotency: key, path: api -> accounts }
components:
  api: { kind: service }
  accounts: { kind: database }
data:
  balances: { in: accounts, item: 100 B, addedBy: deposit, keep: 1 year, class: balance }
`,
    bad: `sysdesign: 1
name: bank
flows:
  deposit: { kind: write, rate: 10 req/s, idempotency: natural, path: api -> accounts }
components:
  api: { kind: service }
  accounts: { kind: database }
data:
  balances: { in: accounts, item: 100 B, addedBy: deposit, keep: 1 year, class: balance }
`,
  },
  reads: [],
  message: '"{flow}" is idempotent because it sets "{data}", and setting loses what others added meanwhile',
  help: 'make repeats harmless by a key or by ids of entries (idempotency: key), or write only if nothing changed (locking: optimistic)',
  *check({ name, write, idempotency, adds }, { model }) {
    if (!write || idempotency !== 'natural') return;
    for (const { data } of adds) {
      const { classes, locking } = model.data.get(data) ?? {};
      const isGuarded = locking === 'optimistic' || locking === 'pessimistic' || locking === 'atomic';
      if (!isGuarded && classWith('isAmount', classes))
        yield {
          subject: `flows.${name}`,
          key: data,
          because: 'structure',
          slots: { flow: name, data },
          related: [{ path: `data.${data}`, message: 'what it sets' }],
        };
    }
  },
});

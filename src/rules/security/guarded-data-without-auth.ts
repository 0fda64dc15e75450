import { componentsTo } from '../paths.js';
import { defineRule } from '../rule.js';
import { callsTo, classOfGuardedWrites, guardedClass } from './guarded-uses.js';

/** Personal data on a path without authentication. */
export const guardedDataWithoutAuth = defineRule({
  id: 'security/guarded-data-without-auth',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'Personal, health or payment data is reached, or balances, bookings or stock are changed, by a flow on whose path no component knows its callers, where the spec states `auth: none` on it or knows callers elsewhere.',
    why: 'Whoever can send a request reads or writes the data of others. Forgotten paths, not broken ciphers, are how most of such data gets out.',
    cost: 'Sign-in, tokens and their expiry, and rules who may see what.',
    source: 'OWASP Top 10 (2021), A01 Broken Access Control',
    falsePositives: 'The flow shows what its owner made public, such as a profile: state that data apart, with class: public.',
    good: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: gateway -> api -> db }
components:
  gateway: { kind: gateway, auth: token }
  api: { kind: service }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
    bad: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: gateway -> api -> db }
components:
  gateway: { kind: gateway, auth: none }
  api: { kind: service }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
  },
  reads: [],
  message: '"{flow}" reaches the {class} data "{data}", and nothing on its path knows who asks',
  help: 'check who calls on the path of "{flow}": auth: token or session at its entrance',
  *check(data, { model }) {
    const [guarded, ofWrites] = [guardedClass(data), classOfGuardedWrites(data)];
    const found = guarded ?? ofWrites;
    if (!found) return;
    const isUsual = [...model.components.values()].some(({ auth }) => auth !== null && auth !== 'none');
    for (const call of callsTo(guarded ? data : { ...data, readBy: [] }, model)) {
      // Credentials of a store identify services, not their users.
      const above = componentsTo(model, call).filter(({ name }) => !data.stores.includes(name));
      if (above.length === 0 || above.some(({ auth }) => auth !== null && auth !== 'none')) continue;
      if (!isUsual && !above.some(({ auth }) => auth === 'none')) continue;
      yield {
        subject: `data.${data.name}`,
        key: call.flow,
        because: 'structure',
        slots: { data: data.name, flow: call.flow, class: found },
        related: [{ path: call.path, message: 'reached here' }],
      };
    }
  },
});

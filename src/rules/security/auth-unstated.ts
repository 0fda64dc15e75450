import { componentsTo } from '../paths.js';
import { defineRule } from '../rule.js';
import { callsTo, guardedClass } from './guarded-uses.js';

/** Callers whose identity is not checked, as far as the spec states. */
export const authUnstated = defineRule({
  id: 'security/auth-unstated',
  on: 'data',
  severity: 'warning',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'security',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Personal, health or payment data is reached by flows, and no component of the spec states how callers are known.',
    why: 'A reviewer asks it: who may see this, and how is that checked?',
    cost: 'Sign-in, tokens and their expiry, and rules who may see what.',
    source: 'OWASP Top 10 (2021), A01 Broken Access Control',
    falsePositives: 'Access is out of scope of the design: state it where it is checked anyway, in one word.',
    good: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: api -> db }
components:
  api: { kind: service, auth: session }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
    bad: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
  },
  reads: [],
  message: 'how those who reach the {class} data "{data}" are known is not stated',
  help: 'state it where they come in: auth: token, session, apiKey, or none',
  *check(data, { model }) {
    const found = guardedClass(data);
    if (!found || [...model.components.values()].some(({ auth }) => auth !== null)) return;
    const reached = callsTo(data, model).find((call) => componentsTo(model, call).length > 1);
    if (reached)
      yield {
        subject: `data.${data.name}`,
        because: 'structure',
        slots: { data: data.name, class: found },
        related: [{ path: reached.path, message: 'reached here' }],
      };
  },
});

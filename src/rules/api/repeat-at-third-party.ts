import { isThirdParty } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Raised by default where the call is of a write; of a flow whose kind nothing states it is a question. */
export const repeatAtThirdParty = defineRule({
  id: 'api/repeat-at-third-party',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A call to a service of others (messages, mail, payments) is sent again when it fails, and nothing is stated about what a repeat does there.',
    why: 'A time limit that has passed does not tell whether the provider did the work. What it did the first time is done twice: two messages, two charges, and none of it can be taken back by us.',
    cost: 'A key of each message or payment that the provider checks, or a record of what was sent that is looked at before a repeat.',
    source: 'RFC 9110, section 9.2.2, Idempotent Methods; Featonby, Making retries safe with idempotent APIs, Amazon (2019)',
    falsePositives:
      'The call only reads (state `kind: read` of the flow or of the call), or the provider drops repeats: state `idempotency: natural` or `key`.',
    good: `sysdesign: 1
name: reminders
flows:
  remind: { kind: write, rate: 10 req/s, path: [ job: { calls: [ sms: { retries: 2, timeout: 5 s, idempotency: key } ] } ] }
components:
  job: { kind: worker }
  sms: { kind: external }
`,
    bad: `sysdesign: 1
name: reminders
flows:
  remind: { kind: write, rate: 10 req/s, path: [ job: { calls: [ sms: { retries: 2, timeout: 5 s } ] } ] }
components:
  job: { kind: worker }
  sms: { kind: external }
`,
  },
  reads: [],
  covers: ['api/retry-idempotency-unstated'],
  message:
    'calls to "{component}" are sent again when they fail, and nothing states that it drops a repeat: what it did the first time it does twice',
  help: 'send a key that it checks (idempotency: key), or state that a repeat is harmless (idempotency: natural)',
  *check({ component, flow, path, writes, isRetried, idempotency }, { model }) {
    const called = model.components.get(component);
    if (!called || !isThirdParty(called.traits) || !isRetried || idempotency !== null || called.isIdempotent !== null) return;
    const kind = model.flows.get(flow)?.kind ?? null;
    if (!writes && kind !== null) return;
    yield { subject: path, because: 'structure', isQuestion: !writes, slots: { component }, at: path };
  },
});

import type { Component } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Raised where the design states idempotence elsewhere: a component whose calls are retried needs it too. */
export const retryIdempotencyUnstated = defineRule({
  id: 'api/retry-idempotency-unstated',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A write is sent again when it fails, and nothing is stated about what a repeat does, where the same spec states it of other parts.',
    why: 'The caller cannot tell a lost request from a lost answer, so that some writes are done twice: two charges, two orders. It is harmless only if something makes it so.',
    cost: 'Keys that were seen must be stored for as long as callers may repeat.',
    source: 'RFC 9110, section 9.2.2, Idempotent Methods; Featonby, Making retries safe with idempotent APIs, Amazon (2019)',
    falsePositives: 'The write sets a value and is idempotent as it is: state `idempotency: natural`.',
    good: `sysdesign: 1
name: shop
flows:
  pay: { kind: write, rate: 10 req/s, path: [ api: { calls: [ bank: { retries: 2, idempotency: key } ] } ] }
components:
  api: { kind: service, idempotent: true }
  bank: { kind: external }
`,
    bad: `sysdesign: 1
name: shop
flows:
  pay: { kind: write, rate: 10 req/s, path: [ api: { calls: [ bank: { retries: 2 } ] } ] }
components:
  api: { kind: service, idempotent: true }
  bank: { kind: service }
`,
  },
  reads: [],
  message: 'writes to "{component}" are sent again when they fail, and nothing states that a repeat is harmless, as it is of "{other}"',
  help: 'state what makes it harmless (idempotency: key or natural), or do not repeat the call',
  *check({ component, path, writes, isRetried, idempotency }, { model }) {
    const called = model.components.get(component);
    if (!writes || !isRetried || idempotency !== null || !called || called.isIdempotent !== null || !answers(called)) return;
    const other = [...model.components.values()].find((one) => one.isIdempotent === true && answers(one));
    if (other) yield { subject: path, because: 'structure', slots: { component, other: other.name }, at: path };
  },
});

/** Code of ours, or of others, that acts on what it is sent. */
const answers = ({ traits }: Component): boolean => traits.isService || (traits.run === 'others' && !traits.isAtEdge);

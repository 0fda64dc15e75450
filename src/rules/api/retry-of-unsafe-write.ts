import { defineRule } from '../rule.js';

/** Retry + safety -> idempotent. */
export const retryOfUnsafeWrite = defineRule({
  id: 'api/retry-of-unsafe-write',
  on: 'call',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A write is sent again when it fails, and the spec states that doing it twice does harm (`idempotency: none`, `idempotent: false`).',
    why: 'The caller cannot tell a lost request from a lost answer. Some of the writes that it repeats were done: they are done twice.',
    cost: 'Keys that were seen must be stored, with the answers given, for as long as callers may repeat; or the write has to be put so that it sets instead of adds.',
    source: 'RFC 9110, section 9.2.2, Idempotent Methods; Featonby, Making retries safe with idempotent APIs, Amazon (2019)',
    falsePositives: 'None known: two statements of the spec contradict each other.',
    good: `sysdesign: 1
name: shop
flows:
  pay: { kind: write, rate: 10 req/s, path: [ api: { calls: [ bank: { retries: 2, idempotency: key } ] } ] }
components:
  api: { kind: service }
  bank: { kind: external, idempotent: false }
`,
    bad: `sysdesign: 1
name: shop
flows:
  pay: { kind: write, rate: 10 req/s, path: [ api: { calls: [ bank: { retries: 2 } ] } ] }
components:
  api: { kind: service }
  bank: { kind: external, idempotent: false }
`,
  },
  reads: [],
  message: 'writes to "{component}" are sent again when they fail, and are not idempotent',
  help: 'send an idempotency key that "{component}" checks (idempotency: key), or do not repeat the call',
  *check({ component, flow, path, writes, isRetried, idempotency }, { model }) {
    if (!writes || !isRetried) return;
    const isUnsafe = idempotency === 'none' || (idempotency === null && model.components.get(component)?.isIdempotent === false);
    if (isUnsafe) yield { subject: path, key: flow, because: 'structure', slots: { component }, at: path };
  },
});

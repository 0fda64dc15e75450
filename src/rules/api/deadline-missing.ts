import { isWaitedFor, leafOf, type Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

const hasTimeout = (model: Model, path: string): boolean => leafOf(model, `${path}.timeout`) !== undefined;

/** Raised where the design states timeouts elsewhere: a remote procedure call needs a deadline too. */
export const deadlineMissing = defineRule({
  id: 'api/deadline-missing',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A remote procedure call (gRPC) is waited for without a timeout, where other calls of the same spec have one.',
    why: 'gRPC waits for ever unless a deadline is set. A call that looks like a local one then holds its caller, and all who wait for that, for as long as the other side hangs.',
    cost: 'A deadline has to be chosen, handed on to the calls below, and what it cancels must be safe to cancel.',
    source: 'gRPC documentation, Deadlines (grpc.io/docs/guides/deadlines)',
    falsePositives: 'A library or a mesh sets the deadline for every call.',
    good: `sysdesign: 1
name: shop
flows:
  buy: { rate: 10 req/s, path: [ api: { calls: [ stock: { protocol: grpc, timeout: 200 ms }, prices: { timeout: 100 ms } ] } ] }
components:
  api: { kind: service }
  stock: { kind: service }
  prices: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  buy: { rate: 10 req/s, path: [ api: { calls: [ stock: { protocol: grpc }, prices: { timeout: 100 ms } ] } ] }
components:
  api: { kind: service }
  stock: { kind: service, each: { p50: 10 ms, p99: 50 ms } }
  prices: { kind: service }
`,
  },
  reads: [],
  message: '"{flow}" calls "{component}" by gRPC without a timeout, and has one for "{other}"',
  help: 'give the call a deadline (timeout) below that of its caller',
  *check(call, { model }) {
    const { component, flow, path, protocol } = call;
    if (protocol !== 'grpc' || !isWaitedFor(call) || hasTimeout(model, path)) return;
    const other = model.flows.get(flow)?.calls.find((beside) => hasTimeout(model, beside.path));
    if (other) yield { subject: path, because: 'structure', slots: { component, flow, other: other.component }, at: path };
  },
});

import { defineRule } from '../rule.js';

/** Server-sent events bring nothing to the server. */
export const oneWayProtocol = defineRule({
  id: 'api/one-way-protocol',
  on: 'call',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'requirements',
  since: '0.1.0',
  docs: {
    what: 'A call writes over server-sent events, which carry data from the server to the client alone.',
    why: 'The stream is the answer to one request without a body. What the client has to say needs another request, or another protocol.',
    cost: 'A WebSocket carries both ways and ties the client to a server; a request beside the stream costs its own round trip.',
    source: 'WHATWG HTML Living Standard, section 9.2, Server-sent events',
    falsePositives: 'None known: two statements of the spec contradict each other.',
    good: `sysdesign: 1
name: chat
flows:
  send: { kind: write, rate: 100 req/s, protocol: websocket, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: chat
flows:
  send: { kind: write, rate: 100 req/s, protocol: sse, path: api }
components:
  api: { kind: service }
`,
  },
  reads: [],
  message: '"{flow}" writes to "{component}" over server-sent events, which only bring data from it',
  help: 'write with a request of its own (rest), or over a connection that goes both ways (websocket)',
  *check({ component, flow, path, writes, protocol }) {
    if (writes && protocol === 'sse') yield { subject: path, because: 'structure', slots: { component, flow }, at: path };
  },
});

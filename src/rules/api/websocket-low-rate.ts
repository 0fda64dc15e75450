import { defineRule } from '../rule.js';
import { speaks } from './actor-protocol.js';

/** A connection kept open for what happens once in a while. */
export const websocketLowRate = defineRule({
  id: 'api/websocket-low-rate',
  on: 'flow',
  severity: 'info',
  confidence: 'low',
  evidence: 'comparison',
  attribute: 'simplicity',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'Clients keep a WebSocket open, and each sends or gets something less often than once a minute.',
    why: 'An open connection holds memory, ties the client to one server and makes deployments harder, for a request that could be sent when it is due.',
    cost: 'What is new comes later, by half the time between two questions.',
    source: 'RFC 6455, The WebSocket Protocol (2011), section 1.1',
    falsePositives: 'What is rare must arrive at once, such as a call that rings; then server-sent events may do.',
    good: `sysdesign: 1
name: scores
flows:
  follow: { concurrent: 100k, every: 10 s, protocol: websocket, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: scores
flows:
  follow: { concurrent: 100k, every: 10 min, protocol: websocket, path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['flows.*.concurrency.mean', 'flows.*.rate.mean'],
  options: {
    interval: { value: '1 min', field: 'duration', meaning: 'time between two messages of one client that is worth a connection' },
  },
  message: '{left} connections of "{flow}" stay open for {right}, less than one message in {interval} each',
  help: 'ask when it is due, by polling or long polling',
  *check(flow, { fact, option, states }) {
    const { name } = flow;
    if (!speaks(flow, 'websocket') || !states('flows.*.every', name)) return;
    yield {
      subject: `flows.${name}`,
      because: [fact('flows.*.concurrency.mean', name), '>', fact('flows.*.rate.mean', name), option('interval')],
      slots: { flow: name, interval: option('interval') },
      at: `flows.${name}.every`,
    };
  },
});

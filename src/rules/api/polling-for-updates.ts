import { defineRule } from '../rule.js';
import { speaks } from './actor-protocol.js';

/** Realtime + updates -> WebSockets. */
export const pollingForUpdates = defineRule({
  id: 'api/polling-for-updates',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'Clients poll more often than every few seconds: there are fewer of them than requests in that time.',
    why: 'Most answers bring nothing new, each pays for a whole request, and what is new still comes half an interval late. A connection that stays open brings it at once, and only when there is something.',
    cost: 'Open connections take memory and have to be moved when a server goes; a client has to find its way back.',
    source: 'RFC 6202, Known Issues and Best Practices for the Use of Long Polling and Streaming in Bidirectional HTTP (2011)',
    falsePositives: 'Nearly every answer brings something new.',
    good: `sysdesign: 1
name: scores
flows:
  follow: { concurrent: 100k, every: 30 s, protocol: polling, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: scores
flows:
  follow: { concurrent: 100k, every: 1 s, protocol: polling, path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['flows.*.concurrency.mean', 'flows.*.rate.mean'],
  options: { interval: { value: '5 s', field: 'duration', meaning: 'time between two questions of one client that polling does for' } },
  message: '{left} clients of "{flow}" poll with {right}, more often than every {interval} each',
  help: 'push what is new: server-sent events, or a WebSocket where clients send too',
  *check(flow, { fact, option, states }) {
    const { name } = flow;
    // Other flows may last long without polling.
    if (!speaks(flow, 'polling') || !states('flows.*.every', name)) return;
    yield {
      subject: `flows.${name}`,
      because: [fact('flows.*.concurrency.mean', name), '<', fact('flows.*.rate.mean', name), option('interval')],
      slots: { flow: name, interval: option('interval') },
      at: `flows.${name}.every`,
    };
  },
});

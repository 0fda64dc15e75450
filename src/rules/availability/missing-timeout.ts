import { isWaitedFor, type Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { statesOption } from './promises.js';

/** A wait without an end, for others. */
export const missingTimeout = defineRule({
  id: 'availability/missing-timeout',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A request waits for a service of others with no timeout. It is a question where the spec states no timeout of any call.',
    why: 'When that service hangs, each request holds a thread, a connection and memory of every caller above until these run out: the failure of one dependency becomes that of all.',
    cost: 'A timeout that is too short turns slow answers into failures.',
    source: 'Nygard 2018, Release It!, 2nd ed., ch. 5 (timeouts)',
    falsePositives: 'A client library whose own timeout is left out of the spec.',
    good: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: [ api: { calls: [ provider: { timeout: 4 s } ] } ] } }
components: { api: { kind: service }, provider: { kind: external } }
`,
    bad: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api -> provider } }
components: { api: { kind: service }, provider: { kind: external, each: { p50: 300 ms, p99: 1 s } } }
`,
  },
  reads: [],
  message: 'requests of "{flow}" wait for "{component}", which others run, with no timeout',
  help: 'state when the caller gives up (timeout): well above the 99th percentile of "{component}", and before its own caller does',
  *check(call, { model }) {
    if (call.traits.run !== 'others' || call.traits.isEntrance || call.caller === null || !isWaitedFor(call)) return;
    if (statesOption(model, call, 'timeout') || statesOption(model, call, 'retries.max')) return;
    yield {
      subject: `components.${call.component}`,
      key: call.flow,
      at: call.path,
      because: 'structure',
      isQuestion: !isTimed(model),
      slots: { component: call.component, flow: call.flow },
    };
  },
});

/** Whether a spec states a timeout of any call. */
const isTimed = (model: Model): boolean =>
  [...model.flows.values()].some(({ calls }) => calls.some((call) => statesOption(model, call, 'timeout')));

import { type Call, isWaitedFor, mayBeFatal } from '../../spec/index.js';
import { hasOption } from '../paths.js';
import { defineRule } from '../rule.js';

/** Calls to what others run, however long that has been down. */
export const missingBreaker = defineRule({
  id: 'availability/missing-breaker',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A request waits for a service of others, which is called again when a call fails, and nothing stops the calls while it is down. It is a question where no call of the spec states a breaker.',
    why: 'While the service is down, each request waits for the timeout of every attempt, to learn what the one before it knew already: threads and connections fill up, and what comes back gets all of it at once.',
    cost: 'Its limits have to be set and tested, and some calls fail that would have gone well.',
    source: 'Nygard 2018, Release It!, 2nd ed., ch. 5 (circuit breaker); M. Fowler, CircuitBreaker (2014)',
    falsePositives: 'A mesh or a library that has one, which the spec leaves out.',
    good: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: [ api: { calls: [ provider: { timeout: 1 s, retries: 2, breaker: true } ] } ] } }
components: { api: { kind: service }, provider: { kind: external } }
`,
    bad: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: [ api: { calls: [ provider: { timeout: 1 s, retries: 2 } ] } ] } }
components: { api: { kind: service }, provider: { kind: external } }
`,
  },
  reads: [],
  message: 'while "{component}" is down, "{flow}" goes on calling it: several times for each request, with no breaker',
  help: 'stop calling for a while what fails (breaker: true), and state what is done without it (fallback)',
  *check(call, { model }) {
    if (call.traits.run !== 'others' || call.traits.isEntrance || call.caller === null || call.hasBreaker) return;
    if (!isWaitedFor(call) || !mayBeFatal(call) || !hasOption(model, call, 'retries.max')) return;
    const others = [...model.flows.values()].flatMap(({ calls }) => calls);
    yield {
      subject: `components.${call.component}`,
      key: call.flow,
      at: call.path,
      because: 'structure',
      isQuestion: !others.some(({ hasBreaker }: Call) => hasBreaker),
      slots: { component: call.component, flow: call.flow },
    };
  },
});

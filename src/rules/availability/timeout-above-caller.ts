import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { statesOption } from './promises.js';

/** Work that goes on after its caller has timed out. */
export const timeoutAboveCaller = defineRule({
  id: 'availability/timeout-above-caller',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A call, with its retries, may take longer than the timeout of a call above it.',
    why: 'The caller gives up first and often asks again, while the old work goes on for nobody: retries below never get their chance, and load grows just when answers are slow.',
    cost: 'Shorter timeouts below fail some answers that would have come late.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 22 (deadlines) (a timeout above the deadline of the caller)',
    falsePositives: 'Deadlines that are passed on with the request and end the work below.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { timeout: 500 ms, calls: [ db: { timeout: 200 ms, retries: { max: 1, backoff: 20 ms } } ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { timeout: 300 ms, calls: [ db: { timeout: 200 ms, retries: { max: 1, backoff: 20 ms } } ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
`,
  },
  reads: ['flows.*.calls.*.wait'],
  message: 'calls of "{component}" may take {left} with their retries, and the call of "{caller}" above is given up after {right}',
  help: 'make all attempts below fit the timeout above: a shorter timeout, fewer retries, or one deadline for all',
  *check(call, { model, fact, literal }) {
    const { flow, component, index, path } = call;
    for (let above = isWaitedFor(call) ? call.caller : null; above; above = above.caller) {
      if (!statesOption(model, above, 'timeout')) continue;
      yield {
        subject: path,
        key: above.component,
        because: [fact('flows.*.calls.*.wait', flow, String(index)), '>', literal(above, 'timeout')],
        slots: { component, caller: above.component },
        related: [{ path: above.path, message: 'the call that is given up' }],
      };
      // The nearest caller with a timeout is the one whose timeout matters.
      return;
    }
  },
});

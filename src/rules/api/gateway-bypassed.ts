import { isOurEntrance } from '../paths.js';
import { defineRule } from '../rule.js';

/** A component that one flow calls through a gateway and another directly is not protected by it. */
export const gatewayBypassed = defineRule({
  id: 'api/gateway-bypassed',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'The actors of one flow call a service directly that another flow reaches through a gateway or a load balancer.',
    why: 'Whatever the gateway does, knowing callers, limiting them, leaving out instances that are down, holds only for those who come through it.',
    cost: 'One more hop, and a gateway that carries this load too.',
    source: 'Richardson, Microservices Patterns (2018), chapter 8, External API patterns',
    falsePositives: 'The second flow comes from inside, from a job that is written as a flow.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: gateway -> api }
  order: { kind: write, rate: 10 req/s, path: gateway -> api }
components:
  gateway: { kind: gateway }
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: gateway -> api }
  order: { kind: write, rate: 10 req/s, path: api }
components:
  gateway: { kind: gateway }
  api: { kind: service }
`,
  },
  reads: [],
  message: 'actors of "{flow}" call "{component}" directly, which "{other}" reaches through "{gateway}"',
  help: 'let "{flow}" go through "{gateway}" as well',
  *check({ component, caller, flow, path }, { model }) {
    const called = model.components.get(component);
    if (!called || caller !== null || !called.traits.isService || called.traits.isEntrance) return;
    const guarded = called.calls.find((other) => other.flow !== flow && other.caller !== null && isOurEntrance(other.caller.traits));
    // A balancer that the actors call in the same flow is written beside the service, not above it.
    const isBeside = model.flows.get(flow)?.calls.some((other) => other.component === guarded?.caller?.component);
    if (guarded?.caller && !isBeside)
      yield {
        subject: `components.${component}`,
        key: flow,
        because: 'structure',
        slots: { component, flow, other: guarded.flow, gateway: guarded.caller.component },
        at: path,
        related: [{ path: guarded.path, message: 'through the gateway here' }],
      };
  },
});

import { type Call, type Component, isGuardedStore, isWaitedFor } from '../../spec/index.js';
import { componentsTo, isOfActor } from '../paths.js';
import { defineRule } from '../rule.js';

/** A store that a service guards in one flow lies open in another. */
export const storeExposed = defineRule({
  id: 'security/store-exposed',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'The actors of one flow call a store or a queue directly, and those of another flow reach it through a service; or they write to it, and those of another flow come in by a service.',
    why: 'Who may see what, what a valid item is, how often somebody may ask: the service decides it, and whoever comes past it is not asked. The store has to be reachable from outside, and its protocol becomes an interface that cannot change.',
    cost: 'One more hop for the flow.',
    source: 'OWASP Cheat Sheet Series, Database Security, Protecting the Backend',
    falsePositives: 'A job of the operator that is written as a flow; a store with rules for each user, made to be called by clients.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: api -> db }
  order: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: api -> db }
  order: { kind: write, rate: 10 req/s, path: db }
components:
  api: { kind: service }
  db: { kind: database }
`,
  },
  reads: [],
  message: 'actors of "{flow}" call "{component}" directly, {where} "{service}"',
  help: 'let "{flow}" go through "{service}" as well',
  *check(call, { model }) {
    const called = model.components.get(call.component);
    // A flow of the night is a job that the operator runs inside.
    if (!called || !isGuardedStore(called.traits) || !isOfActor(model, call) || model.flows.get(call.flow)?.offPeak) return;
    const others = [...model.flows.values()].filter(({ name, offPeak }) => name !== call.flow && !offPeak).flatMap(({ calls }) => calls);
    const guarding = (other: Call): Component | undefined =>
      isWaitedFor(other) ? componentsTo(model, other).findLast(({ traits }) => traits.isService) : undefined;
    const guarded = others.find((other) => other.component === called.name && guarding(other));
    // Of reads, a service may be left out as of no interest; of a flow that calls one in turn, its place in the path.
    const isMeant = call.writes && !(model.flows.get(call.flow)?.calls ?? []).some(guarding);
    const entering =
      guarded ?? (isMeant ? others.find((other) => guarding(other)?.name === other.component && isOfActor(model, other)) : undefined);
    const service = entering && guarding(entering);
    if (entering && service)
      yield {
        subject: `components.${called.name}`,
        key: call.flow,
        because: 'structure',
        slots: {
          component: called.name,
          flow: call.flow,
          service: service.name,
          where: guarded ? `which "${entering.flow}" reaches through` : `where those of "${entering.flow}" come in by`,
        },
        at: call.path,
        related: [{ path: entering.path, message: 'through a service here' }],
      };
  },
});

import type { Component, Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A fallback that is down when it is needed. */
export const fallbackFailsToo = defineRule({
  id: 'availability/fallback-fails-too',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'The component that answers when a call fails shares with the one it stands for what makes that fail: a cause, or the one zone that both are in.',
    why: 'A fallback is asked just when the first is down. What takes both takes the fallback at the one moment that it is there for.',
    cost: 'Another zone, another provider, or an answer that needs nothing (a default, a local copy).',
    source: "Brooker 2019, Avoiding fallback in distributed systems, Amazon Builders' Library",
    falsePositives: 'A cause that seldom counts beside the failures that each has alone.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ prices: { fallback: { to: copies } } ] } ] } }
topology: { causes: { power: { mtbf: 1 year, mttr: 2 h } } }
components:
  api: { kind: service }
  prices: { kind: service, shares: [power] }
  copies: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ prices: { fallback: { to: copies } } ] } ] } }
topology: { causes: { power: { mtbf: 1 year, mttr: 2 h } } }
components:
  api: { kind: service }
  prices: { kind: service, shares: [power] }
  copies: { kind: service, shares: [power] }
`,
  },
  reads: [],
  message: '"{fallback}" is to answer when "{component}" fails, and fails with it: both rest on "{shared}"',
  help: 'fall back on something that has another cause of failure and another zone, or on an answer that needs nobody',
  *check({ path, component, fallback }, { model }) {
    const [own, other] = [model.components.get(component), model.components.get(fallback?.to ?? '')];
    const shared = own && other && sharedBy(model, own, other);
    if (!own || !other || shared === undefined) return;
    yield {
      subject: path,
      because: 'structure',
      slots: { component, fallback: other.name, shared },
      related: [{ path: `components.${other.name}`, message: 'what is to answer' }],
    };
  },
});

/**
 * A failure that takes down both: a shared cause, or the one zone that both are in. A component that is its own fallback is no valid spec.
 */
function sharedBy(model: Model, own: Component, other: Component): string | undefined {
  const cause = own.causes.find((name) => model.causes.has(name) && other.causes.includes(name));
  if (cause !== undefined) return cause;
  const [zone, otherZone] = [own, other].map(({ places }) => (places.zones === 1 && places.regions === 1 ? places.names[0] : undefined));
  return zone !== undefined && zone === otherZone && severalZones(model) ? zone : undefined;
}

const severalZones = ({ regions }: Model): boolean => [...regions.values()].flat().length > 1;

import type { Call, Flow } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** What an actor calls in turn for one request before it stops being one request. */
const MOST = 3;

/** Calls over the wide area, those made at once as one. */
function roundTrips({ calls }: Flow): readonly Call[] {
  const isWide = ({ caller }: Call): boolean => caller === null || caller.traits.isOfActors;
  const wide = calls.filter((call) => isWide(call) && call.via === 'call' && !call.async && !call.traits.isOfActors && !isOfOthers(call));
  const seen = new Set<number>();
  return wide.filter(({ group }) => group === null || (!seen.has(group) && seen.add(group)));
}

/** Names and files come from near by, and other providers are not ours to put together. */
const isOfOthers = ({ traits }: Call): boolean => traits.run === 'others';

/** One screen that takes many round trips over the wide area. */
export const chattyClient = defineRule({
  id: 'load/chatty-client',
  on: 'flow',
  severity: 'info',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'One request of an actor is more than three calls to our parts over the internet, one after the other.',
    why: 'A round trip to a phone takes tens to hundreds of milliseconds, and they add up. The client also has to know all these parts.',
    cost: 'A part that puts the answers together, which has to be run and changed with the screens.',
    source: 'C. Richardson, Microservices Patterns (2018), ch. 8, API gateway',
    falsePositives: 'The caller is a program in the same data center.',
    good: `sysdesign: 1
name: shop
flows:
  open: { kind: read, rate: 10 req/s, path: [ app: { calls: [ gateway: { calls: [ users, cart, offers, reviews ] } ] } ] }
components:
  app: { kind: client }
  gateway: { kind: gateway }
  users: { kind: service }
  cart: { kind: service }
  offers: { kind: service }
  reviews: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  open: { kind: read, rate: 10 req/s, path: [ app: { calls: [ users, cart, offers, reviews ] } ] }
components:
  app: { kind: client }
  users: { kind: service }
  cart: { kind: service }
  offers: { kind: service }
  reviews: { kind: service }
`,
  },
  reads: [],
  message: '"{flow}" takes {calls} round trips over the internet, one after the other: {names}',
  help: 'let a gateway or a service near the others put the answers together, or make the calls at once (parallel)',
  *check(flow) {
    const trips = roundTrips(flow);
    if (trips.length <= MOST) return;
    const { name } = flow;
    const names = [...new Set(trips.map(({ component }) => component))].join(', ');
    yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name, calls: String(trips.length), names } };
  },
});

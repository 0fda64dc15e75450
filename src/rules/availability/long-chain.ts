import { isWaitedFor } from '../../spec/index.js';
import { chainTo } from '../paths.js';
import { defineRule } from '../rule.js';
import { isHard, statesOption } from './promises.js';

/** A long chain of waits, none of which ends by itself. */
const DEPTH = 4;

export const longChain = defineRule({
  id: 'availability/long-chain',
  on: 'flow',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A request waits through four components or more, each called by the one before, and no call on the way has a timeout or a fallback.',
    why: 'When the last one hangs, threads and connections of all above it fill up one after the other: the failure climbs the chain, and flows that share its components fail too.',
    cost: 'Timeouts, fallbacks and circuit breakers have to be set and tested.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 22; Nygard 2018, Release It!, 2nd ed., ch. 4 (cascading failures)',
    falsePositives: 'Timeouts that a mesh or a library sets and the spec leaves out.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ web: { calls: [ api: { timeout: 1 s, calls: [ stock: { calls: [ db ] } ] } ] } ] } }
components: { web: { kind: service }, api: { kind: service }, stock: { kind: service }, db: { kind: database } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: web -> api -> stock -> db } }
components: { web: { kind: service }, api: { kind: service }, stock: { kind: service }, db: { kind: database } }
`,
  },
  reads: [],
  message: '"{flow}" waits through {chain}, and no call among them has a timeout or a fallback',
  help: 'state when each caller gives up (timeout: 500 ms) and what it does then (fallback)',
  *check({ name, calls }, { model }) {
    const chains = calls.filter(isWaitedFor).map((call) => chainTo(call).filter(({ traits }) => !traits.isEntrance));
    const longest = chains.reduce((a, b) => (b.length > a.length ? b : a), []);
    if (longest.length < DEPTH || !longest.every(isHard) || longest.some((call) => statesOption(model, call, 'timeout'))) return;
    yield {
      subject: `flows.${name}`,
      because: 'structure',
      slots: { flow: name, chain: longest.map(({ component }) => `"${component}"`).join(', ') },
    };
  },
});

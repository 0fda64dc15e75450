import { someUpFrom } from '../../spec/index.js';
import { defineRule } from '../rule.js';

const SIZED_FOR: Readonly<Record<string, string>> = { peak: 'its peak', mean: 'its mean load' };
const isBehindQueue = someUpFrom(({ via }) => via === 'consume');
const RAISE = 'raise that limit, or send it less';

/**
 * What cannot do its usual work. It does no more, and takes with it what waits for it: of what it covers, nothing explains why.
 */
export const overloaded = defineRule({
  id: 'capacity/overloaded',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: [
    'api/spike-needs-throttle',
    'api/throttle-above-capacity',
    'availability/dependency-below-target',
    'availability/no-spare',
    'latency/promise-not-answered',
    'latency/timeout-below-p99-at-peak',
    'load/deploy-not-carried',
    'load/growth-reaches-capacity',
    'load/loss-not-carried',
    'load/spike-needs-queue',
    'load/spike-not-carried',
    'load/spike-outruns-autoscaling',
  ],
  docs: {
    what: 'A component cannot carry the load that it is sized for (its peak, unless `sizeFor` states another), though all of it is up. A warning where the peak is assumed, the mean is carried, and a queue stands before it.',
    why: 'What arrives faster than it is answered waits, is given up and is sent again; what needs it is down with it, so that nothing is known of the availability of its flows.',
    cost: 'More instances or larger ones, or fewer calls.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 21 and 22',
    falsePositives: 'The limit is a guess that is too low; or the load is, and most of it is turned away before (`throttle`).',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 9, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 4, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.headroom.sized', 'components.*.instances'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load it is sized for that it must carry' } },
  message: '"{component}" cannot carry {load}: {ofLimit} of what it has',
  help: 'let it have more, or send it less',
  *check({ name, sizeFor, calls }, { fact, option, allUp }) {
    const at = `components.${name}`;
    const needed = allUp(fact('components.*.instances', name));
    yield {
      subject: at,
      because: [allUp(fact('components.*.headroom.sized', name)), '<', option('carried')],
      waits: calls.length > 0 && calls.every(isBehindQueue),
      slots: { component: name, load: SIZED_FOR[sizeFor] ?? sizeFor.replace('.', ' ') },
      limits: [
        { path: `${at}.instances`, suggests: needed, help: '{suggestion} instances carry it at its target' },
        { path: `${at}.autoscale.max`, help: RAISE },
        { path: `${at}.quota.`, help: RAISE },
        { path: `${at}.each.`, beside: 'what one carries' },
      ],
    };
  },
});

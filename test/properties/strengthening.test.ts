import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../src/evaluate/evaluation.js';
import { RULES, runRules } from '../../src/rules/index.js';
import { Judge } from '../../src/rules/judge.js';
import type { Because } from '../../src/rules/rule.js';
import { loaded } from '../support/estimating.js';
import { isFull } from '../support/full.js';
import { type Literal, literalsIn, mapLiterals } from './literals.js';
import { batches, designsFrom, evaluated, THOROUGH } from './reviewed.js';
import { type Spec, yamlOf } from './specs.js';

/** Each on so many generated designs. */
const SPECS = isFull ? 1000 : 50;

/** A change for the better, of literals at some paths, and the rules whose comparison is about them. */
interface Strengthening {
  readonly what: string;
  readonly of: RegExp;
  readonly by: (literal: Literal) => Literal;
  readonly rules: readonly string[];
}

const times =
  (factor: number) =>
  (literal: Literal): Literal =>
    literal.times(factor);

/** Half of a count, of which there are only whole ones. */
const halved = (literal: Literal): Literal => new (literal.constructor as typeof Literal)('count', Math.ceil(literal.amount / 2));

/** About the room that a fleet has for its load. */
const ROOM = [
  'load/spike-needs-queue',
  'load/spike-not-carried',
  'load/spike-outruns-autoscaling',
  'load/sized-for-mean',
  'load/growth-reaches-capacity',
  'load/loss-not-carried',
  'load/region-overloaded',
  'load/region-loss-not-carried',
  'load/deploy-not-carried',
  'load/reads-need-cache',
  'load/cold-cache-overloads',
  'load/fallback-not-carried',
  'load/hot-key',
  'load/network-nearly-full',
];

const STRENGTHENINGS: readonly Strengthening[] = [
  {
    what: 'more instances',
    of: /^components\.\w+\.(?:instances|replicas)$/,
    // Still no more than a provider lends.
    by: (literal) => literal.times(literal.amount <= 30 ? 3 : 1),
    rules: [...ROOM, 'availability/no-spare', 'availability/single-instance', 'data/hot-set-exceeds-memory'],
  },
  {
    what: 'instances that do ten times as much',
    of: /^components\.\w+\.each\.(?:rate|reads|writes|servers|network|connections|memory|disk)$/,
    by: times(10),
    rules: [
      ...ROOM,
      'load/fleet-capped',
      'load/connections-nearly-exhausted',
      'load/replicas-do-not-scale-writes',
      'data/dataset-needs-shards',
      'data/hot-set-exceeds-memory',
      'api/throttle-above-capacity',
    ],
  },
  {
    what: 'more copies',
    of: /^components\.\w+\.(?:replication(?:\.factor)?|instances)$/,
    by: (literal) => new (literal.constructor as typeof Literal)('count', literal.amount + 2),
    rules: ['durability/single-copy', 'availability/survives-more-than-copies'],
  },
  {
    what: 'consumers that take ten times as much',
    of: /\.consumers\.\w+\.rate$/,
    by: times(10),
    rules: ['messaging/slow-catch-up', 'messaging/spike-outlives-retention'],
  },
  {
    what: 'messages that are kept for ten times as long',
    of: /\.retention$/,
    by: times(10),
    rules: ['messaging/spike-outlives-retention', 'messaging/retention-shorter-than-outage'],
  },
  { what: 'more partitions', of: /\.partitions$/, by: times(100), rules: ['messaging/consumers-exceed-partitions'] },
  { what: 'a larger quota', of: /\.quota(?:\.\w+)?$/, by: times(10), rules: ['load/quota-nearly-reached', 'load/fleet-capped'] },
  { what: 'more that autoscaling may start', of: /\.autoscale\.max$/, by: times(10), rules: ['load/fleet-capped'] },
  { what: 'pools half as large', of: /\.pool(?:\.size)?$/, by: halved, rules: ['load/connections-nearly-exhausted'] },
  {
    what: 'retries half as often',
    of: /\.retries(?:\.max)?$/,
    by: halved,
    rules: ['load/retry-storm', 'availability/retry-without-backoff', 'availability/timeout-above-caller'],
  },
  { what: 'fewer calls for each', of: /\.times$/, by: times(0.5), rules: ['load/calls-in-a-loop', 'messaging/fan-out-waited-for'] },
  {
    what: 'failures that are repaired in half the time',
    of: /^components\.\w+\.(?:mttr|failover\.\w+)$/,
    by: times(0.5),
    rules: ['availability/dependency-below-target', 'availability/slow-failover', 'messaging/retention-shorter-than-outage'],
  },
  {
    what: 'places that are lost half as often',
    of: /^topology\..*\.mtbf$/,
    by: times(2),
    rules: ['availability/one-region', 'availability/dependency-below-target'],
  },
  {
    what: 'releases half as often',
    of: /\.deploy\.every$/,
    by: times(2),
    rules: ['availability/recreate-deploy', 'availability/releases-spend-budget', 'load/deploy-not-carried'],
  },
  { what: 'shorter maintenance', of: /\.maintenance\.lasts$/, by: times(0.5), rules: ['availability/maintenance-spends-budget'] },
  { what: 'backups that are kept for longer', of: /\.backup\.keep$/, by: times(10), rules: ['durability/backups-kept-briefly'] },
  {
    what: 'lower prices',
    of: /\.price\.\w+$|\.each\.cost$/,
    by: times(0.1),
    rules: ['cost/budget-at-horizon', 'requirements/budget-missing'],
  },
  { what: 'a higher budget', of: /^requirements\.quality\.budget\.cost$/, by: times(10), rules: ['cost/budget-at-horizon'] },
  {
    what: 'answers that may take longer',
    of: /^requirements\.quality\.[\w-]+\.p\d+$/,
    by: times(10),
    rules: ['requirements/latency-below-own-time'],
  },
  {
    what: 'callers that wait for longer',
    of: /^flows\.\w+\.path\.0\.\w+\.timeout$/,
    by: times(10),
    rules: ['availability/timeout-above-caller'],
  },
  {
    what: 'smaller requests',
    of: /^flows\.\w+\.request$/,
    by: times(0.1),
    rules: ['api/large-upload-chunking', 'load/network-nearly-full'],
  },
];

/** The comparison that a finding prints, which is the first. */
const first = (because: Because | readonly Because[]): Because =>
  typeof because[1] === 'string' ? (because as Because) : (because[0] as Because);

/** What holds in the better design, and did not as often before. */
async function added(was: Evaluation, after: Spec, ids: readonly string[]): Promise<readonly string[]> {
  const is = await evaluated(yamlOf(after));
  const { hits } = runRules(
    is,
    RULES.filter(({ id }) => ids.includes(id)),
    THOROUGH,
  );
  const judge = new Judge(was.graph, was.sampler);
  return hits.flatMap(({ rule, raised, judged, options }) => {
    if (raised.because === 'structure' || !judged) return [];
    const comparison = first(raised.because);
    // What is known only of the better design was neither there nor not: of fewer instances than shards nobody says what each holds.
    if ([comparison[0], comparison[2]].some((key) => judge.amount(key, options) === undefined)) return [];
    const now = new Judge(is.graph, is.sampler).judge([comparison], options);
    const then = judge.judge([comparison], options);
    return now && then && then.chance >= now.chance - 1e-9
      ? []
      : [`${rule.id} ${raised.subject}: ${then?.chance} before, ${now?.chance} now`];
  });
}

describe(`in ${SPECS} generated designs, what is better adds nothing that is found of it`, () => {
  test.each(batches(SPECS))('from the seed %i on', async (start) => {
    for (const { spec, dice } of designsFrom(start)) {
      const paths = literalsIn(spec).map(({ path }) => path);
      // What a design has nothing of is not made better.
      const possible = STRENGTHENINGS.filter(({ of }) => paths.some((path) => of.test(path)));
      const was = await evaluated(yamlOf(spec));
      for (const { what, of, by, rules } of isFull ? possible : dice.some(possible, 0.3)) {
        const better = mapLiterals(spec, (literal, path) => (of.test(path.join('.')) ? by(literal) : literal));
        // More copies than there are instances to keep them on are no design.
        if ((await loaded(yamlOf(better))).findings.some(({ rule }) => rule === 'spec/contradiction')) continue;
        expect(await added(was, better, rules), `${what}\n${yamlOf(better)}`).toEqual([]);
      }
    }
  });
});

test('every rule that is held to this exists, and compares', () => {
  const compared = new Set(RULES.filter(({ evidence }) => evidence !== 'contradiction').map(({ id }) => id as string));
  expect(STRENGTHENINGS.flatMap(({ rules }) => rules).filter((id) => !compared.has(id))).toEqual([]);
});

import { type CheckResult, type Finding, type Judgment, positionAt, type Range, type Suppressed } from '../core/index.js';
import { directivesIn } from '../source/index.js';
import { covers, keyPlaceAt, type Model, type Waiver } from '../spec/index.js';
import { isOn, type RulesConfig } from './config.js';
import type { Hit } from './run.js';
import { statedPlace } from './settle.js';
import { type Acceptor, acceptedIds, isOfCheck, problemOf } from './suppressions.js';
import { RULES } from './table.js';

/** The findings that are left after those that are accepted. */
export interface Suppression {
  readonly left: readonly Judgment[];
  readonly suppressed: readonly Suppressed[];
  /** What is wrong with what accepts findings: it is expired, accepts nothing, or cannot be followed. */
  readonly findings: readonly Finding[];
}

interface Context {
  readonly model: Model;
  readonly config: RulesConfig;
  /** The day of the run. */
  readonly today: string | undefined;
  /** All that was raised, also what became a place of another finding. */
  readonly hits: readonly Hit[];
  readonly checks: readonly CheckResult[];
  /** Whether all checks of the spec were judged, so that a waiver of one may be unused. */
  readonly isWhole: boolean;
}

/** Findings without those that comments, the spec or the configuration accept. */
export async function suppress(findings: readonly Judgment[], context: Context): Promise<Suppression> {
  const { model, config, today, hits } = context;
  const ids = await acceptedIds();
  const acceptors = acceptorsOf(model, config);
  const sound = acceptors.filter((one) => problemOf(one, ids, today) === undefined);
  const left: Judgment[] = [];
  const suppressed: Suppressed[] = [];
  const used = new Set<Acceptor>();
  for (const finding of findings) {
    const by = sound.find((one) => one.rule === finding.rule && one.accepts(finding));
    if (!by) {
      left.push(finding);
      continue;
    }
    used.add(by);
    suppressed.push({ finding, by: by.by, acceptance: by.acceptance, at: by.at });
  }
  for (const one of sound) {
    if (used.has(one)) continue;
    const isRaised = hits.some(({ rule, raised: { subject, key, at } }) => {
      if (rule.id !== one.rule) return false;
      const place = statedPlace(model, at ?? subject);
      return one.accepts({ subject, ...(key !== undefined && { key }), ...(place && { at: place }) });
    });
    if (isRaised) used.add(one);
  }
  // Whether a comment about the text is of use is known where the text is read.
  const isAsked = (id: string): boolean => ids.judgments.has(id) && !RULES.some((rule) => rule.id === id && !isOn(rule, config));
  const unused = sound.filter(
    (one) => !used.has(one) && one.by !== 'config' && (isOfCheck(one.rule) ? isIdle(one, context) : isAsked(one.rule)),
  );
  return {
    left,
    suppressed,
    findings: [...acceptors.flatMap((one) => problemOf(one, ids, today) ?? []), ...unused.map(unusedFinding)],
  };
}

const unusedFinding = ({ by, rule, at }: Acceptor): Finding => ({
  rule: 'suppression/unused',
  severity: 'warning',
  message: `nothing is found that this ${by === 'comment' ? 'comment' : 'waiver'} of ${rule} accepts`,
  at,
  help: 'remove it',
});

/** Whether a waiver of a target waives none: one that cannot be judged is not known to need none. */
function isIdle({ about = '' }: Acceptor, { model, checks, isWhole }: Context): boolean {
  if (!isWhole) return false;
  const own = model.checks.filter(({ leaf }) => covers(about, leaf.path));
  const statuses = own.map(
    ({ kind, name, scenario }) => checks.find((check) => check.kind === kind && check.name === name && check.scenario === scenario)?.status,
  );
  return statuses.every((status) => status === 'met' || status === 'missed' || status === 'at-risk');
}

function acceptorsOf(model: Model, config: RulesConfig): readonly Acceptor[] {
  return [
    ...model.waivers.map((waiver) => ofWaiver(waiver, 'waiver')),
    ...(config.waivers ?? []).filter(({ isAbout }) => isAbout(model.file)).map((waiver) => ofWaiver(waiver, 'config')),
    ...model.tree.files.flatMap(directivesIn).flatMap((directive): readonly Acceptor[] => {
      const { name, rules, reason, at, lines } = directive;
      const { source } = at;
      const isHere = (place: Range | undefined): boolean => {
        if (place === undefined || place.source !== source) return false;
        const { line } = positionAt(source, place.start);
        return lines !== null && line >= lines[0] && line <= lines[1];
      };
      const accepts: Acceptor['accepts'] = ({ at: place, subject }) =>
        lines === null
          ? (place?.source ?? model.tree.files[0]) === source
          : isHere(place) || isHere(subject === undefined ? undefined : keyPlaceAt(model, subject));
      const common = { by: 'comment', name, at, acceptance: { reason }, about: undefined, accepts } as const;
      // One without a rule is told of all the same.
      return rules.length === 0
        ? [{ ...common, rule: '', ruleAt: at }]
        : rules.map(({ id, at: ruleAt }) => ({ ...common, rule: id, ruleAt }));
    }),
  ];
}

function ofWaiver({ rule, ruleAt, about, key, at, reason, until, owner, name }: Waiver, by: 'waiver' | 'config'): Acceptor {
  return {
    by,
    name,
    rule,
    ruleAt,
    about,
    at,
    acceptance: { reason, ...(until !== undefined && { until }), ...(owner !== undefined && { owner }) },
    accepts: (finding) => covers(about, finding.subject ?? '') && (key === undefined || key === finding.key),
  };
}

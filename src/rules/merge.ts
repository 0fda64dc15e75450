import type { Judgment, Related, Severity } from '../core/index.js';
import type { Hit } from './run.js';

/** A finding of a rule, with what it was made from. */
export interface Candidate {
  readonly hit: Hit;
  readonly finding: Judgment;
  readonly factor: number;
  /** Places that it names beside its subject, or that another of the same identity does. */
  readonly names: readonly string[];
  /** Places that may have caused it. */
  readonly causes: readonly string[];
}

/** What cannot do its usual work does no more, and takes with it what waits for it: rules that explain why are not among these. */
const COVERED: Readonly<Record<string, readonly string[]>> = {
  'capacity/overloaded': [
    'api/spike-needs-throttle',
    'api/throttle-above-capacity',
    'availability/dependency-below-target',
    'availability/no-spare',
    'latency/timeout-below-p99-at-peak',
    'load/deploy-not-carried',
    'load/growth-reaches-capacity',
    'load/loss-not-carried',
    'load/spike-needs-queue',
    'load/spike-not-carried',
    'load/spike-outruns-autoscaling',
  ],
  'capacity/backlog': ['messaging/slow-catch-up', 'messaging/spike-outlives-retention'],
};

export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

interface Covering {
  readonly by: Candidate | Judgment;
  /** What it is about, and the places that it names: what is about one of these, or about something in it, has the same cause. */
  readonly places: readonly string[];
}

/**
 * One finding a cause: what another covers becomes a place beside that, which takes over its severity and what it endangers. A rule covers the symptoms of
 * what it is about (`covers`), where they show at a place that it names.
 */
export function merged(
  candidates: readonly Candidate[],
  reports: readonly Judgment[],
): { readonly left: readonly Candidate[]; readonly told: readonly Judgment[] } {
  const covering = new Map<string, Covering[]>();
  const add = (by: Candidate | Judgment, covers: readonly string[], places: readonly string[]): void => {
    for (const id of covers) covering.set(id, [...(covering.get(id) ?? []), { by, places }]);
  };
  for (const report of reports) add(report, COVERED[report.rule] ?? [], [report.subject ?? '']);
  for (const candidate of candidates) {
    const { rule, raised } = candidate.hit;
    add(candidate, rule.covers ?? [], [raised.subject, ...candidate.names]);
  }
  const coverOf = ({ hit: { rule, raised }, names, causes }: Candidate): Covering['by'] | undefined => {
    const { subject } = raised;
    return covering.get(rule.id)?.find(
      ({ by, places }) =>
        places.some((place) => subject === place || subject.startsWith(`${place}.`)) ||
        // A symptom at the entrance names what it overloads behind it.
        [...names, ...causes].some((path) => path === ('hit' in by ? by.finding : by).subject),
    )?.by;
  };

  const symptoms = new Map<Candidate | Judgment, Candidate[]>();
  const left = candidates.filter((candidate) => {
    const cause = causeOf(candidate, coverOf);
    if (cause !== candidate) symptoms.set(cause, [...(symptoms.get(cause) ?? []), candidate]);
    return cause === candidate;
  });
  return {
    left: left.map((candidate) => ({ ...candidate, finding: withSymptoms(candidate.finding, symptoms.get(candidate)) })),
    told: reports.map((report) => withSymptoms(report, symptoms.get(report))),
  };
}

/** What covers one, what covers that, and so on to the end; one that would cover itself by way of others stays. */
function causeOf(candidate: Candidate, coverOf: (of: Candidate) => Candidate | Judgment | undefined): Candidate | Judgment {
  const seen = new Set<Candidate | Judgment>([candidate]);
  for (let at = candidate; ; ) {
    const by = coverOf(at);
    if (by === undefined) return at;
    if (seen.has(by)) return candidate;
    if (!('hit' in by)) return by;
    seen.add(by);
    at = by;
  }
}

function withSymptoms(finding: Judgment, symptoms: readonly Candidate[] = []): Judgment {
  if (symptoms.length === 0) return finding;
  const of = symptoms.map((symptom) => symptom.finding);
  const related = of.flatMap(({ at, message }): readonly Related[] => (at ? [{ message, at }] : []));
  const [worst = finding.severity] = [finding.severity, ...of.map(({ severity }) => severity)].sort((a, b) => RANK[a] - RANK[b]);
  const impact = new Map([finding, ...of].flatMap((one) => (one.impact ?? []).map((each) => [each.requirement, each] as const)));
  return {
    ...finding,
    severity: worst,
    related: [...(finding.related ?? []), ...related],
    ...(impact.size > 0 && { impact: [...impact.values()] }),
  };
}

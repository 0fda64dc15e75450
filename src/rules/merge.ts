import type { Judgment, Related, Severity } from '../core/index.js';
import type { Hit } from './run.js';

/** A finding of a rule, with what it was made from. */
export interface RaisedFinding {
  readonly hit: Hit;
  readonly finding: Judgment;
  readonly factor: number;
  /** Places that it names beside its subject, or that another of the same identity does. */
  readonly names: readonly string[];
  /** Places that may have caused it. */
  readonly causes: readonly string[];
  /** Whether a configuration states its severity. */
  readonly isSet?: boolean;
}

/** From here on it is the rule. */
export const MORE_OFTEN_THAN_NOT = 0.5;

export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

interface Covering {
  readonly by: RaisedFinding;
  /** What it is about, and the places that it names: what is about one of these, or about something in it, has the same cause. */
  readonly places: readonly string[];
}

/**
 * One finding a cause: what another covers becomes a place beside that, which takes over its severity and what it endangers. A rule covers the symptoms of
 * what it is about (`covers`), where they show at a place that it names.
 */
export function merged(candidates: readonly RaisedFinding[]): readonly RaisedFinding[] {
  const covering = new Map<string, Covering[]>();
  for (const by of candidates) {
    const { rule, raised } = by.hit;
    const places = [raised.subject, ...by.names];
    for (const id of rule.covers ?? []) covering.set(id, [...(covering.get(id) ?? []), { by, places }]);
  }
  const coverOf = (candidate: RaisedFinding): RaisedFinding | undefined => {
    const { hit, names, causes } = candidate;
    const { subject } = hit.raised;
    const possible = (covering.get(hit.rule.id) ?? []).filter(
      ({ by, places }) =>
        isLikelyCause(by, candidate) &&
        !isMilder(by, candidate) &&
        (places.some((place) => subject === place || subject.startsWith(`${place}.`)) ||
          // A symptom at the entrance names what it overloads behind it.
          [...names, ...causes].some((path) => path === by.finding.subject)),
    );
    return nearestTo(subject, possible)?.by;
  };

  const symptoms = new Map<RaisedFinding, Judgment[]>();
  const left = candidates.filter((candidate) => {
    const cause = causeOf(candidate, coverOf);
    if (cause !== candidate) symptoms.set(cause, [...(symptoms.get(cause) ?? []), candidate.finding]);
    return cause === candidate;
  });
  return left.map((candidate) => ({ ...candidate, finding: withSymptoms(candidate.finding, symptoms.get(candidate)) }));
}

/**
 * Of several that may be the cause, by the first rule of these: one about the very subject, else the one that is furthest over its limit. What things are
 * called decides nothing.
 */
function nearestTo(subject: string, [first, ...others]: readonly Covering[]): Covering | undefined {
  const isOf = ({ by }: Covering): boolean => by.finding.subject === subject;
  const ofRule = others.filter(({ by }) => by.hit.rule.id === first?.by.hit.rule.id);
  return ofRule.reduce((best, other) => {
    if (!best || isOf(best) !== isOf(other)) return best && isOf(best) ? best : other;
    return other.by.factor > best.by.factor * SAME ? other : best;
  }, first);
}

/** Of two that exceed their limit by the same but for rounding, the first is kept. */
const SAME = 1 + 1e-9;

/** What is so now and then does not explain what is so more often. */
const isLikelyCause = (by: RaisedFinding, of: RaisedFinding): boolean =>
  chanceOf(by) >= MORE_OFTEN_THAN_NOT || chanceOf(by) >= chanceOf(of) - 1e-9;

/** A rule whose severity a project has set to less than that of the symptom does not silence it, and is not raised by it. */
const isMilder = ({ isSet = false, finding }: RaisedFinding, { finding: of }: RaisedFinding): boolean =>
  isSet && RANK[finding.severity] > RANK[of.severity];

const chanceOf = ({ finding: { chance = 1 } }: RaisedFinding): number => chance;

/** What covers one, what covers that, and so on to the end; one that would cover itself by way of others stays. */
function causeOf(candidate: RaisedFinding, coverOf: (of: RaisedFinding) => RaisedFinding | undefined): RaisedFinding {
  const seen = new Set<RaisedFinding>([candidate]);
  for (let at = candidate; ; ) {
    const by = coverOf(at);
    if (by === undefined) return at;
    if (seen.has(by)) return candidate;
    seen.add(by);
    at = by;
  }
}

function withSymptoms(finding: Judgment, symptoms: readonly Judgment[] = []): Judgment {
  if (symptoms.length === 0) return finding;
  const related = symptoms.flatMap(({ at, message }): readonly Related[] => (at ? [{ message, at }] : []));
  const [worst = finding.severity] = [finding.severity, ...symptoms.map(({ severity }) => severity)].sort((a, b) => RANK[a] - RANK[b]);
  const impact = new Map([finding, ...symptoms].flatMap((one) => (one.impact ?? []).map((each) => [each.requirement, each] as const)));
  return {
    ...finding,
    severity: worst,
    related: [...(finding.related ?? []), ...related],
    ...(impact.size > 0 && { impact: [...impact.values()] }),
  };
}

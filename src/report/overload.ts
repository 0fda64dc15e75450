import type { FactResult } from '../core/index.js';

const UTILIZATION = /^components\.([^.]+)\.utilization\.peak$/;
const FLEET = /^components\.[^.]+\.fleet$/;
/** What a fleet that is worked out may not exceed. */
const LIMIT = /^stated\.components\.[^.]+\.(?:autoscale\.max|quota\.instances)$/;
const HEADROOM = /^components\.[^.]+\.headroom$/;
const UNEVEN = /\.hottest$|\.skew(?:\.factor)?$/;
const MOST_NOTES = 5;

/** Whether a utilization is above all that there is. */
export const isOverloaded = ({ state, value }: FactResult): boolean => state === 'known' && typeof value === 'number' && value > 1 + 1e-9;

/** The utilizations at peak of components that get more than they can carry, the worst first. */
export const overloadsOf = (facts: readonly FactResult[]): readonly FactResult[] =>
  facts.filter((fact) => UTILIZATION.test(fact.id) && isOverloaded(fact)).sort((a, b) => Number(b.value) - Number(a.value));

/** `api gets 3x what its fleet carries (rate)`, after those that are down and before those that may not grow as they would have to. */
export function overloadNotes(facts: readonly FactResult[]): readonly string[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const notes = [
    ...facts
      .filter(({ id, state }) => UTILIZATION.test(id) && state === 'unbounded')
      .map((fact) => `${nameOf(fact)} gets load and nothing of it serves`),
    ...overloadsOf(facts).map((fact) => overloadNote(fact, byId)),
    ...facts.filter(({ id }) => HEADROOM.test(id)).flatMap((fact) => unevenNote(fact, byId)),
    ...facts.filter(({ id }) => FLEET.test(id)).flatMap((fact) => cappedNote(fact, byId)),
  ];
  return notes.length > MOST_NOTES ? [...notes.slice(0, MOST_NOTES), `and ${notes.length - MOST_NOTES} more like these`] : notes;
}

type ById = ReadonlyMap<string, FactResult>;

const nameOf = ({ id }: FactResult): string => id.split('.')[1] ?? id;

function overloadNote(fact: FactResult, byId: ById): string {
  const name = nameOf(fact);
  const binding = byId.get(`components.${name}.binding`)?.value;
  const times = Number(Number(fact.value).toPrecision(3));
  const load = times > 1 ? `gets ${times}x what` : 'gets more than';
  return `${name} ${load} its fleet carries${typeof binding === 'string' ? ` (${binding})` : ''}`;
}

/** `db carries 0.4x its load: its keys are not used alike`, of one whose fleet as a whole would carry it. */
function unevenNote(headroom: FactResult, byId: ById): readonly string[] {
  const name = nameOf(headroom);
  const used = byId.get(`components.${name}.utilization.peak`)?.value;
  const isUneven = headroom.inputs.some((id) => UNEVEN.test(id));
  if (!isUneven || typeof headroom.value !== 'number' || headroom.value >= 1 - 1e-9 || typeof used !== 'number' || used > 1 + 1e-9)
    return [];
  const hot =
    headroom.inputs.includes(`components.${name}.hottest`) && !headroom.inputs.includes(`stated.components.${name}.shards`)
      ? ', and no instance more helps its hottest'
      : '';
  return [`${name} carries ${Number(headroom.value.toPrecision(3))}x its load: its keys are not used alike${hot}`];
}

/** `api needs 50 instances, and autoscale.max is 40`. */
function cappedNote(fleet: FactResult, byId: ById): readonly string[] {
  const name = nameOf(fleet);
  const needed = byId.get(`components.${name}.instances`)?.value;
  const limits = fleet.inputs.filter((id) => LIMIT.test(id)).map((id) => id.slice(`stated.components.${name}.`.length));
  if (limits.length === 0 || typeof needed !== 'number' || typeof fleet.value !== 'number' || needed <= fleet.value) return [];
  return [`${name} needs ${needed} instances, and ${limits.join(' and ')} leaves it ${fleet.value}`];
}

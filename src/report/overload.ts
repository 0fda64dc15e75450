import type { FactResult } from '../core/index.js';

const UTILIZATION = /^components\.([^.]+)\.utilization\.peak$/;
const MOST_NOTES = 5;

/** Whether a utilization is above all that there is. */
export const isOverloaded = ({ state, value }: FactResult): boolean => state === 'known' && typeof value === 'number' && value > 1 + 1e-9;

/** The utilizations at peak of components that get more than they can carry, the worst first. */
export const overloadsOf = (facts: readonly FactResult[]): readonly FactResult[] =>
  facts.filter((fact) => UTILIZATION.test(fact.id) && isOverloaded(fact)).sort((a, b) => Number(b.value) - Number(a.value));

/** `api gets 3x what its fleet carries (rate)`. */
export function overloadNotes(facts: readonly FactResult[]): readonly string[] {
  const overloads = overloadsOf(facts);
  if (overloads.length === 0) return [];
  const notes = overloads.slice(0, MOST_NOTES).map(({ id, value }) => {
    const name = UTILIZATION.exec(id)?.[1] ?? id;
    const binding = facts.find((fact) => fact.id === `components.${name}.binding`)?.value;
    const times = Number(Number(value).toPrecision(3));
    const load = times > 1 ? `gets ${times}x what` : 'gets more than';
    return `${name} ${load} its fleet carries${typeof binding === 'string' ? ` (${binding})` : ''}`;
  });
  return overloads.length > MOST_NOTES ? [...notes, `and so do ${overloads.length - MOST_NOTES} more`] : notes;
}

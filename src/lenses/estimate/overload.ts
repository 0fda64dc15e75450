import { type FactResult, type Finding, partsOf, type RuleName, unfilled } from '../../core/index.js';
import { amount } from '../../report/amounts.js';
import type { Note, Sentence } from '../../report/blocks.js';
import type { FactIndex } from '../shared/fact-index.js';

/** What a fleet that is computed may not exceed. */
const LIMITS = ['autoscale.max', 'quota.instances'];
/** What tells how unevenly the keys of a component are used. */
const UNEVEN = ['components.*.hottest', 'stated.components.*.skew.hottest', 'stated.components.*.skew', 'stated.components.*.skew.factor'];
const MOST_NOTES = 5;
const OVERLOADED = 'capacity/overloaded' as RuleName;

/** Whether a utilization is above all that there is. */
export const isOverloaded = ({ state, value }: FactResult): boolean => state === 'known' && typeof value === 'number' && value > 1 + 1e-9;

/** The utilizations at peak of components that get more than they can carry, the worst first. */
export const overloadsOf = (index: FactIndex): readonly FactResult[] => overloaded(index).map(({ fact }) => fact);

interface Overload {
  readonly name: string;
  readonly fact: FactResult;
}

const overloaded = (index: FactIndex): readonly Overload[] =>
  usedAtPeak(index)
    .filter(({ fact }) => isOverloaded(fact))
    .sort((a, b) => Number(b.fact.value) - Number(a.fact.value));

const usedAtPeak = (index: FactIndex): readonly Overload[] =>
  index.names('components').flatMap((name) => {
    const fact = index.get(`components.${name}.utilization.peak`);
    return fact ? [{ name, fact }] : [];
  });

/**
 * `api gets 3x what its fleet carries (rate)`, after those that are down and before those that may not grow as they would have to.
 * @param findings what one of them states of a component is not repeated
 */
export function overloadNotes(index: FactIndex, findings: readonly Finding[]): readonly Note[] {
  const found = findings.flatMap((finding) => (finding.judges && finding.rule === OVERLOADED ? [partsOf(finding.subject ?? '').name] : []));
  const isOpen = (name: string): boolean => !found.includes(name);
  const names = index.names('components').filter(isOpen);
  const notes = [
    ...usedAtPeak(index)
      .filter(({ fact }) => fact.state === 'unbounded')
      .map(({ name }) => `${name} gets load and nothing of it serves`),
    ...overloaded(index)
      .filter(({ name }) => isOpen(name))
      .map((overload) => overloadNote(overload, index)),
    ...names.flatMap((name) => cappedNote(name, index)),
  ];
  const shown = notes.length > MOST_NOTES ? [...notes.slice(0, MOST_NOTES), `and ${notes.length - MOST_NOTES} more like these`] : notes;
  return shown.map((text) => ({ kind: 'note', text }));
}

function overloadNote({ name, fact }: Overload, index: FactIndex): Sentence {
  const binding = index.get(`components.${name}.binding`)?.value;
  const times = Number(Number(fact.value).toPrecision(3));
  const load = times > 1 ? ['gets ', amount(times, 'plain'), 'x what'] : ['gets more than'];
  return [`${name} `, ...load, ` its fleet carries${typeof binding === 'string' ? ` (${binding})` : ''}${uneven(name, index)}`];
}

/** `, as its keys are not used alike`, of one that carries less for that. */
function uneven(name: string, index: FactIndex): string {
  const inputs = index.get(`components.${name}.headroom`)?.inputs ?? [];
  if (!inputs.some((id) => UNEVEN.some((pattern) => unfilled(pattern, id)))) return '';
  const isHot = inputs.includes(`components.${name}.hottest`) && !inputs.includes(`stated.components.${name}.shards`);
  return `, as its keys are not used alike${isHot ? ': no instance more helps its hottest' : ''}`;
}

/** `api needs 50 instances, and autoscale.max leaves it 40`. */
function cappedNote(name: string, index: FactIndex): readonly Sentence[] {
  const fleet = index.get(`components.${name}.fleet`);
  const needed = index.get(`components.${name}.instances`)?.value;
  const limits = LIMITS.filter((limit) => fleet?.inputs.includes(`stated.components.${name}.${limit}`));
  if (!fleet || limits.length === 0 || typeof needed !== 'number' || typeof fleet.value !== 'number' || needed <= fleet.value) return [];
  return [[`${name} needs ${needed} instances, and ${limits.join(' and ')} leaves it ${fleet.value}`]];
}

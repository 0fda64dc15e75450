import type { Note, Section } from '../../report/blocks.js';
import { nines, number, served, time } from './amounts.js';
import type { DurabilityResult } from './result.js';

/** What is lost of each data set, and how long it takes to have it back. */
export function durabilitySection(data: readonly DurabilityResult[]): Section {
  const known = data.filter(({ lossProbability, rpo }) => lossProbability !== null || rpo !== null);
  const rows = known.map(({ data: name, lossProbability, lost, rpo, rto }) => [
    name,
    served(lossProbability),
    { ...nines(lossProbability), bare: true },
    number(lost),
    time(rpo),
    time(rto),
  ]);
  const columns = ['data', 'kept a year', 'nines', 'items lost a year', 'rpo', 'rto'].map(
    (head, i) => ({ head, align: i === 0 ? 'left' : 'right' }) as const,
  );
  return { kind: 'section', title: 'Durability', blocks: [{ kind: 'table', columns, rows }, ...disksNote(known)] };
}

function disksNote(known: readonly DurabilityResult[]): readonly Note[] {
  const alone = known.filter(({ disksAlone, lossProbability }) => disksAlone && lossProbability !== null);
  if (alone.length === 0) return [];
  const who = alone.length === known.length ? '' : `${alone.map(({ data }) => data).join(', ')}: `;
  const text = `${who}from disks alone; an operator, a site or firmware loses all copies at once more often than that (state correlatedLoss)`;
  return [{ kind: 'note', text }];
}

import { amount } from '../../report/amounts.js';
import type { Note, Piece, Section } from '../../report/blocks.js';
import { nines, number, served, time } from './amounts.js';
import type { DurabilityResult } from './result.js';

const HEADS = ['data', 'kept a year', 'nines', 'MTTDL', 'items lost a year', 'rpo', 'rto'];

/** What is lost of each data set, and how long it takes to have it back. */
export function durabilitySection(data: readonly DurabilityResult[]): Section {
  const known = data.filter(({ lossProbability, rpo }) => lossProbability !== null || rpo !== null);
  const rows = known.map(({ data: name, lossProbability, mttdlHours, lost, rpo, rto }) => [
    name,
    served(lossProbability),
    { ...nines(lossProbability), bare: true },
    amount(mttdlHours, 'h'),
    number(lost),
    time(rpo),
    time(rto),
  ]);
  const columns = HEADS.map((head, i) => ({ head, align: i === 0 ? 'left' : 'right' }) as const);
  return { kind: 'section', title: 'Durability', blocks: [{ kind: 'table', columns, rows }, ...windowNote(known), ...disksNote(known)] };
}

/** The models agree where nothing is tolerated. */
const APART = 1.5;

/** Published figures are often by another model, which is kinder: both, and why the one is used. */
function windowNote(known: readonly DurabilityResult[]): readonly Note[] {
  const compared = known.flatMap(({ data, disksAlone, lossProbability, windowLossProbability }) =>
    disksAlone && lossProbability !== null && windowLossProbability !== null && lossProbability > APART * windowLossProbability
      ? [{ data, byWindows: windowLossProbability }]
      : [],
  );
  if (compared.length === 0) return [];
  const kept = compared.flatMap(({ data, byWindows }, i): readonly Piece[] => [i === 0 ? '' : ', ', served(byWindows), ` of ${data}`]);
  const why = 'it leaves out failures that fall into two windows, and restores all lost disks at once';
  return [
    {
      kind: 'note',
      text: [
        'by a Markov chain: disks fail at any time and are restored one after the other; the window model of many published figures would keep ',
        ...kept,
        `: ${why}`,
      ],
    },
  ];
}

function disksNote(known: readonly DurabilityResult[]): readonly Note[] {
  const alone = known.filter(({ disksAlone, lossProbability }) => disksAlone && lossProbability !== null);
  if (alone.length === 0) return [];
  const who = alone.length === known.length ? '' : `${alone.map(({ data }) => data).join(', ')}: `;
  const text = `${who}from disks alone; an operator, a site or firmware loses all copies at once more often than that (state correlatedLoss)`;
  return [{ kind: 'note', text }];
}

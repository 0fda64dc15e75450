import { ninesOf } from '../../math/index.js';
import type { Calendar } from '../../quantity/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, Cell, Column, Headline, Note, Piece, Section, Sentence, Table } from '../../report/blocks.js';
import { percentOf } from '../../report/nines-text.js';
import { type Cycle, downtimeOf, type Member, type Nines, PERIODS } from '../../tools/nines/nines.js';
import type { Verbosity } from '../verbosity.js';
import { independence, isMade, notesOf } from './notes.js';
import { workings } from './workings.js';

/** Nines, downtime by period, the working. `quiet`: the availability alone. */
export function ninesBlocks(answer: Nines, calendar: Calendar, { quiet = false }: Verbosity): readonly Block[] {
  const { unavailability, members, cycle } = answer;
  if (quiet) return [{ kind: 'note', text: up(unavailability) }];
  return [
    headlineOf(answer),
    ...(isMade(members) ? [indented(membersTable(members, calendar)), indented(...workings(answer))] : []),
    ...(cycle ? cycleNotes(cycle, unavailability, calendar).map((text) => indented(note(text))) : []),
    indented(downtimeTable(unavailability, calendar)),
    indented(...notesOf(answer).map(note), ...independenceNote(answer)),
    indented({ ...note(conventionsText(calendar)), role: 'faint' }),
  ];
}

const indented = (...blocks: readonly Block[]): Section => ({ kind: 'section', title: null, blocks });

const note = (text: Sentence): Note => ({ kind: 'note', text });

const up = (unavailability: number): Piece => amount(unavailability, 'complement');

function headlineOf({ text, unavailability, members }: Nines): Headline {
  const available = percentOf(unavailability);
  const isStated = members.length > 0 || text === available || `${text}%` === available;
  return {
    kind: 'headline',
    name: [
      ...(isStated ? [] : [`${text} = `]),
      up(unavailability),
      ': ',
      amount(ninesOf(unavailability), 'nines'),
      ', down ',
      amount(unavailability, 'share'),
      ' of the time',
    ],
    file: null,
    summary: null,
    context: [],
  };
}

function downtimeTable(unavailability: number, calendar: Calendar): Table {
  const down = downtimeOf(unavailability, calendar);
  const rows = PERIODS.map((period): readonly Cell[] => [`a ${period}`, amount(down[period], 's')]);
  return table(['in', 'down'], [...rows, ['1M requests', [amount(unavailability * 1e6, 'count'), ' fail']]]);
}

const membersTable = (members: readonly Member[], calendar: Calendar): Table =>
  table(
    ['needs', 'up', 'down a year'],
    members.map((member) => [memberText(member), up(member.unavailability), amount(downtimeOf(member.unavailability, calendar).year, 's')]),
  );

const memberText = ({ text, parallel }: Member): string =>
  parallel === null ? text : `${parallel.needed === parallel.units.length ? 'all' : parallel.needed} of: ${text}`;

const table = (heads: readonly string[], rows: Table['rows']): Table => ({
  kind: 'table',
  columns: heads.map((head, i): Column => ({ head, align: i === 0 ? 'left' : 'right' })),
  rows,
});

/** Left out where one member is all there is, though there be copies of it. */
function independenceNote(answer: Nines): readonly Note[] {
  const { members } = answer;
  const text = members.length > 1 || members.some(({ parallel }) => parallel) ? independence(answer) : null;
  return text === null ? [] : [note(text)];
}

function cycleNotes({ betweenFailures, failures, text }: Cycle, unavailability: number, calendar: Calendar): readonly Sentence[] {
  const { mtbf, mttr } = text;
  const often: Sentence = [
    'fails ',
    amount(failures * calendar.year, 'ratio'),
    ` times a year for ${mttr}: ${mtbf} / (${mtbf} + ${mttr}) = `,
    up(unavailability),
  ];
  const isSame = betweenFailures === null || percentOf(betweenFailures) === percentOf(unavailability);
  const other: readonly Piece[] = isSame
    ? []
    : [` From one failure to the next it would be 1 - ${mttr} / ${mtbf} = `, up(betweenFailures), '.'];
  return [often, ['MTBF is taken as the mean time up between failures (MTTF).', ...other]];
}

function conventionsText({ day, month, year }: Calendar): Sentence {
  const days = (seconds: number): Piece => amount(seconds / day, 'plain', { digits: 6, after: ' d' });
  return [
    ...(day === 86_400 ? [] : ['a day is ', amount(day, 'plain', { digits: 6, after: ' s' }), ', ']),
    'a month is ',
    days(month),
    ', a quarter ',
    days(3 * month),
    ', a year ',
    days(year),
  ];
}

import { ninesOf } from '../../math/index.js';
import type { Calendar } from '../../quantity/index.js';
import { amount } from '../../report/amounts.js';
import type { Table } from '../../report/blocks.js';
import { downtimeOf, type Nines, PERIODS } from '../../tools/nines/nines.js';
import { independence, notesOf } from './notes.js';

/** The answer for programs: times in seconds, null for what is unbounded. */
export const ninesData = (answer: Nines, calendar: Calendar) => {
  const { text, unavailability, members, cycle } = answer;
  return {
    expression: text,
    availability: 1 - unavailability,
    unavailability,
    nines: ninesOf(unavailability),
    downtime: downtimeOf(unavailability, calendar),
    failuresPerMillion: unavailability * 1e6,
    members: members.map((member) => ({
      text: member.text,
      availability: 1 - member.unavailability,
      unavailability: member.unavailability,
      units: member.parallel ? member.parallel.units.length : null,
      needed: member.parallel ? member.parallel.needed : null,
    })),
    repair: cycle && {
      mtbf: cycle.mtbf,
      mttr: cycle.mttr,
      convention: 'mtbf is the mean time up',
      failuresPerYear: cycle.failures * calendar.year,
    },
    notes: notesOf(answer),
    independent: independence(answer),
  };
};

/** The answer in a row: downtimes in seconds. */
export function ninesRows({ text, unavailability }: Nines, calendar: Calendar): Table {
  const down = downtimeOf(unavailability, calendar);
  return {
    kind: 'table',
    detail: 'data',
    columns: ['expression', 'availability', 'unavailability', 'nines', ...PERIODS.map((period) => `down_s_a_${period}`)].map((head) => ({
      head,
      align: 'left',
    })),
    rows: [
      [
        text,
        ...[1 - unavailability, unavailability, ninesOf(unavailability), ...PERIODS.map((period) => down[period])].map((value) =>
          amount(value, 'plain'),
        ),
      ],
    ],
  };
}

import { expect, test } from 'vitest';
import { findingsOf } from '../support/estimating.js';

const specOf = (active: string, rate: string, others = ''): string => `sysdesign: 1
name: bookings
assumptions:
  patients: 8M patients
  active: ${active}
  bookings: 1.2 per patient per month
${others}flows: { book: { rate: "${rate}", path: api } }
components: { api: { kind: service } }
`;

const of = async (active: string, rate: string, others = ''): Promise<readonly string[]> =>
  (await findingsOf(specOf(active, rate, others))).filter((text) => text.includes('expression/counted-twice'));

test.each([
  ['30% of patients', '= patients * active * bookings', ''],
  ['30% of patients', 'patients * active * bookings', ''],
  ['30% of patients', '= active * bookings * patients', ''],
  ['30% of patients', '= (1 - 10%) * (patients * active) * bookings', ''],
  ['= 30% * patients', '= patients * active * bookings', ''],
  ['30% of patients', '= patients * chronic * bookings', '  chronic: 10% of active\n'],
  ['30% of patients', '= active * chronic * bookings', '  chronic: 10% of patients\n'],
  ['30% of patients', '= max(patients * bookings, patients * active * bookings)', ''],
])('active: %s and a rate of %s count patients twice', async (active, rate, others) => {
  expect(await of(active, rate, others)).toHaveLength(1);
});

test.each([
  ['30% of patients', '= active * bookings', ''],
  ['30%', '= patients * active * bookings', ''],
  ['30% of patients', '= patients * bookings * (active / patients)', ''],
  ['30% of patients', '= active * bookings + patients * bookings', ''],
  ['2M patients', '= active * bookings', ''],
  ['30% of patients', '= patients * visits * bookings', '  visits: 5 per booking\n'],
])('active: %s and a rate of %s do not', async (active, rate, others) => {
  expect(await of(active, rate, others)).toEqual([]);
});

test('the message names both, and the help what to leave out or to state', async () => {
  const [finding] = await findingsOf(specOf('30% of patients', 'patients * active * bookings'));
  expect(finding).toContain('patients and active are multiplied, and active is a number of them already (30% of patients)');
  expect(finding).toContain('(leave patients out of the product, or state the share alone: active: 30%)');
});

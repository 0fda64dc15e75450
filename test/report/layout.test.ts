import { describe, expect, test } from 'vitest';
import { amount } from '../../src/report/amounts.js';
import type { Cell, Column, Table } from '../../src/report/blocks.js';
import { Formatter } from '../../src/report/formatter.js';
import { gridOf } from '../../src/report/layout.js';

const formatter = new Formatter({ day: 86_400, month: 2_592_000, year: 31_536_000 });
const column = (head: string, more: Partial<Column> = {}): Column => ({ head, align: 'right', ...more });
const tableOf = (columns: readonly Column[], rows: readonly (readonly Cell[])[], more: Partial<Table> = {}): Table => ({
  kind: 'table',
  columns,
  rows,
  ...more,
});

const rate = (value: number | null): Cell => amount(value, 'req/s');

describe('a table in cells of text', () => {
  test('has the unit of a column in its head where all amounts read in it', () => {
    const columns = [column('flow'), column('mean', { within: { unit: 'req/s', head: 'mean req/s' } })];
    const often = gridOf(
      tableOf(columns, [
        ['a', rate(10)],
        ['b', rate(null)],
        ['c', null],
      ]),
      formatter,
    );
    expect(often.columns.map(({ head }) => head)).toEqual(['flow', 'mean req/s']);
    expect(often.rows).toEqual([
      ['a', '10'],
      ['b', '?'],
      ['c', ''],
    ]);
    // Three a day are no requests a second.
    const rare = gridOf(
      tableOf(columns, [
        ['a', rate(10)],
        ['b', rate(3 / 86_400)],
      ]),
      formatter,
    );
    expect(rare.columns.map(({ head }) => head)).toEqual(['flow', 'mean']);
    expect(rare.rows).toEqual([
      ['a', '10 req/s'],
      ['b', '3 per day'],
    ]);
  });

  test('names any unit that a column shares, if asked to', () => {
    const rows: readonly Cell[][] = [
      [amount(1e6, 'users'), amount(2e9, 'B'), amount(5, 's')],
      [amount(2e6, 'users'), amount(4e9, 'B'), amount(500, 's')],
    ];
    const grid = gridOf(tableOf([column('users'), column('stored'), column('time')], rows, { hoist: 'columns' }), formatter);
    expect(grid.columns.map(({ head }) => head)).toEqual(['users', 'stored (GB)', 'time']);
    expect(grid.rows).toEqual([
      ['1M', '2', '5 s'],
      ['2M', '4', '8.33 min'],
    ]);
  });

  test('names the unit of a rate at its row, or in the title if all rows share it', () => {
    const columns = [column('in total'), column('now'), column('later')];
    const one: readonly Cell[] = ['rate', rate(10), rate(20)];
    const other: readonly Cell[] = ['stored', amount(2e9, 'B'), amount(4e9, 'B')];
    const mixed = gridOf(tableOf(columns, [one, other], { hoist: 'rows', title: 'Totals' }), formatter);
    expect([mixed.title, ...mixed.rows]).toEqual(['Totals', ['rate (req/s)', '10', '20'], ['stored', '2 GB', '4 GB']]);
    const same = gridOf(tableOf(columns, [one, ['peak', rate(30), rate(null)]], { hoist: 'rows', title: 'Totals' }), formatter);
    expect([same.title, ...same.rows]).toEqual(['Totals (req/s)', ['rate', '10', '20'], ['peak', '30', '?']]);
  });

  test('is without rows and columns of which nothing is known, as far as it is told to be', () => {
    const columns = [column('of'), column('a'), column('b'), column('c')];
    const rows: readonly Cell[][] = [
      ['x', rate(1), rate(null), null],
      ['y', rate(null), null, null],
    ];
    expect(gridOf(tableOf(columns, rows), formatter).rows).toEqual([
      ['x', '1 req/s', '?'],
      ['y', '?', ''],
    ]);
    expect(gridOf(tableOf(columns, rows, { leaveOut: 'unknown rows' }), formatter).rows).toEqual([['x', '1 req/s', '?']]);
    expect(gridOf(tableOf(columns, rows, { leaveOut: 'unknown' }), formatter).rows).toEqual([['x', '1 req/s']]);
  });

  test('takes no word of a sentence for a unit', () => {
    const rows: readonly Cell[][] = [
      ['x', [amount(3, 'share'), ' OVER']],
      ['y', amount(0.5, 'share')],
    ];
    expect(gridOf(tableOf([column('of'), column('used')], rows, { hoist: 'columns' }), formatter).rows).toEqual([
      ['x', '300% OVER'],
      ['y', '50%'],
    ]);
  });
});

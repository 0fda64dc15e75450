import { digits } from './json.js';
import { type Conventions, shownUnit, Teller } from './old-teller.js';
import { paintOf, symbolsOf } from './paint.js';
import { drawTable } from './table.js';
import { plural, wrap } from './text.js';
import type { FactListing, ReportOptions } from './types.js';

/** Adds to the facts of one spec their values as people read them. */
export function withTexts(facts: readonly FactListing[], conventions: Conventions): readonly FactListing[] {
  const tell = new Teller(conventions);
  return facts.map((fact) => {
    const { value, unit, state } = fact;
    return state === 'known' && value !== null && value !== undefined
      ? { ...fact, text: tell.scalar(value, shownUnit(fact.id, unit)) }
      : fact;
  });
}

/** The list of facts as a table; values when it is that of a spec. */
export function listingText(facts: readonly FactListing[], options: ReportOptions): string {
  if (facts.length === 0) return 'no fact fits the filter\n';
  const paint = paintOf(options.color);
  const symbols = symbolsOf(options.unicode);
  const valued = facts.some((fact) => fact.state !== undefined);
  const table = valued
    ? drawTable(
        {
          columns: [
            { head: 'fact', align: 'left' },
            { head: 'value', align: 'right' },
          ],
          rows: facts.map((fact) => [fact.id, fact.text ?? fact.state ?? '']),
        },
        { width: options.width, ellipsis: symbols.ellipsis, indent: '', head: paint.faint },
      )
    : patternLines(facts, options, paint.faint);
  return `${table}\n${options.quiet ? '' : `\n${plural(facts.length, 'fact')}\n`}`;
}

/** Patterns are long, and so are their meanings: the meaning stands below. */
function patternLines(facts: readonly FactListing[], options: ReportOptions, faint: (text: string) => string): string {
  return facts
    .map(
      (fact) =>
        `${fact.id}${fact.unit === null ? '' : `  ${faint(fact.unit)}`}\n${wrap(fact.meaning, options.width - 4)
          .map((line) => `    ${line}`)
          .join('\n')}`,
    )
    .join('\n');
}

/** An array of objects. */
export function listingJson(facts: readonly FactListing[]): string {
  const rows = facts.map((fact) => ({
    id: fact.id,
    unit: fact.unit,
    meaning: fact.meaning,
    ...(fact.state === undefined
      ? {}
      : { value: typeof fact.value === 'number' ? digits(fact.value) : (fact.value ?? null), state: fact.state, text: fact.text ?? null }),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

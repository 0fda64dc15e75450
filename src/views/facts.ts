import type { Listing } from '../evaluate/explain.js';
import { type Amount, amount } from '../report/amounts.js';
import type { Block, Cell, Column, Headline, Note, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { type Conventions, Formatter } from '../report/formatter.js';
import { plural } from '../report/text.js';
import { customaryAmount } from './customary.js';
import type { Verbosity } from './verbosity.js';

/** Facts of one spec with their values. */
export interface FactsOfSpec {
  readonly file: string;
  readonly conventions: Conventions;
  readonly facts: readonly Listing[];
}

/** What can be asked of any spec: patterns, with their units and meanings; for programs an array of objects. */
export const patternsDocument = (patterns: readonly Listing[], asked: Verbosity): Document =>
  plainDocument([plainPart([patternsTable(patterns), ...ending(patterns, asked)])], () => patterns.map(factData));

/** What can be asked of specs, with the values; for programs an array of objects. */
export function factsDocument(specs: readonly FactsOfSpec[], asked: Verbosity): Document {
  const all = specs.flatMap(({ facts }) => facts);
  const several = specs.length > 1;
  const parts = specs.map(({ file, conventions, facts }) =>
    plainPart([...(several && facts.length > 0 ? [headlineOf(file)] : []), valuesTable(facts)], conventions),
  );
  // Of what could not be read there is nothing to count.
  return plainDocument([...parts, ...(specs.length === 0 ? [] : [plainPart(ending(all, asked))])], () =>
    specs.flatMap(({ conventions, facts }) => {
      const formatter = new Formatter(conventions);
      return facts.map((fact) => {
        const value = valueAmount(fact);
        return { ...factData(fact), value: fact.value ?? null, state: fact.state, text: value === null ? null : formatter.amount(value) };
      });
    }),
  );
}

const headlineOf = (file: string): Headline => ({ kind: 'headline', name: null, file, summary: null, context: [] });

const left = (head: string): Column => ({ head, align: 'left' });

const patternsTable = (patterns: readonly Listing[]): Table => ({
  kind: 'table',
  remarks: true,
  columns: ['fact', 'unit', 'meaning'].map(left),
  rows: patterns.map(({ id, unit, meaning }) => [id, unit === null ? null : { kind: 'text', text: unit, role: 'faint' }, meaning]),
});

const valuesTable = (facts: readonly Listing[]): Table => ({
  kind: 'table',
  columns: [left('fact'), { head: 'value', align: 'right' }],
  rows: facts.map((fact): readonly Cell[] => [fact.id, valueAmount(fact) ?? fact.state ?? null]),
});

/** Null unless it is known. */
const valueAmount = ({ id, unit, value, state }: Listing): Amount | null =>
  state === 'known' && value !== null && value !== undefined ? customaryAmount({ id, unit, value }) : null;

/** How many there are, and all of them as rows. */
function ending(facts: readonly Listing[], { quiet = false }: Verbosity): readonly Block[] {
  const count: Note = { kind: 'note', text: facts.length === 0 ? 'no fact fits the filter' : plural(facts.length, 'fact') };
  return [...(quiet && facts.length > 0 ? [] : [count]), rowsOf(facts)];
}

const rowsOf = (facts: readonly Listing[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['id', 'unit', 'value', 'state', 'meaning'].map(left),
  rows: facts.map(({ id, unit, value = null, state = null, meaning }) => [
    id,
    unit,
    value === null ? null : amount(value, unit ?? 'ratio'),
    state,
    meaning,
  ]),
});

const factData = ({ id, unit, meaning }: Listing) => ({ id, unit, meaning });

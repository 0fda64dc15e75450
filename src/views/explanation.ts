import { type DriverResult, type FactResult, isSameReason, NOT_COMPUTED, type Reason, reasonTexts, unfilled } from '../core/index.js';
import type { Explanation, Listing } from '../evaluate/explain.js';
import { isAtMost, rootOf } from '../facts/index.js';
import { type Amount, amount, inBits } from '../report/amounts.js';
import type { Block, Item, Marked, Piece, Sentence, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import type { Conventions } from '../report/formatter.js';
import { factData } from '../report/result-data.js';
import { plural } from '../report/text.js';
import type { Tool } from '../report/types.js';
import { customaryAmount, isReadInBits } from './customary.js';
import { derivationOf } from './derivation.js';

/** How a fact of one spec came about. */
export interface ExplainedFact extends Explanation {
  readonly file: string;
  readonly conventions: Conventions;
}

type Facts = Explanation['facts'];

/** Facts of one spec that a text fits. */
export interface FittingFacts {
  readonly file: string;
  readonly conventions: Conventions;
  readonly text: string;
  /** The best first. */
  readonly fitting: readonly Listing[];
}

/** How much of a derivation a reader wants, and what the command was asked for, so that the next one can be named. */
export interface AskedDerivation {
  /** Levels below the fact; infinite for all. */
  readonly depth: number;
  /** What stands behind the id: ` shop.sysdesign.yaml`. */
  readonly behind: string;
}

/** So many facts that fit are listed; `facts --filter` lists all. */
const MOST_FITTING = 20;

/** Derivations, each with what moves it most, or what fits a text; for programs an object for one spec, an array of them for several. */
export const explanationDocument = (
  explained: readonly (ExplainedFact | FittingFacts)[],
  tool: Tool,
  asked: AskedDerivation = { depth: Number.POSITIVE_INFINITY, behind: '' },
): Document =>
  plainDocument(
    explained.map((one) =>
      plainPart(
        [
          ...(explained.length > 1 ? [headlineOf(one)] : []),
          ...('fitting' in one ? fittingBlocks(one, asked) : [...blocksOf(one, asked), rowsOf(one)]),
        ],
        one.conventions,
      ),
    ),
    () => {
      const all = explained.map((one) => ('fitting' in one ? fittingData(one, tool) : explanationData(one, tool)));
      return all.length === 1 ? all[0] : all;
    },
  );

function fittingBlocks({ text, fitting }: FittingFacts, { behind }: AskedDerivation): readonly Block[] {
  const shown = fitting.slice(0, MOST_FITTING);
  const more = fitting.length - shown.length;
  const [first] = shown;
  return [
    {
      kind: 'note',
      text: [`${fitting.length} facts fit `, { kind: 'text', text, code: true }, more > 0 ? `; the ${shown.length} that fit best:` : ':'],
    },
    {
      kind: 'table',
      columns: [
        { head: 'fact', align: 'left' },
        { head: 'value', align: 'right' },
      ],
      rows: shown.map((fact) => [fact.id, listingAmount(fact) ?? fact.state ?? null]),
    },
    ...(more > 0
      ? ([
          { kind: 'note', text: [`${more} more: `, { kind: 'text', text: `sysdesign facts${behind} --filter "${text}"`, code: true }] },
        ] as const)
      : []),
    { kind: 'next', command: [`sysdesign explain ${first?.id ?? ''}${behind}`] },
  ];
}

const listingAmount = ({ id, unit, value, state }: Listing): Amount | null =>
  state === 'known' && value !== null && value !== undefined ? customaryAmount({ id, unit, value }) : null;

const fittingData = ({ file, text, fitting }: FittingFacts, tool: Tool) => ({
  format: 'sysdesign.facts/1',
  tool,
  file,
  text,
  facts: fitting.map(({ id, unit, meaning, value = null, state }) => ({ id, unit, meaning, value, state })),
});

/** The fact and all that it rests on, a row each. */
const rowsOf = ({ root, facts, file }: ExplainedFact): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['file', 'id', 'value', 'unit', 'state', 'p5', 'p95', 'formula', 'origin', 'stated', 'at', 'source'].map((head) => ({
    head,
    align: 'left',
  })),
  rows: [root, ...[...facts.values()].filter(({ id }) => id !== root.id)].map((fact) => [
    file,
    fact.id,
    amount(fact.value, 'plain'),
    fact.unit,
    fact.state,
    fact.spread && amount(fact.spread.p5, 'plain'),
    fact.spread && amount(fact.spread.p95, 'plain'),
    fact.formula,
    fact.origin,
    fact.text,
    fact.at && { kind: 'place', at: fact.at },
    fact.source,
  ]),
});

const headlineOf = ({ file }: { readonly file: string }): Block => ({ kind: 'headline', name: null, file, summary: null, context: [] });

/** The answer, the tree that it comes from, what moves it most, what to type to see more. */
function blocksOf(explanation: Explanation, { depth, behind }: AskedDerivation): readonly Block[] {
  const { root, facts, drivers } = explanation;
  const { tree, hidden } = derivationOf(root, facts, depth, (fact) => ({
    label: [idOf(fact), ' = ', valueOrState(fact)],
    notes: notesOf(fact, facts),
  }));
  const more: readonly Block[] =
    hidden === 0
      ? []
      : [
          { kind: 'note', text: `${plural(hidden, 'fact')} further down ${hidden === 1 ? 'is' : 'are'} not shown.` },
          { kind: 'next', command: [`sysdesign explain ${root.id}${behind} --depth ${depth + 2}`], shows: 'more of them, --full all' },
        ];
  return [
    { kind: 'headline', name: answerLine(explanation), file: null, summary: root.label === root.id ? null : root.label, context: [] },
    { kind: 'tree', nodes: [tree] },
    {
      kind: 'section',
      title: 'What moves it most',
      blocks: drivers.length === 0 ? [] : [{ kind: 'list', leadWidth: 5, gap: 1, items: drivers.map(driverItem) }],
    },
    ...more,
  ];
}

/** `disk binds: 225 TB / 4 TB / 80% = 70.3, rounded up: 71`; of a leaf where it is stated; of what is unknown what is missing. */
function answerLine({ root, facts, answer }: Explanation): Sentence {
  if (answer === null) {
    const origin = originOf(root);
    const missing = root.missing.length > 0 && root.state === 'unknown' ? [': ', missingText(root.missing)] : [];
    return [root.id, ' = ', valueOrState(root), ...missing, ...(origin.length > 0 ? [', ', ...origin] : [])];
  }
  const { binding, formula, exact, rounded } = answer;
  const numbers = inNumbers(formula, facts) ?? [formula];
  const whole: readonly Piece[] = exact === null ? [] : [' = ', amount(exact, 'plain'), ', rounded up'];
  // What survives a loss is more than what the resource needs.
  const isMore = rounded !== null && typeof root.value === 'number';
  const results: readonly Piece[] = [
    ...whole,
    whole.length > 0 ? ': ' : ' = ',
    rounded === null ? valueOrState(root) : amount(rounded, 'count'),
    ...(isReadInBits(root.id) && typeof root.value === 'number' ? [' (', inBits({ ...root, spread: null }) ?? '', ')'] : []),
    ...(isMore ? ['; to survive a loss, spread evenly: ', valueOrState(root)] : []),
  ];
  return [binding === null ? `${root.id}: ` : `${binding} binds: `, ...numbers, ...results];
}

function driverItem({ share, input, text, at }: DriverResult): Item {
  const stated = [...(text === null || text === '' ? [] : [text]), ...placeOf(at)];
  return {
    lead: amount(Math.round(share * 100) / 100, 'share'),
    text: [input, ...(stated.length === 0 ? [] : [' (', ...joined(stated, ' at '), ')'])],
  };
}

const idOf = ({ id }: FactResult): Marked => ({ kind: 'text', text: id, role: 'strong', code: true });

const valueOrState = ({ value, unit, state, spread }: FactResult): Piece =>
  state === 'unknown' ? 'unknown' : amount(value, unit ?? 'ratio', { state, spread, show: 'both' });

/** What a flow adds or reads, by the request: a bare number there has no unit to say so. */
const isPerRequest = (id: string): boolean =>
  ['stated.data.*.addedBy.*', 'stated.data.*.readBy.*', 'stated.data.*.readBy.*.items'].some(
    (pattern) => unfilled(pattern, id) !== undefined,
  );

/** Formula with ids and with numbers; at a leaf where it comes from; what is missing. */
function notesOf(fact: FactResult, facts: Facts): readonly Sentence[] {
  const { formula, inputs, missing, state } = fact;
  const notes: Sentence[] = [];
  if (formula !== null && inputs.length > 0) {
    notes.push(`= ${formula}`);
    const numbers = formula === inputs[0] ? null : inNumbers(formula, facts);
    if (numbers !== null) notes.push(['= ', ...numbers]);
  }
  for (const { text: step, at } of fact.steps ?? []) notes.push([step, ...placeOf(at).flatMap((place) => [' (', place, ')'])]);
  const origin = originOf(fact);
  if (origin.length > 0) notes.push(isPerRequest(fact.id) ? [...origin, ': items per request'] : origin);
  if (missing.length > 0)
    notes.push(
      state === 'known'
        ? `${isAtMost(fact.id) ? 'at most' : 'at least'}: without ${reasonTexts(missing).join(', ')}`
        : missingText(missing),
    );
  return notes;
}

const missingText = (missing: readonly Reason[]): string =>
  missing.every((reason) => isSameReason(reason, NOT_COMPUTED)) ? NOT_COMPUTED.text : `missing: ${reasonTexts(missing).join(', ')}`;

/** What changes of the command line are read from. */
const SET = '--set';

function originOf({ id, origin, text, at, source, inputs, formula }: FactResult): readonly Piece[] {
  const place = placeOf(at);
  const stated = text ?? '';
  switch (origin) {
    case 'spec':
      if (at?.source.name === SET) return [`set to ${stated}`];
      return joined([...(stated === '' ? [] : [`stated as ${stated}`]), ...place], ' at ');
    case 'override': {
      // A figure of the catalog has who states it as its source, a literal of the spec what it was; one that only `--set` states has no place in a file.
      const before = source === null ? '' : rootOf(id) === 'catalog' ? `, says ${source}` : ` in place of ${source}`;
      return [
        `set to ${stated === '' ? 'this' : stated}${before}`,
        ...(at?.source.name === SET ? [] : place.flatMap((piece) => [' at ', piece])),
      ];
    }
    case 'convention':
      return [`convention${source === null ? '' : `: ${source}`}`, ...place.flatMap((piece) => [' at ', piece])];
    case 'catalog':
      return [`assumed from the catalog${source === null ? '' : `: ${source}`}`];
    case 'formula':
      return inputs.length === 0 && formula !== null ? [`= ${formula}`] : [];
  }
}

const placeOf = (at: FactResult['at']): readonly Piece[] => (at === null ? [] : [{ kind: 'place', at }]);

const joined = (pieces: readonly Piece[], between: string): readonly Piece[] =>
  pieces.flatMap((piece, i) => (i === 0 ? [piece] : [between, piece]));

const ID = /[A-Za-z_][\w-]*(?:\.[\w-]+)+/g;

/** The formula with each id replaced by its value. Null when one is not known. */
function inNumbers(formula: string, facts: Facts): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: id, index } of formula.matchAll(ID)) {
    const input = facts.get(id);
    if (!input) continue;
    if (typeof input.value !== 'number') return null;
    pieces.push(formula.slice(from, index), numberOf(input, input.value));
    from = index + id.length;
  }
  return [...pieces, formula.slice(from)];
}

/** Ratios as plain numbers unless they are large, quantities with their unit. */
function numberOf({ unit }: FactResult, value: number): Amount {
  const isRatio = unit === null || unit === 'ratio';
  return isRatio && Math.abs(value) < 10_000 ? amount(value, 'plain', { digits: 4 }) : amount(value, unit ?? 'ratio');
}

const explanationData = ({ file, root, facts, drivers, answer }: ExplainedFact, tool: Tool) => ({
  format: 'sysdesign.explanation/1',
  tool,
  file,
  fact: root.id,
  value: root.value,
  unit: root.unit,
  answer,
  facts: [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(factData),
  drivers,
});

import type { DriverResult, FactResult } from '../core/index.js';
import type { Explanation } from '../evaluate/explain.js';
import { type Amount, amount } from '../report/amounts.js';
import type { Block, Item, Marked, Piece, Sentence, TreeNode } from '../report/blocks.js';
import { type Document, plainDocument, plainPart, type Tool } from '../report/document.js';
import type { Conventions } from '../report/formatter.js';
import { factData } from '../report/result-data.js';

/** How a fact of one spec came about. */
export interface ExplainedFact extends Explanation {
  readonly file: string;
  readonly conventions: Conventions;
}

type Facts = Explanation['facts'];

/** Derivations, each with what moves it most; for programs an object for one spec, an array of them for several. */
export const explanationDocument = (explained: readonly ExplainedFact[], tool: Tool): Document =>
  plainDocument(
    explained.map((one) => plainPart([...(explained.length > 1 ? [headlineOf(one)] : []), ...blocksOf(one)], one.conventions)),
    () => {
      const all = explained.map((one) => explanationData(one, tool));
      return all.length === 1 ? all[0] : all;
    },
  );

const headlineOf = ({ file }: ExplainedFact): Block => ({ kind: 'headline', name: null, file, summary: null, context: [] });

const blocksOf = ({ root, facts, drivers }: Explanation): readonly Block[] => [
  { kind: 'tree', nodes: [derivationOf(root, facts)] },
  {
    kind: 'section',
    title: 'What moves it most',
    blocks: drivers.length === 0 ? [] : [{ kind: 'list', leadWidth: 5, gap: 1, items: drivers.map(driverItem) }],
  },
];

function driverItem({ share, input, text, at }: DriverResult): Item {
  const stated = [...(text === null || text === '' ? [] : [text]), ...placeOf(at)];
  return {
    lead: amount(Math.round(share * 100) / 100, 'share'),
    text: [input, ...(stated.length === 0 ? [] : [' (', ...joined(stated, ' at '), ')'])],
  };
}

/** A fact and what it rests on, down to the spec. One node for each fact: many stand below several others, and a chain of them may be long. */
function derivationOf(root: FactResult, facts: Facts): TreeNode {
  const nodes = new Map<string, TreeNode>();
  const nodeOf = (fact: FactResult): TreeNode => {
    const known = nodes.get(fact.id);
    if (known) return known;
    const node: TreeNode = {
      label: [idOf(fact), ' = ', valueOrState(fact)],
      get notes() {
        return notesOf(fact, facts);
      },
      get nodes() {
        return fact.inputs.flatMap((id) => {
          const input = facts.get(id);
          return input ? [nodeOf(input)] : [];
        });
      },
    };
    nodes.set(fact.id, node);
    return node;
  };
  return nodeOf(root);
}

const idOf = ({ id }: FactResult): Marked => ({ kind: 'text', text: id, role: 'strong', code: true });

const valueOrState = ({ value, unit, state, spread }: FactResult): Piece =>
  state === 'unknown' ? 'unknown' : amount(value, unit ?? 'ratio', { state, spread, show: 'both' });

/** A formula that only hands on another fact. */
const ALONE = /^[\w.-]+$/;

/** What a flow adds or reads, by the request: a bare number there has no unit to say so. */
const PER_REQUEST = /^stated\.data\.[^.]+\.(?:addedBy\.[^.]+|readBy\.[^.]+(?:\.items)?)$/;

/** Formula with ids and with numbers; at a leaf where it comes from; what is missing. */
function notesOf(fact: FactResult, facts: Facts): readonly Sentence[] {
  const { formula, inputs, missing, state } = fact;
  const notes: Sentence[] = [];
  if (formula !== null && inputs.length > 0) {
    notes.push(`= ${formula}`);
    const numbers = ALONE.test(formula) ? null : inNumbers(formula, facts);
    if (numbers !== null) notes.push(['= ', ...numbers]);
  }
  const origin = originOf(fact);
  if (origin.length > 0) notes.push(PER_REQUEST.test(fact.id) ? [...origin, ': items per request'] : origin);
  if (missing.length > 0) notes.push(state === 'known' ? `at least: without ${missing.join(', ')}` : missingText(missing));
  return notes;
}

const missingText = (missing: readonly string[]): string =>
  missing.every((reason) => reason === 'not yet computed') ? 'not yet computed' : `missing: ${missing.join(', ')}`;

function originOf({ origin, text, at, source, inputs, formula }: FactResult): readonly Piece[] {
  const place = placeOf(at);
  const stated = text ?? '';
  switch (origin) {
    case 'spec':
      return joined([...(stated === '' ? [] : [`stated as ${stated}`]), ...place], ' at ');
    case 'override':
      return [`set to ${stated === '' ? 'this' : stated}`, ...place.flatMap((piece) => [' in place of ', piece])];
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

const explanationData = ({ file, root, facts, drivers }: ExplainedFact, tool: Tool) => ({
  format: 'sysdesign.explanation/1',
  tool,
  file,
  fact: root.id,
  value: root.value,
  unit: root.unit,
  facts: [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(factData),
  drivers,
});

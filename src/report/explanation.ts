import type { FactResult } from '../core/index.js';
import { placeText } from './formatter.js';
import { jsonText } from './json.js';
import { shownUnit, Teller } from './old-teller.js';
import { type Paint, paintOf, type Symbols, symbolsOf } from './paint.js';
import { factData } from './result-data.js';
import { hang, printable, widthOf, wrap } from './text.js';
import type { ExplanationReport, ReportOptions } from './types.js';

interface Tree {
  readonly facts: ReadonlyMap<string, FactResult>;
  readonly told: Set<string>;
  /** What stands too deep to be told in place. */
  readonly later: FactResult[];
  readonly lines: string[];
  readonly width: number;
  readonly tell: Teller;
  readonly paint: Paint;
  readonly symbols: Symbols;
}

/** Columns that a fact and its formula need to be readable. */
const LEAST_ROOM = 48;

/** Derivations as trees: each fact with its formula, the formula in numbers, and below it what it rests on, down to the spec. */
export function explanationText(explanations: readonly ExplanationReport[], options: ReportOptions): string {
  const several = explanations.length > 1;
  return explanations.map((explanation) => `${several ? `${explanation.file}\n` : ''}${treeText(explanation, options)}\n`).join('\n');
}

function treeText({ root, facts, drivers, conventions }: ExplanationReport, options: ReportOptions): string {
  const paint = paintOf(options.color);
  const tree: Tree = {
    facts,
    told: new Set(),
    later: [],
    lines: [],
    width: options.width,
    tell: new Teller(conventions),
    paint,
    symbols: symbolsOf(options.unicode),
  };
  grow(root, tree);
  for (let next = tree.later.shift(); next !== undefined; next = tree.later.shift()) {
    if (tree.told.has(next.id)) continue;
    tree.lines.push('');
    grow(next, tree);
  }
  if (drivers.length > 0) {
    tree.lines.push('', paint.strong('What moves it most'));
    for (const driver of drivers) {
      const stated = [driver.text, placeText(driver.at)].filter((text) => text !== null && text !== '').join(' at ');
      const share = `  ${`${Math.round(driver.share * 100)}%`.padEnd(5)}`;
      tree.lines.push(hang(share, `${driver.input}${stated === '' ? '' : ` (${printable(stated)})`}`, tree.width));
    }
  }
  return tree.lines.join('\n');
}

/** Depth first, inputs in the order of the formula. */
function grow(root: FactResult, tree: Tree): void {
  // A chain of facts can be long: a stack of our own, not the call stack.
  const stack: { readonly fact: FactResult; readonly first: string; readonly rest: string }[] = [{ fact: root, first: '', rest: '' }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { fact, first, rest } = next;
    const leaf = fact.inputs.length === 0;
    const again = tree.told.has(fact.id);
    const deep = !again && !leaf && tree.width - widthOf(rest) < LEAST_ROOM;
    const inputs = again || deep ? [] : fact.inputs.map((id) => tree.facts.get(id)).filter((input) => input !== undefined);
    const below = `${rest}${inputs.length > 0 ? tree.symbols.trunk : '  '}`;
    add(
      tree,
      first,
      `${fact.id} = ${tree.tell.value({ value: fact.value, state: fact.state, spread: fact.spread, unit: shownUnit(fact.id, fact.unit) })}${again && !leaf ? ' (see above)' : deep ? ' (see below)' : ''}`,
      below,
      fact.id,
    );
    if (deep) tree.later.push(fact);
    if (again || deep) continue;
    tree.told.add(fact.id);
    for (const note of notesOf(fact, tree)) add(tree, `${below}  `, note, `${below}    `);
    for (let i = inputs.length - 1; i >= 0; i--) {
      const input = inputs[i];
      const last = i === inputs.length - 1;
      if (input)
        stack.push({
          fact: input,
          first: rest + (last ? tree.symbols.lastBranch : tree.symbols.branch),
          rest: rest + (last ? '  ' : tree.symbols.trunk),
        });
    }
  }
}

/** A formula that only hands on another fact. */
const ALONE = /^[\w.-]+$/;

/** Formula with ids and with numbers; at a leaf where it comes from; what is missing. */
function notesOf(fact: FactResult, tree: Tree): string[] {
  const notes: string[] = [];
  if (fact.formula !== null && fact.inputs.length > 0) {
    notes.push(`= ${fact.formula}`);
    const numbers = inNumbers(fact, tree);
    if (numbers !== null && !ALONE.test(fact.formula)) notes.push(`= ${numbers}`);
  }
  const origin = originText(fact);
  if (origin !== '') notes.push(origin);
  if (fact.missing.length > 0) {
    notes.push(fact.state === 'known' ? `at least: without ${fact.missing.join(', ')}` : missingText(fact.missing));
  }
  return notes;
}

const missingText = (missing: readonly string[]): string =>
  missing.every((reason) => reason === 'not yet computed') ? 'not yet computed' : `missing: ${missing.join(', ')}`;

function originText(fact: FactResult): string {
  const place = placeText(fact.at);
  const text = fact.text === null ? '' : printable(fact.text);
  switch (fact.origin) {
    case 'spec':
      return [text === '' ? '' : `stated as ${text}`, place].filter((part) => part !== '').join(' at ');
    case 'override':
      return `set to ${text === '' ? 'this' : text}${place === '' ? '' : ` in place of ${place}`}`;
    case 'convention':
      return `convention${fact.source === null ? '' : `: ${printable(fact.source)}`}${place === '' ? '' : ` at ${place}`}`;
    case 'catalog':
      return `assumed from the catalog${fact.source === null ? '' : `: ${printable(fact.source)}`}`;
    case 'formula':
      return fact.inputs.length === 0 && fact.formula !== null ? `= ${fact.formula}` : '';
  }
}

/** The formula with each id replaced by its value in base units, short enough to read. Null when one is not known. */
function inNumbers(fact: FactResult, { facts, tell }: Tree): string | null {
  if (fact.formula === null) return null;
  let complete = true;
  const text = fact.formula.replace(/[A-Za-z_][\w-]*(?:\.[\w-]+)+/g, (id) => {
    const input = facts.get(id);
    if (!input) return id;
    if (typeof input.value !== 'number') complete = false;
    return typeof input.value === 'number' ? numberText(input, tell) : id;
  });
  return complete ? text : null;
}

/** Ratios as plain numbers unless they are large, quantities with their unit. */
function numberText(fact: FactResult, tell: Teller): string {
  if (typeof fact.value !== 'number') return fact.id;
  if ((fact.unit === null || fact.unit === 'ratio') && Math.abs(fact.value) < 10_000) return String(Number(fact.value.toPrecision(4)));
  return tell.scalar(fact.value, shownUnit(fact.id, fact.unit));
}

/** Adds a text after the tree lines `first`, broken at words to the width; further lines stand after `rest`. */
function add(tree: Tree, first: string, text: string, rest: string, strong = ''): void {
  const room = tree.width - Math.max(widthOf(first), widthOf(rest));
  wrap(text, Math.max(20, room)).forEach((line, index) => {
    const shown = index === 0 && strong !== '' && line.startsWith(strong) ? tree.paint.strong(strong) + line.slice(strong.length) : line;
    tree.lines.push((tree.paint.faint(index === 0 ? first : rest) + shown).trimEnd());
  });
}

/** An object for one spec, an array of them for several. */
export function explanationJson(explanations: readonly ExplanationReport[], options: ReportOptions): string {
  const all = explanations.map(({ file, root, facts, drivers }) => ({
    format: 'sysdesign.explanation/1',
    tool: options.tool,
    file,
    fact: root.id,
    value: root.value,
    unit: root.unit,
    facts: [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(factData),
    drivers,
  }));
  return jsonText(all.length === 1 ? all[0] : all);
}

import { type Finding, type Range, suggest } from '../core/index.js';
import {
  boundIn,
  type CurrencyFinder,
  checkDimensions,
  type Expression,
  type ExpressionParser,
  FACT_ROOTS,
  type FieldType,
  type FieldValue,
  fieldAccepts,
  functionNames,
  isOfEach,
  isOfInstance,
  LONGEST_EXPRESSION,
  mending,
  ofOtherCalls,
  type Parsed,
  parseField,
  pluralOf,
  problemAt,
  problemIn,
  type QuantityProblem,
  quoted,
  parsed as success,
  type TypedValue,
  type Vocabulary,
  type WordedBound,
} from '../quantity/index.js';
import type { DocumentLiteral } from '../schema/index.js';
import { oddScalar, type ScalarNode } from '../source/index.js';
import { currencyProblem } from './currency.js';
import type { Leaf, LeafValue } from './leaf.js';
import { literalText, placeWithin } from './places.js';
import type { References } from './references.js';

const ASSUMPTIONS = 'assumptions.';

/** Literals as they were read, by the nodes that state them. */
const PARSED = new WeakMap<ScalarNode, Read>();

interface Read {
  readonly field: FieldType;
  readonly bound: WordedBound['op'] | undefined;
  readonly words: string;
  readonly parsed: Parsed<FieldValue>;
}

/** Reads literals of one spec: fields by their type, expressions with the names of the spec. */
export class LiteralReader {
  readonly #refused: { readonly problem: QuantityProblem; readonly at: Range; readonly path: string; readonly text: string }[] = [];
  readonly #odd: Finding[] = [];
  readonly #vocabulary: Vocabulary;
  /** What of the vocabulary decides how a text is read. */
  readonly #words: string;
  readonly #references: References;
  readonly #currency: CurrencyFinder;
  readonly #parser: ExpressionParser | undefined;
  readonly #assumptions: ReadonlySet<string>;
  /** By field, bound and text: of a large spec most literals are like others. */
  readonly #texts = new Map<string, Read>();
  /** Of assumptions that are literals and were read already. */
  readonly #types = new Map<string, TypedValue>();

  constructor(
    vocabulary: Vocabulary,
    currency: CurrencyFinder,
    references: References,
    assumptions: ReadonlySet<string>,
    parser: ExpressionParser | undefined,
  ) {
    this.#vocabulary = vocabulary;
    this.#words = JSON.stringify([vocabulary.calendar, [...vocabulary.counts]]);
    this.#currency = currency;
    this.#references = references;
    this.#assumptions = assumptions;
    this.#parser = parser;
  }

  /** What is wrong, with examples in the currency that the literals turned out to be in. */
  get findings(): readonly Finding[] {
    const { name } = this.#currency.currency;
    return [
      ...this.#odd,
      ...this.#refused.map(({ problem, at, path, text }) =>
        problemFinding(path === 'exchange' ? problem : problemIn(name, problem, text), at, path),
      ),
    ];
  }

  /**
   * The leaf at `path`; undefined, with a finding, if its text cannot be read.
   * @param bound what it is a bound of, by its place
   */
  read(path: string, node: ScalarNode, field: FieldType, bound?: WordedBound['op']): Leaf | undefined {
    const text = literalText(node);
    const parsed = this.#parsed(node, text, field, bound);
    if (!parsed.ok) return this.#refuse(sizePerRequest(path, parsed.problem, text, this.#vocabulary) ?? parsed.problem, node, path);
    const { value: read } = parsed;
    const other = read.kind === 'quantity' ? ofOtherCalls(path, read.quantity.dimension, text) : undefined;
    if (other) return this.#refuse(other, node, path);
    const ofOne = ofOneItem(path, text);
    if (ofOne) return this.#refuse(ofOne, node, path);
    if (read.kind === 'quantity' && path.startsWith(ASSUMPTIONS)) this.#types.set(path, read.quantity);
    const value = this.#withExpression(read, node, path, field);
    const second = value && currencyProblem(this.#currency, value, field, text);
    if (second) return this.#refuse(second, node, path);
    const written = bound === undefined ? undefined : boundIn(text)?.value;
    return value && { path, field, text: (written ?? text).trim(), at: node.at, node, value };
  }

  /** A spec that is made anew with a change in it has most of its literals as they were, at the same nodes: they are read once. */
  #parsed(node: ScalarNode, text: string, field: FieldType, bound: WordedBound['op'] | undefined): Parsed<FieldValue> {
    const known = PARSED.get(node);
    if (known && known.field === field && known.bound === bound && known.words === this.#words) return known.parsed;
    const key = `${field} ${bound ?? ''} ${text}`;
    let read = this.#texts.get(key);
    if (read === undefined) {
      read = { field, bound, words: this.#words, parsed: parseField(field, text, this.#vocabulary, bound) };
      this.#texts.set(key, read);
    }
    PARSED.set(node, read);
    return read.parsed;
  }

  #withExpression(value: FieldValue, node: ScalarNode, path: string, field: FieldType): LeafValue | undefined {
    if (value.kind !== 'expression') return value;
    const parsed = this.#expression(value.text);
    if (!parsed.ok) {
      const { problem } = parsed;
      // A name is looked for among all of the spec.
      if (problem.rule === 'expression/unknown-name') return this.#refuse(problem, node, path);
      return this.#refuse(
        mending(problem, value.text, this.#vocabulary, (text) => this.#fitting(text, field)),
        node,
        path,
      );
    }
    for (const { name, at } of namesIn(parsed.value, node)) this.#mention(name, at, path);
    return { kind: 'expression', expression: parsed.value };
  }

  #expression(text: string): Parsed<Expression> {
    const parser = this.#parser;
    if (!parser) throw new Error('the expression parser is loaded before a spec with expressions is read');
    return parser(text, this.#vocabulary, {
      resolve: (name) => (name.includes('.') ? name : this.#assumptions.has(name) ? `assumptions.${name}` : undefined),
      names: () => this.#assumptions,
    });
  }

  /** An expression that parses, and that fits its field as far as its text shows. */
  #fitting(text: string, field: FieldType): Parsed<unknown> {
    const read = this.#expression(text);
    if (!read.ok || !read.value.refs.every((id) => this.#types.has(id))) return read;
    const checked = checkDimensions(read.value.expr, (id) => this.#types.get(id));
    if (!checked.ok) return checked;
    const { dimension, share } = checked.value;
    const problem = fieldAccepts(field, dimension, share, { text, direct: read.value.expr.op === 'ref' });
    return problem ? { ok: false, problem } : success(undefined);
  }

  /** A dotted id names a component, flow or data set of the spec: that is a use of it. */
  #mention(id: string, at: Range, path: string): void {
    mention(this.#references, id, at, path);
  }

  /** An expression without its `=`: `users * clicks`. Known by its names and operators; by its parser too, where the spec has others. */
  #forgottenSign({ rule, suggestion }: QuantityProblem, node: ScalarNode): QuantityProblem | undefined {
    const written = literalText(node).trim();
    if (written.startsWith('=') || written.length > LONGEST_EXPRESSION) return undefined;
    // `orders * size per day`: the whole of it, where `2 per day` is a unit.
    const [, product, time] = PRODUCT_PER.exec(written) ?? [];
    const text = product === undefined ? written : `(${product.trim()}) / 1 ${time}`;
    // A word right after a number is a unit, and so is what follows `per` and a slash without spaces.
    const words = [...text.matchAll(/(?<![\w./-]|\d[kKMGTB]?\s?|\bper\s)[A-Za-z][\w-]*(?:\.[\w-]+)*(\()?/g)].filter(
      ([word]) => !/^(?:per|and|or|not)$/.test(word),
    );
    const isKnown = ([word, call]: RegExpMatchArray): boolean => {
      if (call !== undefined) return functionNames().includes(word.slice(0, -1));
      if (OF_TIME.test(word)) return true;
      return word.includes('.') ? FACT_ROOTS.includes(word.slice(0, word.indexOf('.'))) : this.#assumptions.has(word);
    };
    if (!words.every(isKnown)) return undefined;
    const isArithmetic = /[\d\w%)]\s*[*^]|\s[-+/]\s|^\(/.test(text) && suggestion === undefined;
    if (words.length === 0 && !isArithmetic) return undefined;
    if (this.#parser && !this.#expression(`= ${text}`).ok) return undefined;
    return problemAt(rule, 0, written.length, 'an expression begins with =', { suggestion: `= ${text}` });
  }

  /** `60 per hospital`, where the spec has an assumption `hospitals`: what those count. */
  #isPerName({ rule, start, end }: QuantityProblem, text: string): boolean {
    const word = text.slice(start, end);
    const isUnit = rule === 'quantity/unknown-unit' && /^[a-z]{3,30}$/.test(word);
    if (!isUnit || !/(?:\/|\bper|\ban?|\beach|\bevery)\s*$/.test(text.slice(0, start))) return false;
    const plural = pluralOf(word);
    // So many pupils per school are pupils too.
    return (
      this.#assumptions.has(plural) || [...this.#assumptions].some((name) => new RegExp(`^${plural}[_-]?per(?![a-z])`, 'i').test(name))
    );
  }

  /** `concurrent: 2M trackers`, where the spec has an assumption `trackers`: so many of them. */
  #isOfName({ rule, start, end }: QuantityProblem, text: string): boolean {
    return rule === 'quantity/unknown-unit' && this.#assumptions.has(text.slice(start, end)) && COUNT.test(text.slice(0, start));
  }

  /** `bookings * 10`, where nothing is called so: the name is what is wrong, and not the `=` that it lacks. */
  #unknownFactor(node: ScalarNode): string | undefined {
    const [, name = ''] = FACTOR.exec(literalText(node)) ?? [];
    return name === '' || this.#assumptions.has(name) || functionNames().includes(name) ? undefined : name;
  }

  /** `2% of users per day`, `10% of search`: a product, where the spec has an assumption or a flow of that name. */
  #shareOf({ rule }: QuantityProblem, node: ScalarNode): QuantityProblem | undefined {
    const text = literalText(node).trim();
    const [, same = ''] = SAME_AS.exec(text) ?? [];
    if (this.#references.isDefined('flow', same))
      return problemAt(rule, 0, text.length, 'a rate of another flow is an expression, which begins with =', {
        suggestion: `= flows.${same}.rate.mean`,
      });
    const [, share, , name = '', per] = SHARE_OF.exec(text) ?? [];
    if (share === undefined) return undefined;
    const flow = [name, name.replace(/s$/, '')].find((one) => this.#references.isDefined('flow', one));
    const product = this.#assumptions.has(name)
      ? `= ${share.trim()} * ${name}${per === undefined ? '' : ` / 1 ${per}`}`
      : per === undefined && flow !== undefined
        ? `= ${share.trim()} * flows.${flow}.rate.mean`
        : undefined;
    return product === undefined
      ? undefined
      : problemAt(rule, 0, text.length, 'a product of names is an expression, which begins with =', { suggestion: product });
  }

  /** `2 per truck per day`, where the spec has an assumption `trucks`: that many times. */
  #productOf({ rule, product }: QuantityProblem, node: ScalarNode): QuantityProblem | undefined {
    if (product === undefined || !product.names.every((name) => this.#assumptions.has(name))) return undefined;
    const help = `what is per one of them is multiplied by how many there are`;
    return problemAt(rule, 0, literalText(node).trim().length, help, { suggestion: product.text });
  }

  #refuse(problem: QuantityProblem, node: ScalarNode, path: string): undefined {
    const odd = oddScalar(node);
    const forgotten = odd ? undefined : this.#forgottenSign(problem, node);
    if (odd) {
      this.#odd.push({ severity: 'error', at: node.at, path, ...odd });
      return undefined;
    }
    const text = literalText(node);
    if (isCounted(problem, text, path) || this.#isPerName(problem, text) || this.#isOfName(problem, text)) {
      const { suggestion: _, ...finding } = problemFinding(problem, placeWithin(node, problem.start, problem.end), path);
      this.#odd.push({ ...finding, isOnlyReading: true });
      return undefined;
    }
    const meant = forgotten ?? this.#productOf(problem, node) ?? this.#shareOf(problem, node);
    if (meant) {
      const finding = problemFinding(meant, placeWithin(node, 0, literalText(node).length), path);
      // An amount of money is no price of calls until the number of calls is stated.
      this.#odd.push(CALL_PRICE.test(path) ? finding : { ...finding, isOnlyReading: true });
      return undefined;
    }
    const factor = this.#unknownFactor(node);
    if (factor !== undefined) {
      this.#references.use('assumption', factor, placeWithin(node, 0, factor.length), path);
      return undefined;
    }
    const at = placeWithin(node, problem.start, problem.end);
    if (problem.rule === 'expression/unknown-name') {
      const name = literalText(node).slice(problem.start, problem.end);
      this.#references.use('assumption', name, at, path);
      return undefined;
    }
    this.#note(problem, at, path, node);
    return undefined;
  }

  #note(problem: QuantityProblem, at: Range, path: string, node: ScalarNode): void {
    this.#refused.push({ problem, at, path, text: literalText(node) });
  }
}

const CALL_PRICE = /\.price\.(?:requests|reads|writes)$/;

/**
 * `40k couriers` as an assumption, `40M docs per day` anywhere: a word that resembles no unit, behind a number or before `per`, names what
 * is counted.
 */
function isCounted({ rule, end, suggestion, start }: QuantityProblem, text: string, path: string): boolean {
  if (rule !== 'quantity/unknown-unit' || suggestion !== undefined || !/^[a-z]{3,30}s$/.test(text.slice(start, end))) return false;
  const rest = text.slice(end).trim();
  if (rest === '') return path.startsWith(ASSUMPTIONS);
  return COUNT.test(text.slice(0, start)) && /^(?:\/|per\b|an?\b|each\b|every\b)\s*[a-z]+$/i.test(rest);
}

/** `size: 3 KB each` of a data set, whose size is that of all its items; `price: { fixed: $30/month each }`, which is that of all instances. */
function ofOneItem(path: string, text: string): QuantityProblem | undefined {
  if (/^components\.[^.]+\.price\.fixed$/.test(path) && isOfInstance(text)) {
    const amount = text
      .trim()
      .replace(/\s+\S+$/, '')
      .replace(/\s+per$/, '');
    const help = `write each: { cost: ${amount} } for one instance, or price: { fixed: ${amount} } for all of them`;
    return problemAt('quantity/dimension', 0, text.length, `${quoted(text.trim())} is the bill of one instance, and fixed that of all`, {
      help,
    });
  }
  if (!/^data\.[^.]+\.size$/.test(path) || !isOfEach(text)) return undefined;
  const help = `write item: ${text.trim()}; size is that of all items`;
  return problemAt('quantity/dimension', 0, text.length, `${quoted(text.trim())} is the size of one item`, { help });
}

/** `addedBy: { write: 1 kB }`: how many items a request adds, where it is stated how large they are. */
function sizePerRequest(path: string, { rule }: QuantityProblem, text: string, vocabulary: Vocabulary): QuantityProblem | undefined {
  const [, data, list, flow] = /^data\.([^.]+)\.(addedBy|readBy)\.([^.]+)$/.exec(path) ?? [];
  if (rule !== 'quantity/dimension' || list === undefined || !parseField('bytes', text, vocabulary).ok) return undefined;
  const help = `write ${list}: ${flow}, and the size of an item of ${data} as item: ${text.trim()}`;
  return problemAt(
    rule,
    0,
    text.length,
    `${list} is how many items a request ${list === 'addedBy' ? 'adds' : 'reads'}, and ${quoted(text.trim())} is a size`,
    { help },
  );
}

/** A number, before what is counted. */
const COUNT = /^\s*(?:[~≈]\s*)?\d[\d.,_]*\s?(?:k|M|G|T|B|thousand|million|billion)?\s+$/i;

/** A name that something is multiplied by. */
const FACTOR = /^([A-Za-z][\w-]*)\s*[*×]\s*(?:\d|[A-Za-z(])/;

const OF_TIME = /^(?:s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?)$/;

/** A product of which a name is the last factor, by the time. */
const PRODUCT_PER = /^(.*[*×]\s*[A-Za-z][\w-]*)\s+(?:per|an?|each|every)\s+(second|minute|hour|day|week|month|year)$/;

/** The rate of another flow. */
const SAME_AS = /^(?:the\s+)?same\s+(?:as|rate\s+as)\s+([A-Za-z][\w-]*)$/i;

/** A share of, or so many times, something that has a name. */
const SHARE_OF =
  /^(\d[\d.,]*\s*%|\d[\d.]*(?=\s*[x×*]))(\s+of(?:\s+(?:the|all))?|\s*[x×*])\s+([A-Za-z][\w-]*)(?:\s*(?:\/|\b(?:per|an?|each|every)\b)\s*([A-Za-z]+))?$/;

/** A misspelt word in place of a literal. */
export function misspeltWord({ path, node, shape: { wordsToo } }: DocumentLiteral): Finding | undefined {
  const text = literalText(node);
  const word = wordsToo && suggest(text, wordsToo);
  if (word === undefined) return undefined;
  const message = `unknown word "${text}"; beside a literal may stand: ${wordsToo?.join(', ')}`;
  return {
    rule: 'schema/unknown-value',
    severity: 'error',
    message,
    at: node.at,
    path,
    help: `did you mean "${word}"?`,
    suggestion: word,
  };
}

export function problemFinding(problem: QuantityProblem, at: Range, path: string): Finding {
  const { rule, message, help, suggestion } = problem;
  return {
    rule,
    severity: 'error',
    message,
    at,
    path,
    ...(help !== undefined && { help }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** Notes that a fact id uses the name that its second segment is; false if the spec has no such name. */
export function mention(references: References, id: string, at: Range, path: string): boolean {
  const [area = '', name = ''] = id.split('.');
  const named = (
    { flows: 'flow', components: 'component', data: 'data', cache: 'component', assumptions: 'assumption', derived: 'derived' } as const
  )[area];
  if (!named || name === '') return true;
  const start = at.end - at.start === id.length ? at.start + area.length + 1 : at.start;
  const place = at.end - at.start === id.length ? { ...at, start, end: start + name.length } : at;
  return references.use(named, name, place, path);
}

function* namesIn(expression: Expression, node: ScalarNode): Generator<{ name: string; at: Range }> {
  const stack = [expression.expr];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.op === 'ref') yield { name: next.id, at: placeWithin(node, next.start ?? 0, next.end ?? expression.text.length) };
    else if ('args' in next) stack.push(...next.args);
  }
}

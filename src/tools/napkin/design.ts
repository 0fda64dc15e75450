import { type FactNode, type Graph, namesIn, type Pattern } from '../../facts/index.js';
import { type Calendar, type Dimension, inBaseCurrency, PLAIN, samePhysical, withoutCounts } from '../../quantity/index.js';
import { type NapkinResult, napkinIn } from './result.js';
import { plainAmount, rounded, roundedInput, type SpokenAmount, secondsIn, spokenQuantity, spokenText } from './rounding.js';
import { Napkin } from './steps.js';

/** What one would compute on a napkin: the patterns of the headline facts, in the order shown. */
const HEADLINES: readonly Pattern[][] = [
  ['flows.*.rate.mean', 'flows.*.rate.peak'],
  ['totals.ingress.peak', 'totals.egress.peak'],
  ['cache.*.memory'],
  ['data.*.size.stored'],
  ['totals.storage'],
  ['components.*.instances'],
  ['totals.cost'],
];

const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  'req/s': { ...PLAIN, time: -1 },
  B: { ...PLAIN, data: 1 },
  'B/s': { ...PLAIN, data: 1, time: -1 },
  s: { ...PLAIN, time: 1 },
  'USD/month': { ...PLAIN, money: 1 },
  ratio: PLAIN,
};

/** A fact as it is shown, and the words for the steps to it. */
interface Wording {
  readonly spoken: SpokenAmount;
  readonly steps: readonly string[];
  /** What the steps speak of: of the larger of two, only that. */
  readonly inputs: readonly FactNode[];
}

interface Covered {
  readonly facts: Set<FactNode>;
  readonly words: Set<string>;
}

/** The headlines of a design, each from its own formula, with inputs rounded as in an interview. What several rest on is shown once. */
export function napkinOf(graph: Graph): readonly NapkinResult[] {
  const wordings = new Map<FactNode, Wording>();
  const covered: Covered = { facts: new Set(), words: new Set() };
  const results: NapkinResult[] = [];
  for (const patterns of HEADLINES) {
    for (const id of graph.ids((pattern) => patterns.some((wanted) => wanted === pattern))) {
      const node = graph.get(id);
      if (node.state !== 'known' || node.value === 0 || node.optional) continue;
      results.push(napkinIn(graph.model.currency.name, headline(node, wordings, covered, graph.model.calendar)));
    }
  }
  return results;
}

/** @param covered facts whose steps have been shown, and the words of the steps: a fact of today is often the same */
function headline(root: FactNode, wordings: Map<FactNode, Wording>, covered: Covered, calendar: Calendar): NapkinResult {
  for (const node of inOrder(root, wordings, ({ inputs }) => inputs)) {
    if (!wordings.has(node)) wordings.set(node, wordingOf(node, wordings, calendar));
  }
  const steps: { of: string | null; text: string }[] = [];
  for (const node of inOrder(root, covered.facts, (fact) => wordings.get(fact)?.inputs ?? [])) {
    const own = wordings.get(node)?.steps.join('; ') ?? '';
    const key = `${node.id.replace(/\.year0$/, '')}: ${own}`;
    covered.facts.add(node);
    if (own === '' || covered.words.has(key)) continue;
    covered.words.add(key);
    steps.push({ of: node === root ? null : node.id, text: own });
  }
  const { spoken } = wordings.get(root) ?? { spoken: plainAmount(root.value) };
  const value = spoken.amount * secondsIn(spoken.period, calendar) ** spoken.dimension.time;
  return {
    fact: root.id,
    about: spokenText({ ...spoken, amount: rounded(spoken.amount) }),
    value,
    exact: root.value,
    unit: root.unit ?? 'ratio',
    error: value / root.value - 1,
    steps,
  };
}

/** What a fact rests on and is not in `known`, inputs first. Chains may be long: no recursion. */
function inOrder(
  root: FactNode,
  known: { has(node: FactNode): boolean },
  inputsOf: (node: FactNode) => readonly FactNode[],
): readonly FactNode[] {
  const order: FactNode[] = [];
  const seen = new Set<FactNode>();
  const stack: { readonly node: FactNode; next: number }[] = [{ node: root, next: 0 }];
  for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
    const input = inputsOf(top.node)[top.next++];
    if (input === undefined) {
      stack.pop();
      if (!seen.has(top.node)) order.push(top.node);
      seen.add(top.node);
    } else if (!seen.has(input) && !known.has(input)) stack.push({ node: input, next: 0 });
  }
  return order;
}

const PERIODS = ['day', 'month', 'year'] as const;

function wordingOf(node: FactNode, wordings: ReadonlyMap<FactNode, Wording>, calendar: Calendar): Wording {
  const { id, formula, quantity, unit, value } = node;
  const period = PERIODS.find((one) => id === `conventions.${one}`);
  if (period !== undefined) {
    return { spoken: { amount: 1, dimension: { ...PLAIN, time: 1 }, period, monthly: false, text: `a ${period}` }, steps: [], inputs: [] };
  }
  // 5% a year is said as that: as the factor 1.05 it would be rounded to 1.1, twice as much.
  if (namesIn('flows.*.growth', id) ?? namesIn('data.*.growthPerYear', id))
    return { spoken: plainAmount(roundedInput(value)), steps: [], inputs: [] };
  if (!formula) {
    if (isBill(unit)) return { spoken: money(rounded(value)), steps: [], inputs: [] };
    if (quantity && unit !== 'months') return { spoken: spokenQuantity(quantity, calendar), steps: [], inputs: [] };
    return { spoken: { ...plainAmount(roundedInput(value)), dimension: dimensionOf(unit) }, steps: [], inputs: [] };
  }
  const inputs = new Map<string, FactNode>(node.inputs.map((input) => [input.id, input]));
  const used = new Set<FactNode>();
  // A leaf of the spec is shown as it is written: users, by the month. Facts are shown in their own unit and count nothing by name.
  const isLeaf = node.origin.kind !== 'formula';
  const napkin = new Napkin({
    calendar,
    amountOf: (input) => {
      const found = inputs.get(input);
      if (!found) return plainAmount(Number.NaN);
      used.add(found);
      const spoken = wordings.get(found)?.spoken ?? plainAmount(found.value);
      return isLeaf ? spoken : { ...spoken, dimension: withoutCounts(spoken.dimension) };
    },
    exactOf: (input) => inputs.get(input)?.value ?? Number.NaN,
  });
  const spoken = napkin.evaluate(formula);
  return { spoken: isLeaf ? spoken : inUnit(spoken, node, napkin), steps: napkin.steps, inputs: [...used] };
}

const money = (amount: number): SpokenAmount => ({ amount, dimension: { ...PLAIN, money: 1 }, period: 'second', monthly: true });

const isBill = (unit: string | null): boolean => inBaseCurrency(unit ?? '') === 'USD/month';

const dimensionOf = (unit: string | null): Dimension => DIMENSIONS[inBaseCurrency(unit ?? 'ratio')] ?? PLAIN;

function inUnit(spoken: SpokenAmount, { unit, value }: FactNode, napkin: Napkin): SpokenAmount {
  if (!Number.isFinite(spoken.amount)) return { ...plainAmount(rounded(value)), dimension: dimensionOf(unit) };
  if (isBill(unit)) return { ...spoken, dimension: dimensionOf(unit), monthly: true };
  const wanted = dimensionOf(unit);
  const covered = wanted.time === -1 ? napkin.inPeriod(spoken, 'second') : spoken;
  return samePhysical(covered.dimension, wanted) ? covered : { ...covered, dimension: wanted };
}

import {
  type CheckResult,
  type Finding,
  identityOf,
  type Judgment,
  partsOf,
  type Range,
  type Related,
  type Severity,
} from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { type FactId, type FactNode, type Graph, uncheckedId } from '../facts/index.js';
import { formatQuantity, inCurrency } from '../quantity/index.js';
import { keyPlaceAt, leafOf, type Model } from '../spec/index.js';
import { decidedBy, type Opened, openedOf } from './arithmetic.js';
import { assumedPeak, decidingPeak } from './assumed-peak.js';
import type { RulesConfig } from './config.js';
import { type Amounted, type HeldComparison, Judge } from './judge.js';
import { MORE_OFTEN_THAN_NOT, merged, RANK, type RaisedFinding } from './merge.js';
import type { AnyRule, Key, LimitingLiteral, Raised } from './rule.js';
import type { Hit } from './run.js';

const LOWER: Readonly<Record<Severity, Severity | undefined>> = { error: 'warning', warning: 'info', info: undefined };

/** Of two that exceed their limit by the same but for rounding, the first is reported: the order of summation must not matter. */
const SAME = 1e-9;

/**
 * Hits become findings: severity by tier, configuration and chance, what another covers as a place of that, ordered by severity, by what is endangered, by
 * how far over the limit, by id. Text is made here and nowhere else.
 */
export function settle(
  hits: readonly Hit[],
  evaluation: Evaluation,
  checks: readonly CheckResult[],
  config: RulesConfig,
): readonly Judgment[] {
  const { model, graph, sampler } = evaluation;
  const judge = new Judge(graph, sampler);
  const endangering = new Endangering(graph, checks);
  const found = new Map<string, RaisedFinding>();
  for (const hit of hits) {
    const severity = severityOf(hit, model, config);
    if (!severity) continue;
    const finding = findingOf(hit, severity, { model, judge, endangering });
    const id = identityOf(finding);
    const factor = hit.judged?.factor ?? 1;
    const other = found.get(id);
    const { at = hit.raised.subject, related = [], causes = [] } = hit.raised;
    const places = {
      names: [...(other?.names ?? []), at, ...related.map(({ path }) => path)],
      causes: [...(other?.causes ?? []), ...causes],
    };
    const isSet = config.rules.get(hit.rule.id)?.severity !== undefined;
    found.set(id, !other || factor > other.factor * (1 + SAME) ? { hit, finding, factor, isSet, ...places } : { ...other, ...places });
  }
  const all = [...found.values()].sort((a, b) => (identityOf(a.finding) < identityOf(b.finding) ? -1 : 1));
  const sorted = [...merged(all)].sort(
    (a, b) => RANK[a.finding.severity] - RANK[b.finding.severity] || impactRank(a.finding) - impactRank(b.finding) || b.factor - a.factor,
  );
  return sorted.map(({ finding }) => finding);
}

const impactRank = ({ impact = [] }: Judgment): number =>
  impact.some(({ status }) => status === 'missed') ? 0 : impact.length > 0 ? 1 : 2;

function severityOf({ rule, raised, judged }: Hit, { tier }: Model, { rules }: RulesConfig): Severity | undefined {
  const set = rules.get(rule.id)?.severity;
  const own = set === undefined || set === 'off' ? (typeof rule.severity === 'string' ? rule.severity : rule.severity[tier]) : set;
  // Of an internal system redundancy and process matter a step less.
  const usual =
    set === undefined && tier === 'internal' && typeof rule.severity === 'string' && LOWERED.has(rule.attribute)
      ? (LOWER[own] ?? 'info')
      : own;
  if (set === undefined && raised.waits && decidingPeak(judged)) return LOWER[usual];
  return judged && judged.chance < MORE_OFTEN_THAN_NOT ? LOWER[usual] : usual;
}

const LOWERED: ReadonlySet<AnyRule['attribute']> = new Set(['availability', 'durability', 'operability', 'requirements']);

interface Settling {
  readonly model: Model;
  readonly judge: Judge;
  readonly endangering: Endangering;
}

/** `, in 18% of cases`; a share of the usual case that does not show it is named so. */
function inSomeCases(message: string, chance: number): string {
  const share = Math.round(chance * 100) / 100;
  const cases = `in ${share < 1 ? formatQuantity(share, 'share') : 'more than 99%'} of cases`;
  return message.includes('{ofLimit}') && chance < 0.5 ? ` at the median, ${cases} more than all of it` : `, ${cases}`;
}

function findingOf({ rule, raised, judged, options }: Hit, severity: Severity, { model, judge, endangering }: Settling): Judgment {
  const { subject, key, slots = {}, limits } = raised;
  const text = (slot: Key | string): string => (typeof slot === 'string' ? slot : textOf(judge.amount(slot, options)));
  const words: Record<string, string> = Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, text(slot)]));
  if (judged) {
    words.left = leftOf(judged);
    words.carried = leftOf(asShare(judged));
    words.lost = lostText(judged.left);
    words.right = textOf(judged.right);
    words.factor = formatQuantity(judged.factor, 'ratio');
    words.ofLimit = Number.isFinite(judged.factor) ? formatQuantity(judged.factor, 'share') : 'more than any share';
  }
  const fill = (template: string): string =>
    inCurrency(template, model.currency.name).replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  const isDoubtful = judged !== null && judged.chance < 1 - 1e-9;
  const opened = judged && limits ? openedOf(judged) : undefined;
  // What is not so at the values is not shown by their arithmetic.
  const math = judged?.reached === undefined ? opened?.math : undefined;
  const place = placedAt(raised, opened);
  const suggested = place.limit?.suggests && judge.amount(place.limit.suggests, options);
  if (suggested) words.suggestion = String(suggested.value);
  const at = statedPlace(model, place.path);
  const facts = judged ? [judged.left, judged.right, judged.times].flatMap((number) => number?.node?.id ?? []) : [];
  const impact = endangering.by(judged, subject);
  return {
    rule: rule.id as Judgment['rule'],
    severity,
    judges: true,
    confidence: rule.confidence,
    message:
      fill(rule.message) +
      (isDoubtful ? inSomeCases(rule.message, judged?.chance ?? 0) : '') +
      (severity === 'error' || raised.waits ? assumedPeak(judged) : ''),
    ...(at && { at }),
    path: place.path,
    help: fill(place.limit?.help !== undefined && (suggested || !place.limit.suggests) ? place.limit.help : rule.help),
    ...(suggested && { suggestion: String(suggested.value) }),
    ...(math !== undefined ? { math } : judged && isArithmetic(judged) && { math: mathOf(judged) }),
    ...(place.related.length > 0 && { related: relatedOf(model, place.related) }),
    subject,
    ...(key !== undefined && { key }),
    names: Object.values(slots).filter((slot) => typeof slot === 'string'),
    facts,
    ...(judged && { chance: judged.chance }),
    ...(impact.length > 0 && { impact }),
  };
}

/** A share that is lost: near 100% no more of its digits are of use. */
const lostText = (lost: Amounted): string =>
  lost.value > NEARLY_ALL && lost.value < 1 ? `more than ${formatQuantity(NEARLY_ALL, 'share')}` : textOf(lost);

const NEARLY_ALL = 0.999;

interface Placed extends Pick<Required<Raised>, 'related'> {
  readonly path: string;
  readonly limit?: LimitingLiteral;
}

/** Where a finding is placed: at the literal that decides the comparison, where the rule names those that may. */
function placedAt({ subject, at = subject, related = [], limits = [] }: Raised, opened: Opened | undefined): Placed {
  const paths = opened && limits.length > 0 ? decidedBy(opened.limit) : [];
  const deciding = limits.flatMap((limit) => {
    const path = paths.find((one) => one === limit.path || (limit.path.endsWith('.') && one.startsWith(limit.path)));
    return path === undefined ? [] : [{ limit, path }];
  });
  const [first, ...others] = deciding;
  if (!first) return { path: at, related };
  const beside = others.flatMap(({ limit, path }) => (limit.beside === undefined ? [] : [{ path, message: limit.beside }]));
  return { ...first, related: [...related, ...beside] };
}

function relatedOf(model: Model, related: readonly { readonly path: string; readonly message: string }[]): readonly Related[] {
  return related.flatMap(({ path, message }) => {
    const at = statedPlace(model, path);
    return at ? [{ message, at }] : [];
  });
}

/** Where a path is stated: a literal, else the nearest thing above it that the model has a place of. */
export function statedPlace(model: Model, path: string): Range | undefined {
  const leaf = leafOf(model, path);
  if (leaf) return leaf.at;
  const { root, name } = partsOf(path);
  if (root === 'flows') return callAt(model, path) ?? model.flows.get(name)?.at;
  if (root === 'components') {
    const { at, use } = model.components.get(name) ?? {};
    return path === `components.${name}.use` && use ? use.at : at;
  }
  if (root === 'data' && name !== '') return model.data.get(name)?.at;
  const objective = model.objectives.find(({ path: promise }) => path.startsWith(promise));
  if (objective) return objective.at;
  // Of the rest, where its key stands, or that of the nearest thing around it: `tier`, `requirements.quality.budget.cost`.
  for (let keys = path.split('.'); keys.length > 0; keys = keys.slice(0, -1)) {
    const at = keyPlaceAt(model, keys.join('.'));
    if (at) return at;
  }
  return undefined;
}

const callAt = (model: Model, path: string): Range | undefined =>
  model.flows.get(partsOf(path).name)?.calls.find((call) => call.path === path)?.at;

const textOf = (amount: Amounted | undefined): string =>
  amount === undefined ? '?' : Number.isFinite(amount.value) ? formatQuantity(amount.value, amount.unit ?? 'ratio') : 'unbounded';

/** A headroom is compared with 1, so that the quotient is enough. */
const isArithmetic = ({ left, right, times }: HeldComparison): boolean =>
  Number.isFinite(left.value) && (right.value !== 0 || times === undefined);

/** `10.8k req/s > 2 x 4k req/s = 8k req/s`. */
function mathOf(judged: HeldComparison): string {
  const { op, right, times } = judged;
  if (!times) return `${leftOf(judged)} ${op} ${textOf(right)}`;
  const product = { ...right, value: right.value * times.value };
  return `${leftOf(judged)} ${op} ${textOf(times)} x ${textOf(right)} = ${textOf(product)}`;
}

/** The left side; of what holds in few cases, and not at the values, how far it goes: `up to 1.6k req/s`. */
function leftOf({ left, op, reached }: HeldComparison): string {
  if (reached === undefined) return textOf(left);
  return `${op === '>' || op === '>=' ? 'up to' : 'as little as'} ${textOf({ ...left, value: reached })}`;
}

/** Its left side, a headroom, as a share of the load: 37% of it is carried. */
const asShare = (judged: HeldComparison): HeldComparison => ({ ...judged, left: { ...judged.left, unit: 'share' } });

const PROMISE = /^requirements\.(?:quality|agreements)\.([^.]+)$/;

/** Which promises rest on a fact that something is wrong with. */
class Endangering {
  readonly #graph: Graph;
  readonly #checks: readonly CheckResult[];
  readonly #below = new Map<string, ReadonlySet<FactNode>>();

  constructor(graph: Graph, checks: readonly CheckResult[]) {
    this.#graph = graph;
    this.#checks = checks.filter(({ kind, status }) => kind === 'requirement' && (status === 'missed' || status === 'at-risk'));
  }

  /** @param subject what is wrong: a promise that is not kept either, or something that promises rest on */
  by(judged: HeldComparison | null, subject: string): NonNullable<Finding['impact']> {
    const nodes = [judged?.left.node, judged?.right.node].filter((node) => node !== undefined);
    const own = PROMISE.exec(subject)?.[1];
    return this.#checks.flatMap(({ name, fact, status }) => {
      const id = uncheckedId(fact);
      const isOwn = own !== undefined && (name === own || name.startsWith(`${own}.`));
      return isOwn || nodes.some((node) => this.#restsOn(id).has(node) || this.#restsOn(node.id).has(this.#graph.get(id)))
        ? [{ requirement: name, status: status as 'missed' | 'at-risk' }]
        : [];
    });
  }

  #restsOn(fact: FactId): ReadonlySet<FactNode> {
    const known = this.#below.get(fact);
    if (known) return known;
    const found = new Set<FactNode>([this.#graph.get(fact)]);
    for (const node of found) for (const input of node.inputs) found.add(input);
    this.#below.set(fact, found);
    return found;
  }
}

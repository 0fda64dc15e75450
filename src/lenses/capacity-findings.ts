import type { Judgment, Range } from '../core/index.js';
import type { FactNode, Graph } from '../facts/index.js';
import { type Expr, evaluateExpr, formatQuantity, refsOf } from '../quantity/index.js';
import type { Component } from '../spec/index.js';

const STATED = 'stated.';
const CAPS = /\.(?:autoscale\.max|quota\.instances)$/;
const SIZED_FOR: Readonly<Record<string, string>> = { peak: 'its peak', mean: 'its mean load' };

/** `db cannot carry its peak: 150% of what it has`, at the instances or at the limit that it meets. */
export function overloadOf({ name, sizeFor, at }: Component, graph: Graph, state: string): Judgment {
  const headroom = graph.get(`components.${name}.headroom.sized${state}`);
  const { room, load } = tightest(headroom);
  const fleet = graph.get(`components.${name}.fleet${state}`);
  const ofFleet = refsOf(room).some((id) => id.startsWith(`components.${name}.serving`));
  const instances = ofFleet ? leafOf(fleet.inputs, `${STATED}components.${name}.instances`) : undefined;
  const limit = leafOf(inputsOf(headroom), `${STATED}components.${name}.`, refsOf(room));
  const needed = graph.get(`components.${name}.instances${state}`);
  // A fleet that is computed is too small only where something keeps it so.
  const cap = ofFleet ? fleet.inputs.find(({ id, value }) => CAPS.test(id) && value === fleet.value) : undefined;
  const place = instances ?? (cap ? leafOf([cap], STATED) : undefined) ?? limit;
  const share = headroom.value > 0 ? `${formatQuantity(1 / headroom.value, 'share')} of what it has` : 'it has nothing to do so';
  const suggestion = instances && needed.state === 'known' ? String(needed.value) : undefined;
  return {
    rule: 'capacity/overloaded',
    severity: 'error',
    judges: true,
    message: `"${name}" cannot carry ${SIZED_FOR[sizeFor] ?? sizeFor.replace('.', ' ')}: ${share}`,
    at: place?.at ?? at,
    path: place?.path ?? `components.${name}`,
    subject: `components.${name}`,
    math: `${product(load, graph)} > ${product(room, graph)}`,
    help: suggestion === undefined ? helpOf(place?.path) : `${suggestion} instances carry it at its target`,
    ...(suggestion !== undefined && { suggestion }),
    ...(instances && limit && { related: [{ message: 'what one carries', at: limit.at }] }),
  };
}

const helpOf = (path = ''): string =>
  /\.(?:quota|autoscale)\b/.test(path) ? 'raise that limit, or send it less' : 'let it have more, or send it less';

/** `what waits in "orders" for "writer" grows by 100 req/s`, at the rate of the consumer. */
export function backlogOf(queue: string, consumer: string, graph: Graph, state: string): Judgment {
  const path = `components.${queue}.consumers.${consumer}.rate`;
  const backlog = graph.get(`components.${queue}.consumers.${consumer}.backlog${state}`);
  const rate = backlog.inputs.find(({ id }) => id.startsWith(STATED + path));
  const leaf = rate && 'leaf' in rate.origin ? rate.origin.leaf : undefined;
  const grows = formatQuantity(backlog.value, 'req/s');
  const taken = rate?.value ?? 0;
  return {
    rule: 'capacity/backlog',
    severity: 'error',
    judges: true,
    message: `what waits in "${queue}" for "${consumer}" only grows: by ${grows} on average`,
    ...(leaf && { at: leaf.at }),
    path,
    subject: `components.${queue}`,
    key: consumer,
    math: `${formatQuantity(taken + backlog.value, 'req/s')} - ${formatQuantity(taken, 'req/s')} = ${grows}`,
    help: 'let it take more than arrives, or send fewer messages',
  };
}

interface Leaf {
  readonly at: Range;
  readonly path: string;
}

/** The first literal of the spec among facts whose id begins so. */
function leafOf(nodes: readonly FactNode[], start: string, among?: readonly string[]): Leaf | undefined {
  for (const { id, origin } of nodes)
    if (id.startsWith(start) && (among === undefined || among.includes(id)) && 'leaf' in origin) return origin.leaf;
  return undefined;
}

/** Of what is another fact as it is, that fact. */
const itself = (node: FactNode): FactNode => (node.formula?.op === 'ref' ? itself(node.inputs[0] as FactNode) : node);
const inputsOf = (node: FactNode): readonly FactNode[] => itself(node).inputs;

/** The least of the quotients that a headroom is the least of: room over load. */
function tightest(headroom: FactNode): { readonly room: Expr; readonly load: Expr } {
  const { formula, inputs } = itself(headroom);
  const values = new Map(inputs.map(({ id, value }) => [id, value]));
  const valueAt = (term: Expr): number => evaluateExpr(term, (id) => values.get(id) ?? Number.NaN);
  const terms = formula?.op === 'min' ? formula.args : formula ? [formula] : [];
  const [least] = [...terms].sort((a, b) => valueAt(a) - valueAt(b));
  if (least?.op !== 'divide') throw new Error(`${headroom.id} has no quotient`);
  const [room, load] = least.args;
  return { room: room as Expr, load: load as Expr };
}

/** `10 x 100 req/s = 1k req/s`. */
function product(expr: Expr, graph: Graph): string {
  const factors = expr.op === 'multiply' ? expr.args : [expr];
  const valueAt = (part: Expr): number => evaluateExpr(part, (id) => graph.get(id).value);
  const units = factors.map((factor) => (factor.op === 'ref' ? (graph.get(factor.id).unit ?? 'ratio') : 'ratio'));
  const unit = units.find((candidate) => candidate !== 'count' && candidate !== 'ratio' && candidate !== 'share') ?? 'count';
  const texts = factors.map((factor, i) => formatQuantity(valueAt(factor), units[i] as string));
  return texts.length === 1 ? (texts[0] as string) : `${texts.join(' x ')} = ${formatQuantity(valueAt(expr), unit)}`;
}

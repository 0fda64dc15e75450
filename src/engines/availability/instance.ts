import { failureOf } from '../../catalog/index.js';
import { type Context, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { div, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import { nodeAt } from '../../source/index.js';
import type { Component } from '../../spec/index.js';
import { cycleShare, repairTime, without } from './failing.js';

export const componentOf = (context: Context, name: string): Component => context.model.components.get(name) as Component;

/** Whether the spec says anything under a key of a component: most say little, and asking for each literal takes its time. */
export function says(context: Context, name: string, key: string): boolean {
  const node = nodeAt(context.model.tree.root, ['components', name]);
  return node?.type === 'map' && node.entries.has(key);
}

/** Used, not run: what is said of them is of the whole service. */
const SERVICES: ReadonlySet<string> = new Set(['client', 'dns', 'cdn', 'external', 'function']);

/** Whether it is told as one thing: somebody else's service, or one of which no number of instances is known. */
export function isWhole(context: Context, name: string): boolean {
  return SERVICES.has(componentOf(context, name).kind) || !context.known('components.*.fleet', name);
}

const isTold = (context: Context, name: string): boolean =>
  context.stated(`components.${name}.availability`) !== undefined ||
  context.stated(`components.${name}.mtbf`) !== undefined ||
  repairTime(context, `components.${name}`) !== undefined;

/** Mean time between failures of one instance: as stated, else what is typical of its kind. */
function mtbfOf(context: Context, name: string): Expr | undefined {
  const stated = context.stated(`components.${name}.mtbf`);
  if (stated) return stated;
  const { kind } = componentOf(context, name);
  return isAssumed(context, name) ? context.assumed(`mtbf.${kind}`) : undefined;
}

function mttrOf(context: Context, name: string): Expr | undefined {
  const stated = repairTime(context, `components.${name}`);
  if (stated) return stated;
  const { kind } = componentOf(context, name);
  return isAssumed(context, name) ? context.assumed(`mttr.${kind}`) : undefined;
}

/** What we run fails as is typical where nothing is said; nothing is assumed of what is told as a whole. */
function isAssumed(context: Context, name: string): boolean {
  const { kind } = componentOf(context, name);
  return failureOf(kind) !== undefined && !isWhole(context, name);
}

/** Whether a component cannot fail as far as the spec goes: what actors use, of which nothing is said. */
export const neverFails = (context: Context, name: string): boolean =>
  componentOf(context, name).kind === 'client' && !isTold(context, name);

/** Share of time that one instance (or the whole, if it is told so) is down by itself. */
export function instanceUnavailability(context: Context, name: string): Definition {
  const at = `components.${name}`;
  if (context.isDown(name)) return formula(num(1));
  const availability = context.stated(`${at}.availability`);
  if (availability) return formula(without(availability));
  const [mtbf, mttr] = [mtbfOf(context, name), mttrOf(context, name)];
  if (mtbf && mttr) return formula(cycleShare(mtbf, mttr));
  return unknown(mtbf ? `${at}.mttr` : mttr ? `${at}.mtbf` : `${at}.availability`);
}

/** Mean time that one outage of an instance lasts. */
export function instanceOutage(context: Context, name: string): Definition {
  const at = `components.${name}`;
  const own = repairTime(context, at);
  if (own) return formula(own);
  const q = context.ref('components.*.instance.unavailability', name);
  const mtbf = context.stated(`${at}.mtbf`);
  if (mtbf && context.stated(`${at}.availability`)) return formula(div(mul(mtbf, q), sub(num(1), q)));
  const assumed = context.stated(`${at}.availability`) ? undefined : mttrOf(context, name);
  return assumed ? formula(assumed) : unstated(`${at}.mttr`);
}

/**
 * How often a year one instance fails: once in each time up, of the time that it is up; where that is not known, the share of time that it is
 * down, over how long that is each time.
 */
export function instanceOutages(context: Context, name: string): Definition {
  // What is down does not go down.
  if (context.isDown(name)) return formula(num(0));
  const mtbf = context.stated(`components.${name}.availability`) ? undefined : mtbfOf(context, name);
  // Not over the length of an outage, which is nothing where repair takes no time.
  if (mtbf)
    return formula(mul(div(context.convention('year'), mtbf), sub(num(1), context.ref('components.*.instance.unavailability', name))));
  if (!context.known('components.*.instance.outage', name)) return unstated(...context.missingOf('components.*.instance.outage', name));
  return formula(
    div(
      mul(context.ref('components.*.instance.unavailability', name), context.convention('year')),
      context.ref('components.*.instance.outage', name),
    ),
  );
}

/**
 * Instances that must be up: as stated, else those that carry the peak after a loss, all of a fleet that does not do it; else one. Of a database
 * in shards, of each shard.
 */
export function needed(context: Context, name: string): Definition {
  const at = `components.${name}`;
  const stated = context.stated(`${at}.needed`);
  if (stated) return formula(stated);
  if (!context.known('components.*.fleet', name)) return unstated(`${at}.instances`);
  const fleet = context.ref('components.*.fleet', name);
  if (!context.known('components.*.instances.forLoad.afterLoss', name)) return formula(context.assumed('needed'));
  return formula(max(num(1), min(fleet, context.ref('components.*.instances.forLoad.afterLoss', name))));
}

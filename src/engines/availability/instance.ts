import { reasonText } from '../../core/index.js';
import { type Context, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { ceil, div, type Expr, mul, num, sub } from '../../quantity/index.js';
import { statesInstances } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { shardOf } from '../shared/copies/shards.js';
import { servingOf } from '../shared/losses.js';
import { cycleShare, repairTime, without } from './failing.js';

/**
 * Whether it is one thing: a service that others or a platform run, or one of which no number of instances is known. A stated availability is of the
 * whole too, unless instances are stated: with a fleet that is only computed it would change with the load.
 */
export function isWhole(context: Context, name: string): boolean {
  if (context.model.products.managed.has(name)) return true;
  if (componentOf(context, name).traits.run !== 'instances' || !context.known('components.*.fleet', name)) return true;
  return context.stated('components.*.availability', name) !== undefined && !statesInstances(context.model, name);
}

const isStated = (context: Context, name: string): boolean =>
  context.stated('components.*.availability', name) !== undefined ||
  context.stated('components.*.mtbf', name) !== undefined ||
  repairTime(context, name) !== undefined;

/** Mean time between failures of one instance: as stated, else what is typical of its kind. */
function mtbfOf(context: Context, name: string): Expr | undefined {
  const stated = context.stated('components.*.mtbf', name);
  if (stated) return stated;
  return typical(context, name, 'mtbf');
}

function mttrOf(context: Context, name: string): Expr | undefined {
  const stated = repairTime(context, name);
  if (stated) return stated;
  return typical(context, name, 'mttr');
}

/** What we run in instances fails as is typical where nothing is stated; nothing is assumed of a whole service. */
const typical = (context: Context, name: string, what: 'mtbf' | 'mttr'): Expr | undefined =>
  isWhole(context, name) ? undefined : context.assumed(`${what}.${componentOf(context, name).kind}`);

/** Whether the spec states nothing by which a component could fail, as of a client that actors use. */
export const neverFails = (context: Context, name: string): boolean =>
  componentOf(context, name).traits.isOfActors && !isStated(context, name);

/** Share of time that one instance (or the whole, if it is stated so) is down by itself. */
export const instanceUnavailability = (context: Context, name: string): Definition =>
  context.isDown(name) ? formula(num(1)) : unavailabilityWhileUp(context, name);

/** The same, whether or not the component is down in what is looked at. */
function unavailabilityWhileUp(context: Context, name: string): Definition {
  const at = `components.${name}`;
  const availability = context.stated('components.*.availability', name);
  if (availability) return formula(without(availability));
  const [mtbf, mttr] = [mtbfOf(context, name), mttrOf(context, name)];
  if (mtbf && mttr) return formula(cycleShare(mtbf, mttr));
  return unknown(mtbf ? `${at}.mttr` : mttr ? `${at}.mtbf` : `${at}.availability`);
}

/** Mean time that one outage of an instance lasts. */
export function instanceOutage(context: Context, name: string): Definition {
  const at = `components.${name}`;
  const own = repairTime(context, name);
  if (own) return formula(own);
  const mtbf = context.stated('components.*.mtbf', name);
  if (mtbf && context.stated('components.*.availability', name)) {
    const q = unavailabilityOf(context, name);
    return formula(div(mul(mtbf, q), sub(num(1), q)));
  }
  const assumed = context.stated('components.*.availability', name) ? undefined : mttrOf(context, name);
  return assumed ? formula(assumed) : unstated(`${at}.mttr`);
}

/**
 * How often a year one instance fails: once in each time up, of the time that it is up; where that is not known, the share of time that it is
 * down, over how long that is each time.
 */
export const instanceOutages = (context: Context, name: string): Definition =>
  // What is down does not go down.
  context.isDown(name) ? formula(num(0)) : outagesWhileUp(context, name);

function outagesWhileUp(context: Context, name: string): Definition {
  const q = unavailabilityOf(context, name);
  const mtbf = context.stated('components.*.availability', name) ? undefined : mtbfOf(context, name);
  // Not over the length of an outage, which is nothing where repair takes no time.
  if (mtbf) return formula(mul(div(context.convention('year'), mtbf), sub(num(1), q)));
  if (!context.known('components.*.instance.outage', name)) return unstated(context.missingOf('components.*.instance.outage', name));
  return formula(div(mul(q, context.convention('year')), context.ref('components.*.instance.outage', name)));
}

/**
 * Share of time that one instance is down by itself, also of a component that is down in what is looked at: a cause on which it blames some of its
 * failures is there for others no more often than it is anyway.
 */
export const unavailabilityOf = (context: Context, name: string): Expr =>
  context.isDown(name)
    ? statedIn(context, unavailabilityWhileUp(context, name))
    : context.ref('components.*.instance.unavailability', name);

/** How often a year one instance fails, likewise. */
export const outagesOf = (context: Context, name: string): Expr =>
  context.isDown(name) ? statedIn(context, outagesWhileUp(context, name)) : context.ref('components.*.instance.outages', name);

/** The value of a definition; where it is unknown, the paths that the spec lacks for it. */
function statedIn(context: Context, definition: Definition): Expr {
  if ('formula' in definition) return definition.formula;
  const [missing] = 'unknown' in definition ? (definition.unknown?.list ?? []) : [];
  return context.unstated(missing === undefined ? '' : reasonText(missing));
}

/**
 * Instances that must be up: as stated, else those that carry what it is sized for at all that each of them has, more than there are if the fleet
 * does not; else one. Of a fleet in shards, those of each shard.
 */
export function needed(context: Context, name: string): Definition {
  const stated = context.stated('components.*.needed', name);
  if (stated) return formula(stated);
  const hasFleet = context.known('components.*.fleet', name);
  if (!context.known('components.*.instances.forLoad.atFullUse', name))
    return hasFleet ? formula(context.assumed('needed')) : unstated(`components.${name}.instances`);
  const ofAll = context.ref('components.*.instances.forLoad.atFullUse', name);
  const shard = hasFleet ? shardOf(context, name) : undefined;
  return formula(shard ? ceil(div(ofAll, shard.apart)) : ofAll);
}

/** Instances that serve; of a fleet in shards, those of the one with the fewest. */
export function servingOfShard(context: Context, name: string): Expr {
  const shard = shardOf(context, name);
  return shard ? servingOf(context, componentOf(context, name), shard.instances) : context.ref('components.*.serving', name);
}

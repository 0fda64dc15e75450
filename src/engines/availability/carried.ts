import { type Context, type Definition, formula, type Hindrance } from '../../facts/index.js';
import { and, cond, div, type Expr, formatQuantity, greaterOrEqual, less, lessOrEqual, min, num } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { FULL } from '../shared/full.js';
import { isLost, lostPlaces } from '../shared/losses.js';
import { keepersBefore } from './caches.js';
import { lackOfCopies } from './group.js';
import { isWhole, servingOfShard } from './instance.js';

const ALL = num(1);

/** Whether all of its load is carried, but for the last digit. */
const isCarried = (share: Expr): Expr => greaterOrEqual(share, num(FULL));

/** Whether the spec bounds what a component carries; an unbounded one carries everything while it is up. */
export function isBounded(context: Context, name: string): boolean {
  return (
    isLost(context, componentOf(context, name)) ||
    context.known('components.*.headroom.sized', name) ||
    isCounted(context, name) ||
    lackOfCopies(context, name, 'read') !== undefined
  );
}

/** Whether instances are counted against those that are needed: where that is stated, and of what has places that are lost. */
function isCounted(context: Context, name: string): boolean {
  if (isWhole(context, name) || !context.known('components.*.needed', name)) return false;
  return context.stated('components.*.needed', name) !== undefined || lostPlaces(context, componentOf(context, name)).zones > 0;
}

/**
 * Share of its sized load that a component carries in one state: none if too few copies are left to answer. A cache that does not carry its
 * load counts as down: everything then goes to what is behind it.
 */
export function carriedByComponent(context: Context, name: string): Definition {
  if (isLost(context, componentOf(context, name))) return formula(num(0));
  const lack = lackOfCopies(context, name, 'read');
  const isStated = context.stated('components.*.needed', name) !== undefined;
  let share = isStated ? ofNeeded(context, name) : ofLoad(context, name);
  if (share !== ALL && !isStated)
    for (const { one, members } of [...keepersBefore(context.model, name)].reverse()) {
      const isLostNow = members.some(({ component }) => isLost(context, componentOf(context, component)));
      const bounded = members.filter(({ component }) => isBounded(context, component));
      const carried = bounded.map(({ component }) => isCarried(context.ref('components.*.carried', component)));
      if (isLostNow || carried.length === 0) continue;
      const alone = context.without(one).ref('components.*.carried', name);
      share = cond(carried.length === 1 ? (carried[0] as Expr) : and(...carried), share, alone);
    }
  return formula(lack ? cond(lack, num(0), share) : share);
}

/** By the instances that are needed, whatever they carry. */
function ofNeeded(context: Context, name: string): Expr {
  if (!isCounted(context, name)) return ALL;
  const there = servingOfShard(context, name);
  return min(ALL, div(there, context.ref('components.*.needed', name)));
}

function ofLoad(context: Context, name: string): Expr {
  if (!context.known('components.*.headroom.sized', name)) return ofNeeded(context, name);
  // The limit of a provider alone does not state whether any instance is up.
  const there = isCounted(context, name) ? [context.ref('components.*.serving', name)] : [];
  const share = min(ALL, context.ref('components.*.headroom.sized', name), ...there);
  if (!isWhole(context, name) || context.stated('components.*.instances', name)) return share;
  // Of a service that others run, or of which a number of instances is only computed, a place that is lost takes none.
  const fleet = context.known('components.*.fleet', name) ? context.ref('components.*.fleet', name) : ALL;
  return cond(lessOrEqual(context.ref('components.*.needed', name), fleet), ALL, share);
}

const SIZED_FOR: Readonly<Record<string, string>> = { peak: 'its peak', mean: 'its mean load' };

/**
 * What keeps the availability of a flow or a component unknown: that it cannot carry its load with everything up, by the components that fall short.
 * @param among components that it may fall short by
 */
export function overloads(context: Context, area: 'flows' | 'components', of: string, among: Iterable<string>): readonly Hindrance[] {
  const whole = context.whenAllUp();
  const isShort = less(whole.ref(`${area}.*.carried`, of), num(FULL));
  return [...among].flatMap((name): readonly Hindrance[] => {
    if (whole.stated('components.*.needed', name)) {
      if (isWhole(whole, name)) return [];
      const needed = whole.ref('components.*.needed', name);
      const lacks = less(servingOfShard(whole, name), needed);
      return [
        { when: and(isShort, lacks), amount: needed, reason: (count) => ({ text: `${name} needs ${count} instances, more than it has` }) },
      ];
    }
    if (!whole.known('components.*.headroom.sized', name)) return [];
    const headroom = whole.ref('components.*.headroom.sized', name);
    const { sizeFor } = componentOf(context, name);
    const load = SIZED_FOR[sizeFor] ?? sizeFor.replace('.', ' ');
    return [
      {
        when: and(isShort, less(headroom, num(FULL))),
        amount: div(ALL, headroom),
        reason: (times) => ({
          text: `${name} cannot carry ${load}: ${Number.isFinite(times) ? formatQuantity(times, 'share') : 'any'} of what it has`,
        }),
      },
    ];
  });
}

import { ceilTo } from '../../quantity/index.js';
import { birthDeath, type StateChances } from './birth-death.js';

/** Something that is lost whole: a zone, or a region with all that is in it. */
export interface Site {
  /** Share of the time that it is lost. */
  readonly q: number;
  /** How often it is lost while it is not, in the time unit of all rates. */
  readonly rate: number;
}

export interface Zone extends Site {
  /** Units in it. */
  readonly units: number;
}

export interface RegionSite extends Site {
  readonly zones: readonly Zone[];
}

/** Of a region and of its zones. */
export interface Displacing {
  readonly area: number;
  readonly zones: readonly number[];
}

/** Of more units, so many in the same proportions: that one of many active ones is in a place is near certain, and of a few as likely. */
const MOST_UNITS = 1000;

/** What is rarer beside the likeliest count decides nothing: all that is asked of these are sums near 1. */
const RARE = 1e-18;

/**
 * The chance, while a place is there, that its loss takes an active unit and leaves enough elsewhere to take over: for each region, and for each of
 * its zones. Of k active units of those that are available (up, in a place that is not lost); a spare takes over from one that is gone, any of those
 * available alike, and stays active until it goes itself. So a set of active units is as likely as the product of how long each stays: exact for one
 * active unit of two, whatever their places, and for places that are like each other with one unit each; else off by what
 * `displacedError` gives. Counts of available units are sums of independent ones (a convolution over the places).
 * @param areas regions; what is no part of one is an area that is never lost
 * @param k active units, @param q unavailability of one unit by itself, @param rate how often a unit fails while it is up
 * @source reversible chain of the active set: Kelly 1979, Reversibility and Stochastic Networks, section 1.2; failover: Trivedi 2001, section 8.4
 */
export function displacedActive(areas: readonly RegionSite[], k: number, q: number, rate: number): readonly Displacing[] {
  const all = areas.reduce((sum, area) => sum + unitsOf(area), 0);
  if (all <= MOST_UNITS) return displacing(areas, ceilTo(k), q, rate);
  const fewer = (units: number): number => (units > 0 ? Math.max(1, Math.floor((units * MOST_UNITS) / all)) : 0);
  return displacing(
    areas.map((area) => ({ ...area, zones: area.zones.map((zone) => ({ ...zone, units: fewer(zone.units) })) })),
    fewer(ceilTo(k)),
    q,
    rate,
  );
}

/**
 * What `displacedActive` may be off by, relative to what it gives: nothing where it is exact, else half of the share of the time that a place and a
 * unit of it are down at most. Against the chain of all states it was off by 0.4 of that in the worst of 300 triples of unlike places.
 */
export function displacedError(areas: readonly RegionSite[], k: number, q: number): number {
  const zones = areas.flatMap((area) => area.zones.map((zone) => ({ ...zone, lost: 1 - (1 - area.q) * (1 - zone.q) })));
  const used = zones.filter(({ units }) => units > 0);
  const units = used.reduce((sum, zone) => sum + zone.units, 0);
  const [first] = used;
  if (!first || (ceilTo(k) <= 1 && units <= 2)) return 0;
  const isLike = used.every((zone) => zone.units === 1 && zone.q === first.q && zone.rate === first.rate);
  if (isLike && areas.every((area) => area.rate === 0)) return 0;
  return (Math.max(...used.map(({ lost }) => lost)) + q) / 2;
}

function displacing(areas: readonly RegionSite[], active: number, q: number, rate: number): readonly Displacing[] {
  const stays = (area: RegionSite, zones: readonly Zone[]): readonly (readonly [time: number, units: number])[] =>
    zones.map((zone) => [1 / (rate + zone.rate + area.rate), zone.units]);
  const within = (zones: readonly Zone[]): StateChances => zones.map((zone) => unless(zone.q, upIn(zone.units, q))).reduce(sumOf, NONE);
  const whole = areas.map((area) => unless(area.q, within(area.zones)));
  return areas.map((area, i) => {
    const elsewhere = whole.filter((_, j) => j !== i).reduce(sumOf, NONE);
    const farther = areas.flatMap((other) => (other === area ? [] : stays(other, other.zones)));
    const byArea = unitsOf(area) === 0 ? 0 : takenOver(within(area.zones), elsewhere, active, ratio(stays(area, area.zones), farther));
    const zones = area.zones.map((zone) => {
      const others = area.zones.filter((other) => other !== zone);
      const there = sumOf(within(others), elsewhere);
      const stay = ratio(stays(area, [zone]), [...stays(area, others), ...farther]);
      return (1 - area.q) * takenOver(upIn(zone.units, q), there, active, stay);
    });
    return { area: byArea, zones };
  });
}

const unitsOf = ({ zones }: RegionSite): number => zones.reduce((sum, { units }) => sum + units, 0);

/** Mean stay of units here over that of units there; 1 where there are none, or none ever goes. */
function ratio(here: readonly (readonly [number, number])[], there: readonly (readonly [number, number])[]): number {
  const mean = (all: readonly (readonly [number, number])[]): number =>
    all.reduce((sum, [time, units]) => sum + time * units, 0) / all.reduce((sum, [, units]) => sum + units, 0);
  const found = mean(here) / mean(there);
  return found > 0 && found < Number.POSITIVE_INFINITY ? found : 1;
}

/** Chance that of so many available here and elsewhere at least one of the active is here, and elsewhere are enough. */
function takenOver(here: StateChances, elsewhere: StateChances, active: number, stay: number): number {
  let sum = 0;
  for (let i = 0; i < elsewhere.values.length; i++) {
    const there = elsewhere.from + i;
    if (there < active) continue;
    if (!((elsewhere.values[i] as number) > 0)) continue;
    for (let j = 0; j < here.values.length; j++) {
      const units = here.from + j;
      if (units > 0 && (here.values[j] as number) > 0)
        sum += (here.values[j] as number) * (elsewhere.values[i] as number) * oneIsHere(units, there, active, stay);
    }
  }
  return sum;
}

/** Chance that a set of `active` units, of which one here is `stay` times as likely to be in it, has one here: by the ratios of its sizes. */
function oneIsHere(here: number, there: number, active: number, stay: number): number {
  // Sets with i units here are in the proportions C(here, i) C(there, active - i) stay^i, of which the first is 1.
  let [term, others] = [1, 0];
  for (let i = 0; i < Math.min(here, active); i++) {
    term *= ((here - i) / (i + 1)) * ((active - i) / (there - active + i + 1)) * stay;
    others += term;
  }
  return others === Number.POSITIVE_INFINITY ? 1 : others / (1 + others);
}

const NONE: StateChances = { from: 0, values: Float64Array.of(1) };

/** How many of so many units are up: binomial. */
function upIn(units: number, q: number): StateChances {
  if (q <= 0) return { from: units, values: Float64Array.of(1) };
  if (q >= 1 || units === 0) return NONE;
  return trimmed(birthDeath(units, (up) => (((units - up) / (up + 1)) * (1 - q)) / q, units * (1 - q)));
}

/** As many, but none in a share of the time. */
function unless(q: number, { from, values }: StateChances): StateChances {
  if (q <= 0) return { from, values };
  const all = new Float64Array(from + values.length);
  for (let i = 0; i < values.length; i++) all[from + i] = (1 - q) * (values[i] as number);
  all[0] = (all[0] as number) + q;
  return { from: 0, values: all };
}

/** The sum of two independent counts. */
function sumOf(a: StateChances, b: StateChances): StateChances {
  const values = new Float64Array(a.values.length + b.values.length - 1);
  for (let i = 0; i < a.values.length; i++) {
    const chance = a.values[i] as number;
    if (chance > 0) for (let j = 0; j < b.values.length; j++) values[i + j] = (values[i + j] as number) + chance * (b.values[j] as number);
  }
  return trimmed({ from: a.from + b.from, values });
}

/** Without what is too rare at both ends. */
function trimmed({ from, values }: StateChances): StateChances {
  let [first, last] = [0, values.length - 1];
  while (first < last && (values[first] as number) < RARE) first++;
  while (last > first && (values[last] as number) < RARE) last--;
  return { from: from + first, values: values.subarray(first, last + 1) };
}

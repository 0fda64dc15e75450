import { EARTH_PLACES, earthPlace, leastRoundTrip } from '../catalog/index.js';
import type { Finding, NamesOf } from '../core/index.js';
import { percentText } from '../quantity/index.js';
import type { LiteralField } from '../schema/index.js';
import { entryAt, nodeAt } from '../source/index.js';
import { contradiction, numberAt, type StatedSpec } from './contradiction.js';
import { type Location, placesOnEarth } from './earth.js';
import type { Leaf } from './leaf.js';
import { MEASURED_PERCENTILES } from './percentiles.js';
import { entriesOf } from './places.js';
import { statedAt } from './resolution.js';

/**
 * What a spec states of times that cannot be: percentiles out of order, measurements at more than can be carried, more answers than calls, round
 * trips that light does not make.
 */
export const latencies = (spec: StatedSpec): readonly Finding[] => [
  ...percentiles(spec),
  ...onePercentile(spec),
  ...measuredBeyond(spec),
  ...answersWanted(spec),
  ...places(spec),
  ...roundTrips(spec),
  ...origins(spec),
];

/** Shares of places that are rounded to whole percents come to about all. */
const ABOUT_ALL = 0.015;

/** Shares of places where actors are that do not come to all of them. */
function origins(spec: StatedSpec): readonly Finding[] {
  return (['actors', 'flows'] as const).flatMap((area) =>
    entriesOf(nodeAt(spec.root, [area])).flatMap(({ key: name }) => {
      const from = nodeAt(spec.root, [area, name, 'from']);
      if (from?.type !== 'map') return [];
      const shares = entriesOf(from).map(({ key }) => numberAt(spec, `${area}.*.from.*`, name, key)?.value);
      const sum = shares.reduce<number>((total, share) => total + (share ?? Number.NaN), 0);
      if (Number.isNaN(sum) || Math.abs(sum - 1) <= ABOUT_ALL) return [];
      const message = `the shares of places in "${name}" come to ${percentText(sum, 4)}, not to 100%`;
      return [contradiction(from.at, `${area}.${name}.from`, message, 'state where the others are too, or lower a share')];
    }),
  );
}

/** Of times that are longer and rarer, the rarer one is longer. */
function percentiles(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const own = [
      { text: 'p50', found: middleAt(spec, 'components.*.each.p50', name) },
      { text: 'p99', found: middleAt(spec, 'components.*.each.p99', name) },
    ];
    const table = MEASURED_PERCENTILES.map((text) => ({ text, found: middleAt(spec, `components.*.each.percentiles.${text}`, name) }));
    return [own, table].flatMap((all) => outOfOrder(name, all));
  });
}

/** A single percentile does not determine a distribution, unless its form is stated. */
function onePercentile(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name): readonly Finding[] => {
    const table = MEASURED_PERCENTILES.flatMap((text) => {
      const leaf = statedAt(spec, `components.*.each.percentiles.${text}`, name);
      return leaf ? [{ text, leaf }] : [];
    });
    const [only, ...more] = table;
    if (!only || more.length > 0 || statedAt(spec, 'components.*.each.tail', name)) return [];
    const { text, leaf } = only;
    const hasMedian = statedAt(spec, 'components.*.each.p50', name) !== undefined;
    const other = text === 'p50' ? 'p99' : 'p50';
    return [
      {
        rule: 'spec/one-percentile',
        severity: 'warning',
        message: `${text} of "${name}" alone leaves open how its times spread`,
        at: leaf.at,
        path: leaf.path,
        help:
          hasMedian && other === 'p50'
            ? 'write p50 among percentiles as well: they are one table'
            : `state ${other} as well, or each.tail: how fast longer times get rarer, such as 2.5`,
      },
    ];
  });
}

/** Times measured at a higher rate than an instance carries: the wait that they include cannot be derived. */
function measuredBeyond(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = middleAt(spec, 'components.*.each.at', name);
    const rate = middleAt(spec, 'components.*.each.rate', name);
    if (!at || !rate || at.value <= rate.value) return [];
    const message = `times of "${name}" are stated as measured at ${at.leaf.text}, and one instance carries ${rate.leaf.text}`;
    const help = 'at is the rate of one instance: divide that of all by how many they were';
    return [contradiction(at.leaf.at, at.leaf.path, message, help, [{ message: 'stated here', at: rate.leaf.at }])];
  });
}

/** A number as it is computed with where nothing is sampled: of an interval its median. */
function middleAt<Field extends LiteralField>(spec: StatedSpec, field: Field, ...names: NamesOf<Field>): Named['found'] {
  const leaf = statedAt(spec, field, ...names);
  return leaf?.value.kind === 'quantity' ? { value: leaf.value.quantity.value, leaf } : undefined;
}

interface Named {
  readonly text: string;
  readonly found: { readonly value: number; readonly leaf: Leaf } | undefined;
}

function outOfOrder(name: string, all: readonly Named[]): readonly Finding[] {
  const there = all.filter((one): one is Named & { readonly found: NonNullable<Named['found']> } => one.found !== undefined);
  for (const [i, { text, found }] of there.entries()) {
    const before = there[i - 1];
    if (!before || before.found.value <= found.value) continue;
    const { leaf } = found;
    const message = `${text} of "${name}" is ${leaf.text}, below its ${before.text} of ${before.found.leaf.text}`;
    return [
      contradiction(leaf.at, leaf.path, message, 'of percentiles the higher one is never the shorter', [
        { message: 'stated here', at: before.found.leaf.at },
      ]),
    ];
  }
  return [];
}

/** More answers to wait for than calls are made. */
function answersWanted({ components, leaves }: StatedSpec): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { calls } of components.values())
    for (const { path, component } of calls) {
      const [times, wanted] = ['times', 'waitFor'].map((field) => leaves.get(`${path}.${field}`));
      if (!times || !wanted || found.has(path)) continue;
      const [count, enough] = [times, wanted].map(({ value }) => (value.kind === 'quantity' ? value.quantity.value : undefined));
      // Of a number that is no whole one as many are made as the next.
      if (count === undefined || enough === undefined || enough <= Math.ceil(count - 1e-9)) continue;
      const message = `${wanted.text} answers of "${component}" are waited for, and ${times.text} calls are made`;
      found.set(
        path,
        contradiction(wanted.at, wanted.path, message, 'wait for fewer, or make more calls', [{ message: 'stated here', at: times.at }]),
      );
    }
  return [...found.values()];
}

/** Unknown places, and coordinates that are not on earth. */
function places({ root }: StatedSpec): readonly Finding[] {
  return [...placesOnEarth(root)].flatMap(([region, place]): readonly Finding[] => {
    const at = entryAt(root, ['topology', 'regions', region, 'place'])?.value.at;
    if (!at || pointOf(place)) return [];
    const names = EARTH_PLACES.map(({ name }) => name).join(', ');
    const path = `topology.regions.${region}.place`;
    const help = `write one of ${names}, a cloud's region there (eu-west-1), or [latitude, longitude]`;
    // A mistake by itself, so that one run reports it with those beside it.
    return typeof place === 'string'
      ? [{ rule: 'schema/unknown-value', severity: 'error', message: `"${place}" is no place that the catalog knows`, at, path, help }]
      : [{ rule: 'schema/bad-value', severity: 'error', message: `${place.join(', ')} is no point on earth`, at, path, help }];
  });
}

function pointOf(place: Location | undefined): readonly [number, number] | undefined {
  if (place === undefined) return undefined;
  if (typeof place === 'string') return earthPlace(place)?.at;
  return Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180 ? place : undefined;
}

/** Round trips that are shorter than light takes through fiber between two places. */
function roundTrips(spec: StatedSpec): readonly Finding[] {
  const { root } = spec;
  const known = placesOnEarth(root);
  return entriesOf(nodeAt(root, ['topology', 'rtt'])).flatMap(({ key }) => {
    const stated = middleAt(spec, 'topology.rtt.*', key);
    const ends = key.split('-').map((_, i, parts) => [parts.slice(0, i + 1).join('-'), parts.slice(i + 1).join('-')] as const);
    const pair = ends.map(([a, b]) => [pointOf(known.get(a) ?? a), pointOf(known.get(b) ?? b)] as const).find(([a, b]) => a && b);
    if (!stated || !pair?.[0] || !pair[1]) return [];
    const least = leastRoundTrip(pair[0], pair[1]);
    const { value } = stated.leaf;
    const longest = (value.kind === 'quantity' && value.quantity.spread?.p95) || stated.value;
    if (longest >= least) return [];
    const message = `a round trip of ${stated.leaf.text} between ${key.replace('-', ' and ')} is shorter than light takes through fiber: ${(least * 1000).toPrecision(3)} ms`;
    return [contradiction(stated.leaf.at, stated.leaf.path, message, 'measure it again, or check the places')];
  });
}

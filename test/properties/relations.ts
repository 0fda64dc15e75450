import fc from 'fast-check';
import { expect } from 'vitest';
import type { EvaluateOptions } from '../../src/workspace/index.js';
import { type Facts, factsUnder, modelOf } from '../support/estimating.js';
import { isFull } from '../support/full.js';
import { Dice, type Spec, yamlOf } from './specs.js';

/**
 * What must hold between the estimates of two specs that differ in a known way, whatever the specs. Each relation is tried on generated
 * specs, from a fixed seed; in a full run, together more than five thousand.
 */
const RUNS = isFull ? 160 : 8;
const SEED = 20_261_101;

/** Tells apart what differs by more than the rounding of sums in another order. */
export const CLOSE = 1e-9;
/** Searched for, and slow; `test/engines` checks them. */
export const SEARCHED = /\.saturates/;

export const holds = (arbitrary: fc.Arbitrary<Spec>, relation: (spec: Spec, dice: Dice) => Promise<void>, runs = RUNS): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arbitrary, fc.nat(), async (spec, seed) => {
      await relation(spec, new Dice(seed));
    }),
    { seed: SEED, numRuns: runs, endOnFailure: true },
  );

export const factsOf = async (text: string, options: EvaluateOptions = {}): Promise<Facts> => factsUnder(await modelOf(text), options);
/** Values by id: of all facts, or of those that are asked about, which alone are then worked out. */
export const valuesOf = async (text: string, options: EvaluateOptions = {}, among?: RegExp): Promise<ReadonlyMap<string, number>> =>
  (await factsOf(text, options)).known(SEARCHED, among);

/** Relations are tried on the same specs, from one seed: so many of these are remembered. */
const MOST_REMEMBERED = 200;
const remembered = new Map<string, Facts>();

/** The values of a spec as it was generated. */
export const usualValuesOf = async (spec: Spec, among?: RegExp): Promise<ReadonlyMap<string, number>> =>
  (await usualFactsOf(spec)).known(SEARCHED, among);

async function usualFactsOf(spec: Spec): Promise<Facts> {
  const text = yamlOf(spec);
  const known = remembered.get(text);
  if (known) return known;
  const facts = await factsOf(text);
  const [oldest] = remembered.keys();
  if (remembered.size === MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(text, facts);
  return facts;
}

/** Facts that differ between two estimates: by id, or by more than rounding. */
export function differences(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  named: (id: string) => string = (id) => id,
): string[] {
  const found: string[] = [];
  for (const [id, value] of a) {
    const other = b.get(named(id));
    if (other === undefined) found.push(`${id} is gone`);
    else if (Math.abs(other - value) > CLOSE * Math.max(Math.abs(value), Math.abs(other))) found.push(`${id}: ${value} and ${other}`);
  }
  if (a.size !== b.size) {
    const known = new Set([...a.keys()].map(named));
    for (const id of b.keys()) if (!known.has(id)) found.push(`${id} is new`);
  }
  return found;
}

export const same = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, spec: Spec): void => {
  expect(differences(a, b), yamlOf(spec)).toEqual([]);
};

export const only = (values: ReadonlyMap<string, number>, ids: RegExp): ReadonlyMap<string, number> =>
  new Map([...values].filter(([id]) => ids.test(id)));

/** Rates and bytes in time, wherever they are told. */
export const LOADS =
  /^(flows|components|totals)\.([^.]+\.)?(rate|read|write|ingress|egress|replication|busy|concurrency|readBy)\.|^flows\..*\.concurrency\.|^data\.[^.]+\.(added|read|served|growth)$|^components\.[^.]+\.growth$/;
export const SIZES = /^data\.[^.]+\.(items|size\.[a-z]+)$|^totals\.storage$/;

/** Loads of components, without the ids of single calls. */
export const COMPONENT_LOADS = /^components\.[^.]+\.(rate|read|write|ingress|egress|replication|busy)\./;

export const RATES = new Set(['rate', 'perUser', 'peakRate', 'spikeRate', 'consumerRate', 'added', 'concurrent']);

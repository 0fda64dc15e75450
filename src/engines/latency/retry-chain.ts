import type { Context } from '../../facts/index.js';
import type { RetryLayer } from '../../math/index.js';
import { type Expr, num } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';

/** A layer of callers before its numbers are known. */
export interface LayerSketch {
  readonly call: Call;
  /** What is stated of it, in the order in which it is printed. */
  readonly stated: readonly { readonly name: LayerNumber; readonly arg: Expr }[];
}

type LayerNumber = 'timeout' | 'retries' | 'budget' | 'times' | 'covered';

const OTHERWISE: Readonly<Record<LayerNumber, number>> = {
  timeout: Number.POSITIVE_INFINITY,
  retries: 0,
  budget: Number.POSITIVE_INFINITY,
  times: 1,
  covered: 0,
};

const NOTHING: LayerSketch['stated'] = [];

/** A call of a component, and the layers of callers that repeat it, the lowest first: up to the last one that does. */
export interface RetryChain {
  readonly call: Call;
  readonly layers: readonly LayerSketch[];
}

/** The layers of a call, up to the last that waits for its answer; none where no layer retries. */
export function retryChainOf(context: Context, call: Call): RetryChain {
  const layers: LayerSketch[] = [];
  let last = 0;
  for (let at: Call | null = call; at && at.via !== 'consume'; at = at.async ? null : at.caller) {
    const stated = statedOf(context, at);
    if (stated.length === 0) continue;
    layers.push({ call: at, stated });
    if (stated.some(({ name }) => name === 'retries')) last = layers.length;
  }
  return { call, layers: layers.slice(0, last) };
}

function statedOf(context: Context, call: Call): LayerSketch['stated'] {
  // Most calls of a long path: each is looked at from all that are below it.
  if (!call.hasOptions && !call.fallback && call.failure !== 'harmless') return NOTHING;
  const covered = !call.fallback
    ? call.failure === 'harmless'
      ? num(1)
      : undefined
    : call.fallback.hasShare
      ? context.option(call, 'fallback.share')
      : num(1);
  const retries = context.option(call, 'retries.max');
  const all: readonly (readonly [LayerNumber, Expr | undefined])[] = [
    ['timeout', context.option(call, 'timeout')],
    ['retries', retries],
    ['budget', retries && context.option(call, 'retries.budget')],
    ['times', context.option(call, 'times')],
    ['covered', covered],
  ];
  return all.flatMap(([name, arg]) => (arg ? [{ name, arg }] : []));
}

/** Whether calls that time out, or that are rejected, are retried. @param turnsAway whether the callee rejects calls */
export function isFelt({ layers }: RetryChain, turnsAway: boolean): boolean {
  return layers.length > 0 && (turnsAway || layers.some(({ stated }) => stated.some(({ name }) => name === 'timeout')));
}

export const retryChainArgs = ({ layers }: RetryChain): readonly Expr[] => layers.flatMap(({ stated }) => stated.map(({ arg }) => arg));

/** @param next returns the values of its arguments in order */
export const layersFrom = ({ layers }: RetryChain, next: () => number): readonly RetryLayer[] =>
  layers.map(({ call, stated }) => {
    const numbers = { ...OTHERWISE };
    for (const { name } of stated) numbers[name] = next();
    return { ...numbers, on: call.retriedOn };
  });

/** `layer(timeout = ..., retries = ...)`. */
export const printedChain = ({ layers }: RetryChain, print: (arg: Expr) => string): string =>
  layers
    .map(({ call: { retriedOn: on }, stated }) => {
      const name = on.error && on.timeout ? 'layer' : on.error ? 'layerOnErrors' : 'layerOnTimeouts';
      return `${name}(${stated.map((one) => `${one.name} = ${print(one.arg)}`).join(', ')})`;
    })
    .join(', ');

import { type Context, type Definers, type Definition, formula, type LoadCase, unknown, unstated } from '../../facts/index.js';
import { add, div, type Expr, mul, num, pow } from '../../quantity/index.js';
import type { Touch } from '../../spec/index.js';
import { annualGrowth } from '../growth.js';

const isZero = (years: Expr): boolean => years.op === 'number' && years.value === 0;

/** What a rate of today becomes in the year that is looked at: growth compounds continuously. */
function grown(context: Context, flow: string, rate: Expr): Expr {
  if (!context.flowYears || isZero(context.flowYears)) return rate;
  return mul(rate, pow(add(num(1), context.ref('flows.*.growth', flow)), context.flowYears));
}

function mean(context: Context, flow: string): Definition {
  const at = `flows.${flow}`;
  const rate = context.stated(`${at}.rate`);
  if (rate) return formula(grown(context, flow, rate));
  const concurrent = context.stated(`${at}.concurrent`);
  if (!concurrent) return unknown(`${at}.rate`);
  const time = context.stated(`${at}.every`) ?? context.stated(`${at}.lasts`);
  return formula(time ? grown(context, flow, div(concurrent, time)) : num(0));
}

function active(context: Context, flow: string): Definition {
  const rate = context.ref('flows.*.rate.mean', flow);
  const share = context.stated(`flows.${flow}.active`);
  return formula(share ? div(rate, share) : rate);
}

/** Where the peak of a flow is stated: its own, else the root's, else nowhere. */
function peakPath(context: Context, flow: string): string | undefined {
  return [`flows.${flow}.peak`, 'peak'].find((path) => context.formOf(path) !== undefined);
}

function peakRate(context: Context, flow: string): Definition {
  const path = peakPath(context, flow);
  const form = path && context.formOf(path);
  if (path && form === 'rate') return formula(grown(context, flow, context.stated(path) as Expr));
  if (path && form === 'window') return formula(mul(inWindow(context, path), context.ref('flows.*.rate.mean', flow)));
  const factor = path ? (context.stated(path) as Expr) : context.assumed('peak');
  return formula(mul(factor, context.ref('flows.*.rate.active', flow)));
}

/** A share of the day's requests within a window, over the share of the day that the window is. */
function inWindow(context: Context, path: string): Expr {
  return div(mul(context.stated(path, 'share') as Expr, context.convention('day')), context.stated(path, 'window') as Expr);
}

/** Peak over mean; told without the rate where it can be, so that a flow with users but no requests has one. */
function peakRatio(context: Context, flow: string): Definition {
  const path = peakPath(context, flow);
  const form = path && context.formOf(path);
  if (path && form === 'rate') return formula(div(context.ref('flows.*.rate.peak', flow), context.ref('flows.*.rate.mean', flow)));
  if (path && form === 'window') return formula(inWindow(context, path));
  const factor = path ? (context.stated(path) as Expr) : context.assumed('peak');
  const share = context.stated(`flows.${flow}.active`);
  return formula(share ? div(factor, share) : factor);
}

function spikeRate(context: Context, flow: string, spike: string): Definition {
  const at = `flows.${flow}.spikes.${spike}`;
  const factor = context.stated(`${at}.factor`);
  if (factor) return formula(mul(factor, context.ref('flows.*.rate.mean', flow)));
  const rate = context.stated(`${at}.rate`);
  return rate ? formula(grown(context, flow, rate)) : unknown(`${at}.factor`);
}

function meanConcurrency(context: Context, flow: string): Definition {
  const at = `flows.${flow}`;
  const concurrent = context.stated(`${at}.concurrent`);
  if (concurrent) return formula(grown(context, flow, concurrent));
  const lasts = context.stated(`${at}.lasts`);
  return lasts ? formula(mul(context.ref('flows.*.rate.mean', flow), lasts)) : unstated(`${at}.concurrent`, `${at}.lasts`);
}

function spikeConcurrency(context: Context, flow: string, spike: string): Definition {
  const at = `flows.${flow}`;
  const factor = context.stated(`${at}.spikes.${spike}.factor`);
  const ratio = factor ?? div(context.ref('flows.*.rate.spike.*', flow, spike), context.ref('flows.*.rate.mean', flow));
  return formula(mul(context.ref('flows.*.concurrency.mean', flow), ratio));
}

/** Bytes of what a flow adds or reads with one request. */
function bytesTouched(context: Context, touches: readonly Touch[]): Expr {
  return add(
    ...touches.map(({ data, count }) => mul(count === null ? num(1) : (context.stated(count) as Expr), context.ref('data.*.item', data))),
  );
}

function requestBytes(context: Context, name: string): Definition {
  const stated = context.stated(`flows.${name}.request`);
  if (stated) return formula(stated);
  const flow = context.model.flows.get(name);
  return flow?.write && flow.adds.length > 0 ? formula(bytesTouched(context, flow.adds)) : unknown(`flows.${name}.request`);
}

function responseBytes(context: Context, name: string): Definition {
  const stated = context.stated(`flows.${name}.response`);
  if (stated) return formula(stated);
  const flow = context.model.flows.get(name);
  if (flow && flow.reads.length > 0) return formula(bytesTouched(context, flow.reads));
  return flow?.write ? formula(num(0)) : unknown(`flows.${name}.response`);
}

const bytesOf =
  (what: 'request' | 'response') =>
  (context: Context, flow: string, load: LoadCase): Definition =>
    formula(mul(context.ref('flows.*.rate.k', flow, load), context.ref(`flows.*.${what}`, flow)));

/** Facts of flows: rates, peaks, spikes, bytes, users at once. */
export const flowFacts: Definers = {
  'flows.*.rate.k': (context, flow, load) => {
    if (load === 'mean') return mean(context, flow);
    return load === 'peak' ? peakRate(context, flow) : spikeRate(context, flow, load.slice('spike.'.length));
  },
  'flows.*.rate.active': active,
  'flows.*.peak': peakRatio,
  'flows.*.growth': (context, flow) => annualGrowth(context, [`flows.${flow}.growth`, 'growth']),
  'flows.*.request': requestBytes,
  'flows.*.response': responseBytes,
  'flows.*.ingress.k': bytesOf('request'),
  'flows.*.egress.k': bytesOf('response'),
  'flows.*.concurrency.k': (context, flow, load) => {
    if (load === 'mean') return meanConcurrency(context, flow);
    if (load !== 'peak') return spikeConcurrency(context, flow, load.slice('spike.'.length));
    return formula(mul(context.ref('flows.*.concurrency.mean', flow), context.ref('flows.*.peak', flow)));
  },
};

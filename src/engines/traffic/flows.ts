import { type Context, type Definer, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { add, div, type Expr, mul, num, pow } from '../../quantity/index.js';
import type { Touch } from '../../spec/index.js';
import { annualGrowth } from '../growth.js';

const isZero = (years: Expr): boolean => years.op === 'number' && years.value === 0;

/** What a rate of today becomes in the year that is looked at: growth compounds continuously. */
function grown(context: Context, flow: string, rate: Expr): Expr {
  if (!context.flowYears || isZero(context.flowYears)) return rate;
  return mul(rate, pow(add(num(1), context.ref(`flows.${flow}.growth`)), context.flowYears));
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
  const rate = context.ref(`flows.${flow}.rate.mean`);
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
  if (path && form === 'window') return formula(mul(inWindow(context, path), context.ref(`flows.${flow}.rate.mean`)));
  const factor = path ? (context.stated(path) as Expr) : context.assumed('peak');
  return formula(mul(factor, context.ref(`flows.${flow}.rate.active`)));
}

/** A share of the day's requests within a window, over the share of the day that the window is. */
function inWindow(context: Context, path: string): Expr {
  return div(mul(context.stated(path, 'share') as Expr, context.convention('day')), context.stated(path, 'window') as Expr);
}

/** Peak over mean; told without the rate where it can be, so that a flow with users but no requests has one. */
function peakRatio(context: Context, flow: string): Definition {
  const path = peakPath(context, flow);
  const form = path && context.formOf(path);
  if (path && form === 'rate') return formula(div(context.ref(`flows.${flow}.rate.peak`), context.ref(`flows.${flow}.rate.mean`)));
  if (path && form === 'window') return formula(inWindow(context, path));
  const factor = path ? (context.stated(path) as Expr) : context.assumed('peak');
  const share = context.stated(`flows.${flow}.active`);
  return formula(share ? div(factor, share) : factor);
}

function spikeRate(context: Context, flow: string, spike: string): Definition {
  const at = `flows.${flow}.spikes.${spike}`;
  const factor = context.stated(`${at}.factor`);
  if (factor) return formula(mul(factor, context.ref(`flows.${flow}.rate.mean`)));
  const rate = context.stated(`${at}.rate`);
  return rate ? formula(grown(context, flow, rate)) : unknown(`${at}.factor`);
}

function meanConcurrency(context: Context, flow: string): Definition {
  const at = `flows.${flow}`;
  const concurrent = context.stated(`${at}.concurrent`);
  if (concurrent) return formula(grown(context, flow, concurrent));
  const lasts = context.stated(`${at}.lasts`);
  return lasts ? formula(mul(context.ref(`${at}.rate.mean`), lasts)) : unstated(`${at}.concurrent`, `${at}.lasts`);
}

function spikeConcurrency(context: Context, flow: string, spike: string): Definition {
  const at = `flows.${flow}`;
  const factor = context.stated(`${at}.spikes.${spike}.factor`);
  const ratio = factor ?? div(context.ref(`${at}.rate.spike.${spike}`), context.ref(`${at}.rate.mean`));
  return formula(mul(context.ref(`${at}.concurrency.mean`), ratio));
}

/** Bytes of what a flow adds or reads with one request. */
function bytesTouched(context: Context, touches: readonly Touch[]): Expr {
  return add(
    ...touches.map(({ data, count }) => mul(count === null ? num(1) : (context.stated(count) as Expr), context.ref(`data.${data}.item`))),
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

const bytesAt =
  (rate: string, bytes: string): Definer =>
  (context, flow, spike) =>
    formula(mul(context.ref(`flows.${flow}.${rate}${spike === undefined ? '' : `.${spike}`}`), context.ref(`flows.${flow}.${bytes}`)));

/** Facts of flows: rates, peaks, spikes, bytes, users at once. */
export const flowFacts: Readonly<Record<string, Definer>> = {
  'flows.*.rate.mean': (context, flow = '') => mean(context, flow),
  'flows.*.rate.active': (context, flow = '') => active(context, flow),
  'flows.*.rate.peak': (context, flow = '') => peakRate(context, flow),
  'flows.*.rate.spike.*': (context, flow = '', spike = '') => spikeRate(context, flow, spike),
  'flows.*.peak': (context, flow = '') => peakRatio(context, flow),
  'flows.*.growth': (context, flow = '') => annualGrowth(context, [`flows.${flow}.growth`, 'growth']),
  'flows.*.request': (context, flow = '') => requestBytes(context, flow),
  'flows.*.response': (context, flow = '') => responseBytes(context, flow),
  'flows.*.ingress.mean': bytesAt('rate.mean', 'request'),
  'flows.*.ingress.peak': bytesAt('rate.peak', 'request'),
  'flows.*.ingress.spike.*': bytesAt('rate.spike', 'request'),
  'flows.*.egress.mean': bytesAt('rate.mean', 'response'),
  'flows.*.egress.peak': bytesAt('rate.peak', 'response'),
  'flows.*.egress.spike.*': bytesAt('rate.spike', 'response'),
  'flows.*.concurrency.mean': (context, flow = '') => meanConcurrency(context, flow),
  'flows.*.concurrency.peak': (context, flow = '') =>
    formula(mul(context.ref(`flows.${flow}.concurrency.mean`), context.ref(`flows.${flow}.peak`))),
  'flows.*.concurrency.spike.*': (context, flow = '', spike = '') => spikeConcurrency(context, flow, spike),
};

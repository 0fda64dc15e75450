import type { Reason } from '../../core/index.js';
import {
  type Context,
  type Definers,
  type Definition,
  type FactId,
  formula,
  type LoadCase,
  Missing,
  unknown,
  unstated,
} from '../../facts/index.js';
import { add, cond, div, type Expr, greater, max, mul, num, pow } from '../../quantity/index.js';
import type { DataUse } from '../../spec/index.js';
import { itemsPerRequest } from '../shared/data/data-use.js';
import { annualGrowth } from '../shared/data/growth.js';
import { closedNetwork, rateIn } from '../shared/waiting/closed-network.js';
import { isClosed } from '../shared/waiting/closed-path.js';

const isZero = (years: Expr): boolean => years.op === 'number' && years.value === 0;

/** What a rate of today becomes in the year that is looked at: growth compounds continuously. */
function grown(context: Context, flow: string, rate: Expr): Expr {
  if (!context.flowYears || isZero(context.flowYears)) return rate;
  return mul(rate, pow(add(num(1), context.ref('flows.*.growth', flow)), context.flowYears));
}

/**
 * Throughput of a closed flow, whose users send the next request a think time after the last answer: limited by the fleets that it calls.
 */
function closedRate(context: Context, flow: string, load: LoadCase, users?: Expr): Definition {
  const network = closedNetwork(context, flow, load, users);
  return network instanceof Missing ? unknown(network) : formula(rateIn(network, flow));
}

function mean(context: Context, flow: string): Definition {
  const at = `flows.${flow}`;
  const rate = context.stated('flows.*.rate', flow);
  if (rate) return formula(grown(context, flow, rate));
  const concurrent = context.stated('flows.*.concurrent', flow);
  if (!concurrent) return unknown(`${at}.rate`);
  const time = context.stated('flows.*.every', flow) ?? context.stated('flows.*.lasts', flow);
  if (time) return formula(grown(context, flow, div(concurrent, time)));
  // A peak stated as a rate implies daily requests without their number: their mean is unknown then, not zero.
  return context.formOf('flows.*.peak', flow) === 'rate' ? unknown(`${at}.rate`) : formula(num(0));
}

function active(context: Context, flow: string): Definition {
  if (isClosed(context, flow)) {
    const share = context.stated('flows.*.active', flow);
    const users = context.ref('flows.*.concurrency.mean', flow);
    return share ? closedRate(context, flow, 'mean', div(users, share)) : formula(context.ref('flows.*.rate.mean', flow));
  }
  const rate = context.ref('flows.*.rate.mean', flow);
  const share = context.stated('flows.*.active', flow);
  return formula(share ? div(rate, share) : rate);
}

function peakRate(context: Context, flow: string): Definition {
  const form = context.formOf('flows.*.peak', flow);
  if (form === 'rate') {
    const stated = context.stated('flows.*.peak', flow) as Expr;
    const filed = { rate: context.id('flows.*.peak.filed', flow), mean: context.id('flows.*.rate.filed.peak', flow) };
    const scaled = scaledWithMean(context, flow, stated, filed);
    return formula(notBelow(context, context.id('flows.*.rate.active', flow), scaled));
  }
  if (form === 'window') return formula(mul(inWindow(context, flow), context.ref('flows.*.rate.mean', flow)));
  const stated = context.stated('flows.*.peak', flow);
  if (stated) return formula(mul(stated, context.ref('flows.*.rate.active', flow)));
  const assumed = mul(context.assumed('peak'), context.ref('flows.*.rate.mean', flow));
  return formula(isOpenInPart(context, flow) ? max(assumed, context.ref('flows.*.rate.active', flow)) : assumed);
}

/** Whether it is stated when of the day its requests come: the peak that is assumed is one of a whole day, and none on top of that. */
const isOpenInPart = (context: Context, flow: string): boolean => context.stated('flows.*.active', flow) !== undefined;

/**
 * A rate above the mean that is stated by itself: as stated while nothing changes; after a change scaled by how much the mean has changed,
 * and growing with the flow. If it is itself derived from what changed, it is not scaled twice.
 */
function scaledWithMean(context: Context, flow: string, stated: Expr, filed: { readonly rate: FactId; readonly mean: FactId }): Expr {
  if (!context.known(filed.mean)) return grown(context, flow, stated);
  const mean = context.flowYears ? context.today('flows.*.rate.mean', flow) : context.ref('flows.*.rate.mean', flow);
  const rate = context.known(filed.rate) ? context.ref(filed.rate) : stated;
  return grown(context, flow, mul(rate, div(mean, context.ref(filed.mean))));
}

/** No hour is busier than the busiest. */
const notBelow = (context: Context, mean: FactId, rate: Expr): Expr => (context.known(mean) ? max(rate, context.ref(mean)) : rate);

/** A share of the day's requests within a window, over the share of the day that the window is. */
function inWindow(context: Context, flow: string): Expr {
  const [share, window] = [context.partOf('share', 'flows.*.peak', flow) as Expr, context.partOf('window', 'flows.*.peak', flow) as Expr];
  return div(mul(share, context.convention('day')), window);
}

/** Peak over mean; computed without the rate where it can be, so that a flow with users but no requests has one. */
function peakRatio(context: Context, flow: string): Definition {
  if (isClosed(context, flow))
    return ofRequests(context, flow, 'peak', div(context.ref('flows.*.rate.peak', flow), context.ref('flows.*.rate.mean', flow)));
  return statedPeak(context, flow);
}

function statedPeak(context: Context, flow: string): Definition {
  const form = context.formOf('flows.*.peak', flow);
  if (form === 'rate')
    return ofRequests(context, flow, 'peak', div(context.ref('flows.*.rate.peak', flow), context.ref('flows.*.rate.mean', flow)));
  if (form === 'window') return formula(inWindow(context, flow));
  const [factor, share] = [context.stated('flows.*.peak', flow), context.stated('flows.*.active', flow)];
  if (factor) return formula(share ? div(factor, share) : factor);
  const assumed = context.assumed('peak');
  return formula(share ? max(assumed, div(num(1), share)) : assumed);
}

function spikeRate(context: Context, flow: string, spike: string): Definition {
  const factor = context.stated('flows.*.spikes.*.factor', flow, spike);
  if (factor) return formula(mul(factor, context.ref('flows.*.rate.mean', flow)));
  const rate = context.stated('flows.*.spikes.*.rate', flow, spike);
  if (!rate) return unknown(`flows.${flow}.spikes.${spike}.factor`);
  const filed = { rate: context.id('flows.*.spikes.*.filed', flow, spike), mean: context.id('flows.*.rate.filed.spike.*', flow, spike) };
  const scaled = scaledWithMean(context, flow, rate, filed);
  return formula(notBelow(context, context.id('flows.*.rate.mean', flow), scaled));
}

function meanConcurrency(context: Context, flow: string): Definition {
  const at = `flows.${flow}`;
  const concurrent = context.stated('flows.*.concurrent', flow);
  if (concurrent) return formula(grown(context, flow, concurrent));
  const lasts = context.stated('flows.*.lasts', flow);
  return lasts ? formula(mul(context.ref('flows.*.rate.mean', flow), lasts)) : unstated(`${at}.concurrent`, `${at}.lasts`);
}

function spikeConcurrency(context: Context, flow: string, spike: string): Definition {
  const concurrency = context.ref('flows.*.concurrency.mean', flow);
  const factor = context.stated('flows.*.spikes.*.factor', flow, spike);
  if (factor) return formula(mul(concurrency, factor));
  if (isClosed(context, flow)) return unknown(`flows.${flow}.spikes.${spike}.factor`);
  if (isWithoutRequests(context, flow)) return unknown(`flows.${flow}.rate`);
  const ratio = div(context.ref('flows.*.rate.spike.*', flow, spike), context.ref('flows.*.rate.mean', flow));
  return ofRequests(context, flow, `spike "${spike}"`, mul(concurrency, ratio));
}

/** Only `concurrent` is stated: so many users are connected, and send no requests. */
const isWithoutRequests = (context: Context, flow: string): boolean =>
  !(['flows.*.rate', 'flows.*.every', 'flows.*.lasts'] as const).some((field) => context.stated(field, flow));

/** What compares a rate with the mean, or with the peak: of none no rate is a multiple. */
function ofRequests(context: Context, flow: string, what: string, ratio: Expr, load: 'mean' | 'peak' = 'mean'): Definition {
  const id = context.id('flows.*.rate.k', flow, load);
  if (!context.known(id)) return formula(ratio);
  const rate = context.ref(id);
  const reason = (): Reason => ({ text: `flows.${flow}.rate.${load} is 0, and so no measure of its ${what}` });
  return { formula: ratio, unless: [{ when: cond(greater(rate, num(0)), num(0), num(1)), amount: rate, reason }] };
}

/** A spike as a multiple of another rate of its flow. */
const spikeOver =
  (load: 'mean' | 'peak') =>
  (context: Context, flow: string, spike: string): Definition =>
    ofRequests(
      context,
      flow,
      `spike "${spike}"`,
      div(context.ref('flows.*.rate.spike.*', flow, spike), context.ref('flows.*.rate.k', flow, load)),
      load,
    );

/** Bytes of what a flow adds or reads with one request. */
function bytesUsed(context: Context, touches: readonly DataUse[]): Expr {
  return add(...touches.map((use) => mul(itemsPerRequest(context, use), context.ref('data.*.item', use.data))));
}

function requestBytes(context: Context, name: string): Definition {
  const stated = context.stated('flows.*.request', name);
  if (stated) return formula(stated);
  const flow = context.model.flows.get(name);
  return flow?.write && flow.adds.length > 0 ? formula(bytesUsed(context, flow.adds)) : unknown(`flows.${name}.request`);
}

function responseBytes(context: Context, name: string): Definition {
  const stated = context.stated('flows.*.response', name);
  if (stated) return formula(stated);
  const flow = context.model.flows.get(name);
  if (flow && flow.reads.length > 0) return formula(bytesUsed(context, flow.reads));
  return flow?.write ? formula(num(0)) : unknown(`flows.${name}.response`);
}

const bytesOf =
  (what: 'request' | 'response') =>
  (context: Context, flow: string, load: LoadCase): Definition =>
    formula(mul(context.ref('flows.*.rate.k', flow, load), context.ref(`flows.*.${what}`, flow)));

/** Facts of flows: rates, peaks, spikes, bytes, users at once. */
export const flowFacts: Definers = {
  'flows.*.rate.k': (context, flow, load) => {
    if (isClosed(context, flow)) return closedRate(context, flow, load);
    if (load === 'mean') return mean(context, flow);
    return load === 'peak' ? peakRate(context, flow) : spikeRate(context, flow, load.slice('spike.'.length));
  },
  'flows.*.rate.active': active,
  'flows.*.rate.filed.peak': (context, flow) =>
    context.formOf('flows.*.peak', flow) === 'rate'
      ? context.filed(['flows.*.rate.mean', flow], 'flows.*.peak', flow)
      : unstated(`flows.${flow}.peak`),
  'flows.*.rate.filed.spike.*': (context, flow, spike) => context.filed(['flows.*.rate.mean', flow], 'flows.*.spikes.*.rate', flow, spike),
  'flows.*.peak.filed': (context, flow) => context.filedLiteral('flows.*.peak', flow),
  'flows.*.spikes.*.filed': (context, flow, spike) => context.filedLiteral('flows.*.spikes.*.rate', flow, spike),
  'flows.*.peak': peakRatio,
  'flows.*.spikes.*.overMean': spikeOver('mean'),
  'flows.*.spikes.*.overPeak': spikeOver('peak'),
  'flows.*.growth': (context, flow) => annualGrowth(context, 'flows.*.growth', flow),
  'flows.*.request': requestBytes,
  'flows.*.response': responseBytes,
  'flows.*.ingress.k': bytesOf('request'),
  'flows.*.egress.k': bytesOf('response'),
  'flows.*.concurrency.k': (context, flow, load) => {
    if (load === 'mean') return meanConcurrency(context, flow);
    if (load !== 'peak') return spikeConcurrency(context, flow, load.slice('spike.'.length));
    const users = context.ref('flows.*.concurrency.mean', flow);
    if (!isClosed(context, flow)) return formula(mul(users, context.ref('flows.*.peak', flow)));
    // Users are counted: a rate is what they come to.
    if (context.formOf('flows.*.peak', flow) === 'rate') return unknown(`flows.${flow}.peak`);
    const peak = statedPeak(context, flow);
    return 'formula' in peak ? formula(mul(users, peak.formula)) : peak;
  },
};

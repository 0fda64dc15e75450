import type { Finding } from '../core/index.js';
import { formatQuantity } from '../quantity/index.js';
import type { Graph } from './graph.js';
import { type CheckedId, uncheckedId } from './ids.js';
import { leafId } from './leaves.js';
import type { FactNode } from './node.js';

/** Rounding of the last digits is no peak below the mean. */
const SLACK = 1e-9;

/** A load above the mean, by where it is stated. */
interface Stated {
  /** `the peak of "read"`. */
  readonly what: string;
  readonly path: string;
  /** What it comes to as stated, before anything keeps it from being less than the mean. */
  readonly rate: FactNode;
  readonly mean: FactNode;
}

/** Peaks and spikes that are stated below the mean of their flow, each where it is stated. Those that scale with a change were judged before it. */
export function peaksBelowMean(graph: Graph, isJudged: (path: string) => boolean = () => true): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { what, path, rate, mean } of statedIn(graph)) {
    const leaf = graph.leaves.leafAt(path);
    if (!leaf || findings.has(path) || !isJudged(path) || rate.state !== 'known' || mean.state !== 'known') continue;
    if (rate.value >= mean.value * (1 - SLACK)) continue;
    const open = mean.id.includes('.active.') && mean.value !== graph.get(uncheckedId(mean.id.replace('active', 'mean'))).value;
    findings.set(path, {
      rule: 'spec/peak-below-mean',
      severity: 'error',
      message: `${what}, ${leaf.text}, is below its mean${open ? ' while it is open' : ''}: ${formatQuantity(mean.value, 'req/s')}`,
      at: leaf.at,
      path: leaf.path,
      help: 'write a factor such as 3, or a rate above the mean',
    });
  }
  return [...findings.values()];
}

/** What is stated is of today, whenever the graph looks. */
function* statedIn(graph: Graph): Generator<Stated> {
  for (const { name, spikes } of graph.model.flows.values()) {
    const at = `flows.${name}` as const;
    const peak = graph.leaves.pathOf('flows.*.peak', [name]);
    const form = peak === undefined ? undefined : graph.leaves.formOf(peak);
    if (peak !== undefined && !isMoreThanMean(graph, peak, form) && !isScaled(graph, `${at}.rate.filed.peak`)) {
      // A peak that is no rate may be below the mean: it is compared itself.
      const rate = graph.get(form === 'rate' ? leafId(peak) : `${at}.rate.peak.year0`);
      yield { what: `the peak of "${name}"`, path: peak, rate, mean: graph.get(`${at}.rate.active.year0`) };
    }
    for (const spike of spikes) {
      const what = `the spike "${spike}" of "${name}"`;
      const mean = graph.get(`${at}.rate.mean.year0`);
      const factor = graph.leaves.pathOf('flows.*.spikes.*.factor', [name, spike]);
      if (factor !== undefined) yield { what, path: factor, rate: graph.get(`${at}.rate.spike.${spike}.year0`), mean };
      const path = factor === undefined ? graph.leaves.pathOf('flows.*.spikes.*.rate', [name, spike]) : undefined;
      if (path === undefined || isScaled(graph, `${at}.rate.filed.spike.${spike}`)) continue;
      yield { what, path, rate: graph.get(leafId(path)), mean };
    }
  }
}

/** A factor is judged without the rates of its flow. */
const isMoreThanMean = (graph: Graph, peak: string, form: string | undefined): boolean =>
  form === 'factor' && graph.get(leafId(peak)).value >= 1;

const isScaled = <const I extends string>(graph: Graph, filed: CheckedId<I>): boolean => graph.get(filed).state === 'known';

import { type FactNode, factId, type Graph, type LoadCase } from '../facts/index.js';
import type { Component, Model } from '../spec/index.js';
import type { SlowedResult, TrialResult } from './stress-result.js';

/** Notes of a trial beside what breaks: none for a trial that changes no load. */
export type Waiting = Pick<TrialResult, 'latency' | 'backlog' | 'stuck'>;
export const UNCHANGED: Waiting = { latency: null, backlog: null, stuck: [] };

/** The least relative change of a percentile that is noted, since brackets are 1% wide; and of a share. */
const [CHANGED, NOTICED] = [1.02, 0.001];

/** A fact of a time or rate: infinite where it is unbounded; undefined where it is unknown. */
const amountOf = ({ state, value }: FactNode): number | undefined => (state === 'unknown' ? undefined : value);

/**
 * The flow that feels most of it, of those whose latency is known as it is: the one of which most requests are no longer answered, else the one whose p99 rises most.
 * @param spike in which it is looked at; else at peak
 */
export function slowedBy(model: Model, before: Graph, now: Graph, spike?: string): SlowedResult | null {
  const felt = [...model.flows.keys()].flatMap((flow): SlowedResult[] => {
    const usual = before.get(factId('flows.*.latency.p99', flow));
    if (usual.state !== 'known' || !(usual.value > 0)) return [];
    const p99 = amountOf(now.get(spike === undefined ? usual.id : factId('flows.*.latency.at.spike.*.p99', flow, spike)));
    const share = (graph: Graph, load: LoadCase): number => {
      const node = graph.get(factId('flows.*.failed.k', flow, load));
      return node.state === 'known' ? node.value : 0;
    };
    const failed = Math.max(0, share(now, spike === undefined ? 'peak' : `spike.${spike}`) - share(before, 'peak'));
    const isSlower = p99 !== undefined && p99 > usual.value * CHANGED;
    if (failed <= NOTICED && !isSlower) return [];
    return [{ flow, usual: usual.value, p99: finiteOf(p99), failed: failed > NOTICED ? failed : 0 }];
  });
  const times = ({ p99, usual }: SlowedResult): number => (p99 ?? Number.MAX_VALUE) / usual;
  const [worst] = felt.sort((a, b) => b.failed - a.failed || times(b) - times(a));
  return worst ?? null;
}

const finiteOf = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

/** What a spike leaves at queues, where it takes longest to work off; null where nothing waits. */
function backlogAfter(model: Model, graph: Graph, spike: string): TrialResult['backlog'] {
  let worst: { readonly of: NonNullable<TrialResult['backlog']>; readonly drain: number } | undefined;
  for (const { name: queue, consumers } of model.components.values())
    for (const { component: consumer } of consumers) {
      const depth = graph.get(factId('components.*.consumers.*.depth.spike.*', queue, consumer, spike));
      if (depth.state !== 'known' || !(depth.value > 0)) continue;
      const drain = amountOf(graph.get(factId('components.*.consumers.*.drain.spike.*', queue, consumer, spike)));
      if (drain === undefined || (worst && drain <= worst.drain)) continue;
      worst = { of: { queue, consumer, depth: depth.value, drain: finiteOf(drain) }, drain };
    }
  return worst?.of ?? null;
}

/** Whether repeats alone keep a component overloaded when it is back at its peak. */
function isStuck(graph: Graph, { name }: Component): boolean {
  const recovers = graph.get(factId('components.*.retries.recovers', name));
  const rate = amountOf(graph.get(factId('components.*.rate.k', name, 'peak')));
  return recovers.state === 'known' && rate !== undefined && rate > recovers.value;
}

/** @param broken components that do not carry it */
export function waitingAfter(model: Model, graph: Graph, spike: string, broken: readonly Component[]): Waiting {
  return {
    latency: slowedBy(model, graph, graph, spike),
    backlog: backlogAfter(model, graph, spike),
    stuck: broken.filter((component) => isStuck(graph, component)).map(({ name }) => name),
  };
}

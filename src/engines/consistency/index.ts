import { type Context, type Definers, type Definition, type Engine, unstated } from '../../facts/index.js';
import { type Guarantee, weakestLink } from '../../math/consistency/guarantees.js';
import type { Call, Component, DataSet } from '../../spec/index.js';
import { answeredWithin } from './answered.js';
import { failoverFacts } from './failover.js';
import { isolationFacts } from './isolation.js';
import { joinedLinks, type Link, type LinkChain } from './link.js';
import { onSide } from './partitions.js';
import { cacheChain, callChain, storeAlone } from './path.js';
import { ageOfReads, behindOf } from './staleness.js';
import { stepsAt } from './steps.js';

/** What all links leave, as one word: several that none implies are joined. */
const verdictOf = (links: readonly Link[]): readonly Guarantee[] => weakestLink(links.map(({ gives }) => gives));
const wordOf = (links: readonly Link[]): string => verdictOf(links).join(' + ');

const ofChain = ({ model }: Context, chain: LinkChain): Definition =>
  'unstated' in chain
    ? unstated(...chain.unstated)
    : {
        inputs: chain.inputs,
        choose: (values) => wordOf(chain.links(values)),
        steps: (values) => stepsAt(model, chain.links(values)),
      };

/** Calls of a flow that read a data set from where it lies. */
function readsOf(context: Context, data: DataSet, flow: string): readonly Call[] {
  const calls = context.model.flows.get(flow)?.calls.filter(({ component }) => data.stores.includes(component)) ?? [];
  const reads = calls.filter(({ writes }) => !writes);
  return reads.length > 0 ? reads : calls;
}

/** Flows that read a data set: those that it names, else all with a call that reads where it lies. */
function readersOf(context: Context, data: DataSet): readonly string[] {
  if (data.readBy.length > 0) return data.readBy.map(({ flow }) => flow);
  const stores = data.stores.flatMap((name) => context.model.components.get(name)?.calls ?? []);
  return [...new Set(stores.filter(({ writes }) => !writes).map(({ flow }) => flow))];
}

/** The guarantees of the readers of one flow; where its path does not reach the store of the data, those of the cache that holds it. */
function readerChain(context: Context, data: DataSet, flow: string): LinkChain {
  const reads = readsOf(context, data, flow);
  if (reads.length > 0) return joinedLinks(reads.map((call) => callChain(context, data, call)));
  const calls = context.model.flows.get(flow)?.calls ?? [];
  const caches = calls
    .flatMap(({ component }) => context.model.components.get(component) ?? [])
    .filter(({ holds }) => holds.includes(data.name));
  const stores = storesOf(context, data);
  if (caches.length === 0 || stores.length === 0) return { unstated: [`flows.${flow}.path`] };
  return joinedLinks([
    ...stores.map((store) => storeAlone(context, data, store)),
    ...caches.flatMap((cache) => cacheChain(context, cache)),
  ]);
}

const storesOf = ({ model }: Context, { stores }: DataSet): readonly Component[] =>
  stores.flatMap((name) => model.components.get(name) ?? []);

/** The guarantees of any reader: the weakest of all; without known readers, those of a direct read of the store. */
function dataChain(context: Context, data: DataSet): LinkChain {
  const stores = storesOf(context, data);
  if (stores.length === 0) return { unstated: [`data.${data.name}.in`] };
  const readers = readersOf(context, data);
  return readers.length > 0
    ? joinedLinks(readers.map((flow) => readerChain(context, data, flow)))
    : joinedLinks(stores.map((store) => storeAlone(context, data, store)));
}

/** What the actors of a flow get of all that it reads. */
function flowChain(context: Context, flow: string): LinkChain {
  const read = [...context.model.data.values()].filter((data) => readersOf(context, data).includes(flow));
  return read.length === 0 ? { unstated: [`data.*.readBy.${flow}`] } : joinedLinks(read.map((data) => readerChain(context, data, flow)));
}

const callAt = ({ model }: Context, flow: string, index: string): Call => model.flows.get(flow)?.calls[Number(index) - 1] as Call;

/** Whether a call is to where data lies, be that a cache, and not to a cache of it. */
const isOfData = ({ model }: Context, { component }: Call): boolean => {
  const store = model.components.get(component);
  return store !== undefined && store.data.length > 0;
};

function callDefinition(context: Context, flow: string, index: string): Definition {
  const call = callAt(context, flow, index);
  return isOfData(context, call) ? ofChain(context, callChain(context, null, call)) : unstated({ text: `data.*.in.${call.component}` });
}

const ofCall =
  (of: (context: Context, call: Call) => Definition) =>
  (context: Context, flow: string, index: string): Definition => {
    const call = callAt(context, flow, index);
    return isOfData(context, call) ? of(context, call) : unstated({ text: `data.*.in.${call.component}` });
  };

const define: Definers = {
  ...failoverFacts,
  ...isolationFacts,
  'flows.*.calls.*.consistency': callDefinition,
  'flows.*.calls.*.behind': ofCall(behindOf),
  'flows.*.calls.*.answered.p50': ofCall(answeredWithin(0.5)),
  'flows.*.calls.*.answered.p99': ofCall(answeredWithin(0.99)),
  'flows.*.consistency': (context, flow) => ofChain(context, flowChain(context, flow)),
  'data.*.readBy.*.consistency': (context, data, flow) =>
    ofChain(context, readerChain(context, context.model.data.get(data) as DataSet, flow)),
  'data.*.partitions.*.*.reads': onSide('reads'),
  'data.*.partitions.*.*.writes': onSide('writes'),
  'data.*.staleness.p99': (context, name) => {
    const data = context.model.data.get(name) as DataSet;
    return ageOfReads(
      context,
      data,
      readersOf(context, data).map((flow) => ({ flow, reads: readsOf(context, data, flow) })),
    );
  },
  'data.*.consistency': (context, data) => ofChain(context, dataChain(context, context.model.data.get(data) as DataSet)),
};

/** Facts on what a reader may rely on: the weakest link between a write and the read. */
export const consistency: Engine = { name: 'consistency', define };

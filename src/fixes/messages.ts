import type { Edit } from '../core/index.js';
import { type Call, type CallChange, type Component, callEdits, set } from '../spec/index.js';
import type { About, Proposal, Recipe } from './about.js';
import { isOwn } from './calls.js';

const isStore = ({ traits }: Component): boolean => traits.data === 'disk' && !traits.isQueue;

/** A queue before a store, and a worker that brings what is in it there: what is added, and what calls the queue instead. */
interface Queued {
  readonly edits: readonly Edit[];
  readonly calls: ReadonlyMap<Call, CallChange>;
  readonly grows: readonly string[];
}

function queued(about: About, component: Component, writes: readonly Call[]): Queued {
  const { model } = about;
  const [queue, worker] = [about.freshName(`${component.name}-queue`), about.freshName(`${component.name}-writer`)];
  // Half again as many as arrive on the mean, so that it catches up; no more than what the store is loaded to at its target.
  const arriving = about.of(component, 'write.mean');
  const room = about.of(component, 'headroom');
  const peak = about.of(component, 'write.peak');
  const carried =
    room !== undefined && peak !== undefined && Number.isFinite(room) ? about.target(component, 'rate') * room * peak : undefined;
  const rate = arriving === undefined ? undefined : Math.max(1.5 * arriving, carried ?? 0);
  const places = model.regions.size > 0 ? { survives: 'zone' } : {};
  return {
    edits: [
      set(`components.${queue}`, {
        kind: 'queue',
        delivery: 'at-least-once',
        ...places,
        retention: '7 d',
        consumers: { [worker]: { ...(rate !== undefined && { rate: `${tidy(rate)}/s` }), calls: [component.name] } },
      }),
      set(`components.${worker}`, { kind: 'worker', idempotent: true }),
    ],
    calls: new Map(writes.map((call) => [call, { instead: queue, options: { async: true } }])),
    grows: [queue, worker],
  };
}

/** Two digits: nobody plans by more. */
const tidy = (rate: number): string => String(Number(rate.toPrecision(2)));

/** Writes that nobody waits for: into a queue, and by a worker into the store, as fast as that takes them. */
export const queueInFront: Recipe = (about) => {
  const { component } = about;
  if (!component || !isStore(component)) return [];
  const writes = component.calls.filter((call) => call.writes && isOwn(call) && !call.async);
  if (writes.length === 0) return [];
  const { edits, calls, grows } = queued(about, component, writes);
  return [{ label: `a queue before ${component.name}`, edits: [...edits, ...callEdits(calls)], grows }];
};

/** What cannot be done is set aside, and kept for twice as long as people take to look at it. */
export const deadLetters: Recipe = (about): readonly Proposal[] => {
  const { component, model } = about;
  if (!component?.traits.isQueue || component.consumers.length === 0 || component.deadLetters) return [];
  const aside = about.freshName(`${component.name}-dead-letters`);
  const places = model.regions.size > 0 ? { survives: 'zone' } : {};
  return [
    {
      label: `a dead-letter queue for ${component.name}`,
      edits: [
        set(`components.${aside}`, { kind: 'queue', ...places, retention: '14 d' }),
        set(`components.${component.name}.deadLetters`, aside),
      ],
      grows: [aside],
    },
  ];
};

/** The messages of a flow are written with its data, and handed on from there. */
export const outbox: Recipe = ({ flow }) =>
  flow === undefined
    ? []
    : [{ label: `${flow}: messages written with the data (an outbox)`, edits: [set(`flows.${flow}.transaction`, 'outbox')] }];

/** One store is written to, with messages about it in the same transaction; they bring the rest to the other stores, once they come to it. */
export const outboxInPlace: Recipe = (about) => {
  const flow = about.model.flows.get(about.flow ?? '');
  const writes = flow?.calls.filter((call) => call.writes && isOwn(call) && !call.async) ?? [];
  const stores = [...new Set(writes.map(({ component }) => component))]
    .flatMap((name) => about.model.components.get(name) ?? [])
    .filter(isStore);
  const [first, ...others] = stores;
  if (!flow || !first || others.length === 0) return [];
  const queues = others.map((store) =>
    queued(
      about,
      store,
      writes.filter(({ component }) => component === store.name),
    ),
  );
  return [
    {
      label: `${flow.name} writes to ${first.name}, and an outbox brings it to ${others.map(({ name }) => name).join(', ')}`,
      edits: [
        ...queues.flatMap(({ edits }) => edits),
        ...callEdits(new Map(queues.flatMap(({ calls }) => [...calls]))),
        set(`flows.${flow.name}.transaction`, 'outbox'),
      ],
      grows: queues.flatMap(({ grows }) => grows),
    },
  ];
};

import { type Edit, type Plain, withoutRoot } from '../core/index.js';
import { leafId, namesIn } from '../facts/index.js';
import { type Component, set } from '../spec/index.js';
import type { About, Proposal, Recipe } from './about.js';

/** The component that a finding is about, or those that its data is in. */
const ownOrStores = (about: About): readonly Component[] => (about.component ? [about.component] : about.stores);

type Settings = (component: Component, about: About) => Readonly<Record<string, Plain>> | undefined;

/** Fields of the component that a finding is about, or of the stores of its data. */
const ofComponent =
  (label: (name: string, about: About) => string, settings: Settings): Recipe =>
  (about) =>
    ownOrStores(about).flatMap((component): readonly Proposal[] => {
      const fields = settings(component, about);
      if (!fields) return [];
      const edits = Object.entries(fields).map(([field, value]) => set(`components.${component.name}.${field}`, value));
      return [{ label: label(component.name, about), edits, grows: [component.name] }];
    });

const HOUR = 3600;

/** The time that is usual, or the least that is promised of the data in a store. */
function withinPromise({ model, graph }: About, store: string, what: 'rpo' | 'rto', usual: number): number {
  const promised = model.checks.flatMap(({ kind, fact, leaf }) => {
    const [data = ''] = (kind === 'requirement' && namesIn(`data.*.${what}`, fact)) || [];
    const target = graph.get(leafId(leaf.path));
    return model.data.get(data)?.stores.includes(store) && target.state === 'known' ? [target.value] : [];
  });
  return Math.min(usual, ...promised);
}

export const sizedForPeak = ofComponent(
  (name) => `${name}: sized for its peak`,
  () => ({ sizeFor: 'peak' }),
);
export const rollingDeploy = ofComponent(
  (name) => `${name}: new versions one instance after the other`,
  () => ({ 'deploy.strategy': 'rolling' }),
);
export const canary = ofComponent(
  (name) => `${name}: a canary that catches bad releases`,
  () => ({ 'deploy.strategy': 'canary' }),
);
export const surge = ofComponent(
  (name) => `${name}: one extra instance during a release`,
  () => ({ 'deploy.surge': 1 }),
);
export const rollingMaintenance = ofComponent(
  (name) => `${name}: maintained one instance after the other`,
  () => ({ 'maintenance.rolling': true }),
);
export const statedFailover = ofComponent(
  (name) => `${name}: noticed in 10 s, switched over in 30 s`,
  () => ({ 'failover.detect': '10 s', 'failover.takes': '30 s' }),
);
/** Backups each hour that are restored in four, or more often and quicker where the data in it is promised so. */
export const backup = ofComponent(
  (name, about) => {
    const every = withinPromise(about, name, 'rpo', HOUR);
    return `${name}: backups each ${every === HOUR ? 'hour' : about.time(every)}, kept for 30 days`;
  },
  ({ name }, about) => ({
    backup: {
      every: about.time(withinPromise(about, name, 'rpo', HOUR)),
      keep: '30 d',
      restore: about.time(withinPromise(about, name, 'rto', 4 * HOUR)),
    },
  }),
);
export const keptBackups = ofComponent(
  (name) => `${name}: backups kept for 30 days`,
  () => ({ 'backup.keep': '30 d' }),
);
export const quorumWrites = ofComponent(
  (name) => `${name}: a write waits for a quorum`,
  ({ replication }) =>
    replication?.mode === 'leader' || replication?.sync ? { 'replication.sync': 'semiSync' } : { 'replication.write': 'quorum' },
);
export const promotedUpToDate = ofComponent(
  (name) => `${name}: a copy that has all acknowledged writes takes over`,
  () => ({ 'failover.promotes': 'upToDate' }),
);
export const overlappingQuorums = ofComponent(
  (name) => `${name}: quorums for reads and writes`,
  () => ({ 'replication.read': 'quorum', 'replication.write': 'quorum' }),
);
export const waitedFollowers = ofComponent(
  (name) => `${name}: a write waits for the followers`,
  () => ({ 'replication.sync': 'sync' }),
);
export const expiry = ofComponent(
  (name) => `${name}: entries live for a minute`,
  () => ({ ttl: '1 min' }),
);
export const idempotent = ofComponent(
  (name) => `${name}: skips messages that it has done`,
  () => ({ idempotent: true }),
);
export const zoneInstead = ofComponent(
  (name) => `${name}: survives a zone in place of a region`,
  () => ({ survives: 'zone' }),
);

/** Each message at least once, and consumers that skip what they have done. */
export const deliveredAgain: Recipe = (about) => {
  const { component } = about;
  if (!component) return [];
  const queues = component.traits.isQueue ? [component] : [about.model.components.get(about.key)].filter((queue) => queue !== undefined);
  return queues.map((queue) => ({
    label: `${queue.name}: each message at least once`,
    edits: [
      set(`components.${queue.name}.delivery`, 'at-least-once'),
      ...queue.consumers.map((consumer): Edit => set(`components.${consumer.component}.idempotent`, true)),
    ],
  }));
};

/** Consumers that take half again as much as arrives on the mean, twice or four times as much. */
export const fasterConsumer: Recipe = (about) => {
  const { component } = about;
  const [consumer = ''] = about.key.split(' ');
  if (!component?.traits.isQueue || !component.consumers.some((other) => other.component === consumer)) return [];
  const arriving = about.of(component, 'rate.mean');
  if (arriving === undefined) return [];
  return [1.5, 2, 4].map((times) => {
    const rate = `${Number((times * arriving).toPrecision(3))}/s`;
    return {
      label: `${consumer} takes ${rate} from ${component.name}`,
      edits: [set(`components.${component.name}.consumers.${consumer}.rate`, rate)],
      grows: [consumer],
    };
  });
};

/** A consumer that takes what arrives at peak: by its rate where one is stated, and by as many instances more. */
export const consumerForPeak: Recipe = (about) => {
  const { component } = about;
  const consumer = about.key;
  if (!component?.traits.isQueue || !component.consumers.some((other) => other.component === consumer)) return [];
  const rate = `components.${component.name}.consumers.${consumer}.rate`;
  const [now, fleet] = [about.stated(rate), about.stated(`components.${consumer}.instances`)];
  if (now === undefined) {
    const needed = about.fact(`components.${consumer}.instances`);
    if (needed === undefined || fleet === undefined || needed <= fleet) return [];
    return [{ label: `${consumer}: ${needed} instances`, edits: [set(`components.${consumer}.instances`, needed)], grows: [consumer] }];
  }
  const peak = about.of(component, 'rate.peak');
  if (peak === undefined || !(peak > now)) return [];
  const text = `${Math.ceil(peak)}/s`;
  const more = fleet === undefined ? [] : [set(`components.${consumer}.instances`, Math.ceil((fleet * peak) / now))];
  return [{ label: `${consumer} takes ${text} from ${component.name}`, edits: [set(rate, text), ...more], grows: [consumer] }];
};

/** Messages kept longer than an outage that takes days to notice. */
export const keptMessages: Recipe = (about) => {
  const { component } = about;
  if (!component?.traits.isQueue) return [];
  return ['1 d', '7 d', '30 d'].map((time) => ({
    label: `${component.name}: messages kept for ${time}`,
    edits: [set(`components.${component.name}.retention`, time)],
  }));
};

/** Twice as many as read from them, and as many as autoscaling may ever start. */
export const morePartitions: Recipe = (about) => {
  const { component } = about;
  const [consumer = ''] = about.key.split(' ');
  const fleet = about.fact(`components.${consumer}.fleet`);
  if (!component || fleet === undefined) return [];
  const partitions = Math.max(2 * fleet, about.stated(`components.${consumer}.autoscale.max`) ?? 0);
  return [{ label: `${component.name}: ${partitions} partitions`, edits: [set(`components.${component.name}.partitions`, partitions)] }];
};

const ofData =
  (label: (name: string) => string, field: string, value: Plain): Recipe =>
  (about) =>
    about.data === undefined ? [] : [{ label: label(about.data), edits: [set(`data.${about.data}.${field}`, value)] }];

export const optimisticLocking = ofData((name) => `${name}: a write checks the version that it read`, 'locking', 'optimistic');

const ofFlow =
  (label: (name: string) => string, field: string, value: Plain): Recipe =>
  (about) =>
    about.flow === undefined ? [] : [{ label: label(about.flow), edits: [set(`flows.${about.flow}.${field}`, value)] }];

export const saga = ofFlow((name) => `${name}: a saga, with an undo for each step`, 'transaction', 'saga');
export const chunked = ofFlow((name) => `${name}: sent in parts`, 'chunked', true);

/** What nothing uses. */
export const leftOut: Recipe = ({ finding: { subject = '' } }) =>
  subject === '' ? [] : [{ label: `without ${withoutRoot(subject)}`, edits: [{ do: 'remove', path: subject }] }];

import type { Edit } from '../core/index.js';
import { horizonYears } from '../evaluate/yearly.js';
import { factId, idInState } from '../facts/index.js';
import { holdsAllData } from '../rules/index.js';
import { type Component, set } from '../spec/index.js';
import { KnownComponent } from '../studies/improvements/proposal.js';
import { fleetStep, widened } from '../studies/improvements/redundancy.js';
import type { About, Proposal, Recipe } from './about.js';

const own = ({ component }: About): readonly Component[] => (component ? [component] : []);

const atLeast = (component: Component, instances: number, about: About): readonly Edit[] => {
  const { name } = component;
  const edits = [set(`components.${name}.instances`, instances)];
  const max = about.stated(`components.${name}.autoscale.max`);
  return max !== undefined && max < instances ? [...edits, set(`components.${name}.autoscale.max`, instances)] : edits;
};

/** Of a leader and its followers each has all of the data: more of them than copies are no room for writes, but shards that nobody has stated. */
function isDivided(component: Component, instances: number, about: About): boolean {
  const copies = about.stated(`components.${component.name}.replication.factor`);
  return component.traits.data === 'disk' && copies !== undefined && instances > copies && holdsAllData(about.model, component);
}

function withInstances(component: Component, instances: number, about: About): readonly Proposal[] {
  const { name } = component;
  if (isDivided(component, instances, about)) return [];
  return [{ label: `${name}: ${instances} instances`, edits: atLeast(component, instances, about), grows: [name] }];
}

/** One more, or one more of each shard. */
export const oneMore: Recipe = (about) =>
  own(about).flatMap((component) => {
    const fleet = about.of(component, 'fleet') ?? 1;
    if (component.traits.run !== 'instances') return [];
    const step = fleetStep(new KnownComponent(about.graph, component, true));
    return withInstances(component, fleet + step, about);
  });

/** Half as many again, and twice and three times as many: calls wait less for an instance that has time. */
export const roomier: Recipe = (about) =>
  own(about).flatMap((component) => {
    const fleet = about.of(component, 'fleet') ?? 1;
    if (component.traits.run !== 'instances') return [];
    const step = fleetStep(new KnownComponent(about.graph, component, true));
    const counts = [1.5, 2, 3].map((times) => step * Math.ceil((times * fleet) / step));
    return [...new Set(counts)].filter((count) => count > fleet + step).flatMap((count) => withInstances(component, count, about));
  });

/** As many as its load and the loss that it is to survive ask for, where fewer are stated. */
export const asManyAsNeeded: Recipe = (about) =>
  own(about).flatMap((component) => {
    const needed = about.of(component, 'instances');
    const fleet = about.of(component, 'fleet');
    if (needed === undefined || fleet === undefined || needed <= fleet || component.traits.run !== 'instances') return [];
    if (about.states(`components.${component.name}.instances`)) return withInstances(component, needed, about);
    return capsRaised(about, component, needed);
  });

/** As many as the load of later asks for: at the horizon, and in a year. */
export const asManyAsLater: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const { name, traits } = component;
    const fleet = about.of(component, 'fleet');
    if (traits.run !== 'instances' || fleet === undefined) return [];
    return [...new Set([1, horizonYears(about.graph) ?? 1])].flatMap((year) => {
      const needed = about.of(component, `instances.year${year}`);
      if (needed === undefined || !Number.isFinite(needed)) return [];
      if (!about.states(`components.${name}.instances`)) return capsRaised(about, component, needed);
      return needed > fleet ? withInstances(component, needed, about) : [];
    });
  });

/** As many as carry what comes to it while what it answers for is down, at what may be in use after a loss. */
export const asManyWithout: Recipe = (about) => enoughWithout(about, own(about), about.key);

/** The same of what stands behind a cache, while that is empty. */
export const roomBehindCache: Recipe = (about) => {
  const behind = about.model.components.get(about.key);
  return behind && about.component ? enoughWithout(about, [behind], about.component.name) : [];
};

const enoughWithout = (about: About, components: readonly Component[], without: string): readonly Proposal[] =>
  components.flatMap((component): readonly Proposal[] => {
    const { name, traits } = component;
    const state = { allUp: false, without: [without] };
    const [fleet, room] = [about.of(component, 'fleet'), about.fact(idInState(factId('components.*.headroom', name), state))];
    if (traits.run !== 'instances' || fleet === undefined || room === undefined || room <= 0) return [];
    const sized = about.fact(idInState(factId('components.*.instances.forLoad.afterLoss', name), state)) ?? 0;
    const step = fleetStep(new KnownComponent(about.graph, component, true));
    const enough = step * Math.ceil(Math.max(sized, fleet / room) / step);
    if (!Number.isFinite(enough) || enough <= fleet) return [];
    const floor = about.stated(`components.${name}.autoscale.min`);
    if (floor === undefined || about.states(`components.${name}.instances`)) return withInstances(component, enough, about);
    if (isDivided(component, enough, about)) return [];
    const max = about.stated(`components.${name}.autoscale.max`);
    const edits = [
      set(`components.${name}.autoscale.min`, enough),
      ...(max !== undefined && max < enough ? [set(`components.${name}.autoscale.max`, enough)] : []),
    ];
    return [{ label: `${name}: at least ${enough} kept running`, edits, grows: [name] }];
  });

/** Share of its network that an instance is used for. */
const NETWORK_TARGET = 0.6;

/** So many that each uses its network less. */
export const lessNetworkEach: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const [fleet, used] = [about.of(component, 'fleet'), about.of(component, 'utilization.network')];
    if (fleet === undefined || used === undefined || component.traits.run !== 'instances') return [];
    const enough = Math.ceil((fleet * used) / NETWORK_TARGET);
    return enough > fleet ? withInstances(component, enough, about) : [];
  });

/** Limits that keep a fleet smaller than its load asks for. */
function capsRaised(about: About, { name }: Component, needed: number): readonly Proposal[] {
  const edits = (['autoscale.max', 'quota.instances'] as const).flatMap((field) => {
    const cap = about.stated(`components.${name}.${field}`);
    return cap !== undefined && cap < needed ? [set(`components.${name}.${field}`, needed)] : [];
  });
  return edits.length === 0 ? [] : [{ label: `${name}: up to ${needed} instances`, edits, grows: [name] }];
}

/** Room for a spike: sized for it, or so many kept running before it comes. */
export const roomForSpike: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const { name, traits } = component;
    if (about.key === '' || traits.run !== 'instances') return [];
    const sized = {
      label: `${name}: sized for the spike "${about.key}"`,
      edits: [set(`components.${name}.sizeFor`, `spike.${about.key}`)],
      grows: [name],
    };
    const per = about.fact(`components.${name}.headroom.spike.${about.key}`);
    const fleet = about.of(component, 'fleet');
    const enough = per !== undefined && fleet !== undefined && per > 0 && per < 1 ? Math.ceil(fleet / per) : undefined;
    if (enough === undefined || isDivided(component, enough, about)) return [sized];
    const isScaled = about.states(`components.${name}.autoscale.min`);
    const max = about.stated(`components.${name}.autoscale.max`);
    const edits = [
      set(`components.${name}.${isScaled ? 'autoscale.min' : 'instances'}`, enough),
      ...(max !== undefined && max < enough ? [set(`components.${name}.autoscale.max`, enough)] : []),
    ];
    return [sized, { label: `${name}: ${enough} ${isScaled ? 'kept running' : 'instances'}`, edits, grows: [name] }];
  });

/** What an autoscaled fleet would need while a spike comes, kept running. */
export const higherFloor: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const { name } = component;
    const floor = about.stated(`components.${name}.autoscale.min`);
    if (floor === undefined) return roomForSpike(about);
    const per = about.fact(`components.${name}.headroom.spike.${about.key}`);
    const fleet = about.of(component, 'fleet');
    const needed = about.fact(`components.${name}.perInstance.spike.${about.key}`);
    const enough = per !== undefined && fleet !== undefined && per > 0 ? Math.ceil(fleet / per) : needed;
    if (enough === undefined || enough <= floor) return roomForSpike(about);
    const max = about.stated(`components.${name}.autoscale.max`);
    const edits = [
      set(`components.${name}.autoscale.min`, enough),
      ...(max !== undefined && max < enough ? [set(`components.${name}.autoscale.max`, enough)] : []),
    ];
    return [{ label: `${name}: at least ${enough} kept running`, edits, grows: [name] }, ...roomForSpike(about)];
  });

/** Over all zones of its region. */
export const overZones: Recipe = (about) =>
  [...own(about), ...about.stores].flatMap((component) => widened([new KnownComponent(about.graph, component, true)]));

/** Copies of what is stored: three, or one more; as many instances as there are copies. */
export const moreCopies: Recipe = (about) =>
  [...own(about), ...about.stores].flatMap((component): readonly Proposal[] => {
    const { name, traits } = component;
    if (traits.data !== 'disk' || traits.run !== 'instances' || about.states(`components.${name}.replication.data`)) return [];
    const now = about.stated(`components.${name}.replication.factor`) ?? 1;
    return [...new Set([now + 1, now + 2, 3])]
      .filter((copies) => copies > now)
      .map((copies) => {
        const fleet = about.stated(`components.${name}.instances`);
        const edits = [
          set(`components.${name}.replication.factor`, copies),
          ...(fleet !== undefined && fleet < copies ? [set(`components.${name}.instances`, copies)] : []),
        ];
        return { label: `${name}: ${copies} copies`, edits, grows: [name] };
      });
  });

/** Split over so many shards that an instance carries what one has: the data and writes of the horizon or of today, and all that comes to it. */
export const shards: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const { name, traits } = component;
    if (traits.data !== 'disk' || traits.run !== 'instances') return [];
    const now = about.stated(`components.${name}.shards`) ?? 1;
    const [kept, carried] = [shardsToKeep(about, component), shardsToCarry(about, component)];
    return [...new Set([kept, Math.max(kept, carried)])]
      .filter((count) => count > now)
      .map((count) => ({
        label: `${name}: ${count} shards`,
        edits: [set(`components.${name}.shards`, count), ...fleetOfShards(about, component, count / now)],
        grows: [name],
      }));
  });

/** Shards of which an instance keeps one, and does the writes to it, at the target of its disk and of its rate: more copies are of no help with either. */
function shardsToKeep(about: About, component: Component): number {
  const { name } = component;
  const disk = ratioOf(
    about.of(component, 'demand.disk'),
    (about.of(component, 'copies') ?? 1) * (about.stated(`components.${name}.each.disk`) ?? Number.NaN),
  );
  const each = about.stated(`components.${name}.each.writes`) ?? about.stated(`components.${name}.each.rate`);
  const writes = ratioOf(about.of(component, 'write.peak'), each);
  return Math.max(1, wholeOf(disk / about.target(component, 'disk')), wholeOf(writes / about.target(component, 'rate')));
}

/** Shards with which all of their copies carry what comes to it, today and at the horizon. */
function shardsToCarry(about: About, component: Component): number {
  const copies = about.of(component, 'copies') ?? 1;
  const years = ['', `.year${horizonYears(about.graph) ?? 1}`] as const;
  return Math.max(1, ...years.map((year) => wholeOf(ratioOf(about.of(component, `instances.forLoad${year}`), copies))));
}

/** Not a number where either is not known. */
const ratioOf = (demand = Number.NaN, room = Number.NaN): number => demand / room;

/** The least whole number that is no less; none where that is not known. Rounding of the last digits takes no further one. */
const wholeOf = (amount: number): number => (Number.isFinite(amount) ? Math.ceil(amount * (1 - 1e-12)) : 0);

function fleetOfShards(about: About, { name }: Component, times: number): readonly Edit[] {
  const fleet = about.stated(`components.${name}.instances`);
  return fleet === undefined ? [] : [set(`components.${name}.instances`, fleet * times)];
}

/** As many as carry its load and its data, each with several of the shards: with one of them down too, and no fewer than there are copies. */
export const sharedByShards: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const [load, left] = [about.of(component, 'instances.forLoad'), about.of(component, 'instances.forLoad.afterLoss')];
    if (load === undefined || !about.knowsAllAskedOf(component)) return [];
    const instances = Math.max(load, (left ?? load) + 1, about.of(component, 'copies') ?? 1);
    const { name } = component;
    return [{ label: `${name}: ${instances} instances that shards share`, edits: [set(`components.${name}.instances`, instances)] }];
  });

/** No more than are needed, where more are stated. */
export const fewer: Recipe = (about) =>
  own(about).flatMap((component): readonly Proposal[] => {
    const { name } = component;
    const [needed, fleet] = [about.of(component, 'instances'), about.of(component, 'fleet')];
    if (needed === undefined || fleet === undefined || needed >= fleet || !about.states(`components.${name}.instances`)) return [];
    if (!about.knowsAllAskedOf(component)) return [];
    return [{ label: `${name}: ${needed} instances`, edits: [set(`components.${name}.instances`, needed)] }];
  });

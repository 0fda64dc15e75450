import { horizonYears } from '../evaluate/yearly.js';
import { set } from '../spec/index.js';
import type { About, Proposal, Recipe } from './about.js';

/** Share of a quota that the load of the horizon may take. */
const QUOTA_TARGET = 0.8;

/** What a quota is about, and the fact that is held against it. */
const ASKED = { rate: 'rate.peak', reads: 'read.peak', writes: 'write.peak', connections: 'demand.connections.peak' } as const;

/** Two digits, upwards. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit - 1e-9) * unit;
}

/** What is to be agreed with the provider, for the load at the horizon. */
export const largerQuota: Recipe = (about) => {
  const { component, key } = about;
  if (!component || !Object.hasOwn(ASKED, key)) return [];
  const what = key as keyof typeof ASKED;
  const asked = about.of(component, `${ASKED[what]}.year${horizonYears(about.graph) ?? 0}`);
  if (asked === undefined || !(asked > 0) || !Number.isFinite(asked)) return [];
  const quota = roundedUp(asked / QUOTA_TARGET);
  const text = what === 'connections' ? String(quota) : `${quota}/s`;
  return [
    {
      label: `${component.name}: ${text} agreed with its provider (${what})`,
      edits: [set(`components.${component.name}.quota.${what}`, text)],
    },
  ];
};

/** Pools so small that all instances of the caller together are accepted. */
export const smallerPools: Recipe = (about): readonly Proposal[] => {
  const { component, key: caller, model } = about;
  if (!component || !model.components.has(caller)) return [];
  const room = about.of(component, 'capacity.connections');
  const most = about.stated(`components.${caller}.autoscale.max`) ?? about.fact(`components.${caller}.instances.inSpikes`);
  if (room === undefined || most === undefined || !(most > 0)) return [];
  const size = Math.floor(room / most);
  return size < 1 ? [] : [{ label: `${caller}: pools of ${size} connections`, edits: [set(`components.${caller}.pool.size`, size)] }];
};

/** Reports as often as the data may be old, or a little more often where copies and caches add to that. */
export const reportedSooner: Recipe = (about): readonly Proposal[] => {
  const { data, key: flow, model } = about;
  const promise = model.checks.find(({ kind, fact }) => kind === 'requirement' && fact === `data.${data}.staleness.p99`);
  const age = promise && about.stated(promise.leaf.path);
  const every = about.stated(`flows.${flow}.every`);
  const [kept, keep] = [about.stated(`data.${data}.keep`), `data.${data}.keep`];
  if (age === undefined || every === undefined || !(age < every)) return [];
  return [1, 0.8].map((share) => {
    const time = about.time(share * age);
    return {
      label: `${flow} reports every ${time}`,
      // What each report replaces is kept no longer than until the next.
      edits: [set(`flows.${flow}.every`, time), ...(kept !== undefined && kept <= every ? [set(keep, time)] : [])],
    };
  });
};

/** As many as the region with the least room needs, all regions alike. */
const ofRegions =
  (fact: 'headroom' | 'headroom.zone'): Recipe =>
  (about: About) => {
    const { component, key: region } = about;
    if (component?.traits.run !== 'instances') return [];
    const fleet = about.of(component, 'fleet');
    const room = about.fact(`components.${component.name}.regions.${region}.${fact}`);
    if (fleet === undefined || room === undefined || !(room > 0 && room < 1)) return [];
    // Instances go up evenly over all places, so that each has a whole number of them.
    const step = Math.max(1, component.places.zones);
    const least = step * Math.ceil(fleet / room / step);
    return [least, least + step].map((instances) => ({
      label: `${component.name}: ${instances} instances`,
      edits: [set(`components.${component.name}.instances`, instances)],
      grows: [component.name],
    }));
  };

export const roomInRegion: Recipe = ofRegions('headroom');
export const roomInRegionAfterLoss: Recipe = ofRegions('headroom.zone');

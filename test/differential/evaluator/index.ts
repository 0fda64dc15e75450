import { namesAt, type Tree } from '../data.js';
import { At } from './at.js';
import { costOf, totalOf } from './cost.js';
import { Design } from './design.js';
import type { Case } from './flows.js';
import type { Amount } from './load.js';
import { product, UNKNOWN } from './number.js';
import { saturates } from './saturation.js';
import { allowed, isLoad, RESOURCES } from './targets.js';

/** Facts by id: NaN is unknown, Infinity has no bound; a word is a class. */
export type Expected = ReadonlyMap<string, number | string>;

/**
 * Section 5 of the design as plain arithmetic over plain data. It shares no code with the program.
 * @param filed the spec before changes
 * @param years from today that are looked at; null: flows of today, stocks at the horizon
 */
export function evaluated(spec: Tree, filed: Tree, years: number | null): Expected {
  const before = new Design(filed);
  const design = spec === filed ? before : new Design(spec);
  const laterAt = (t: number): At => new At(design, before, t);
  const now = new At(design, before, years);
  const facts = new Map<string, number | string>();
  flowFacts(now, facts);
  for (const component of design.components) {
    loadFacts(now, component, facts);
    sizingFacts(now, component, facts);
    useFacts(now, component, facts);
    saturationFacts(now, laterAt, component, facts);
    facts.set(`components.${component}.cost`, costOf(now, component));
  }
  dataFacts(now, facts);
  totalFacts(now, facts);
  return facts;
}

type Facts = Map<string, number | string>;

function flowFacts({ design, flows }: At, facts: Facts): void {
  for (const flow of design.flows) {
    const at = `flows.${flow}`;
    facts.set(`${at}.rate.active`, flows.active(flow));
    facts.set(`${at}.peak`, flows.peakRatio(flow));
    facts.set(`${at}.growth`, design.growth('flows', flow) - 1);
    facts.set(`${at}.request`, flows.request(flow));
    facts.set(`${at}.response`, flows.response(flow));
    // Its own peak, whenever that is.
    const own = (spike: string | null): [string, Case] =>
      spike === null ? ['peak', design.isOffPeak(flow) ? 'offPeak' : 'peak'] : [`spike.${spike}`, `spike.${spike}`];
    for (const [name, when] of [['mean', 'mean'] as const, own(null), ...design.spikes(flow).map(own)]) {
      const rate = flows.rate(flow, when);
      facts.set(`${at}.rate.${name}`, rate);
      facts.set(`${at}.ingress.${name}`, product(rate, flows.request(flow)));
      facts.set(`${at}.egress.${name}`, product(rate, flows.response(flow)));
      facts.set(`${at}.concurrency.${name}`, flows.concurrency(flow, when));
    }
  }
}

/** Spikes of the flows that reach a component. */
const spikesAt = ({ design }: At, component: string): readonly string[] => [
  ...new Set(design.stepsAt(component).flatMap(({ flow }) => design.spikes(flow))),
];

const AMOUNTS: readonly Amount[] = ['rate', 'read', 'write', 'ingress', 'egress', 'replication', 'concurrency', 'busy'];

function loadFacts(now: At, component: string, facts: Facts): void {
  const { load, calls, design, sizing, use } = now;
  const at = `components.${component}`;
  facts.set(`${at}.time`, calls.time(component));
  facts.set(`${at}.copies`, design.copies(component));
  for (const when of ['mean', 'peak', ...spikesAt(now, component).map((spike) => `spike.${spike}`)] as Case[]) {
    for (const amount of AMOUNTS) facts.set(`${at}.${amount}.${when}`, load.at(component, amount, when));
    facts.set(`${at}.perInstance.${when}`, load.at(component, 'rate', when) / use.evenly(component));
    for (const resource of RESOURCES.filter(isLoad))
      facts.set(`${at}.demand.${resource}.${when}`, sizing.demandAt(component, resource, when));
  }
  for (const consumer of namesAt(design.tree, 'components', component, 'consumers')) {
    facts.set(`${at}.consumers.${consumer}.share.mean`, calls.share(component, consumer, 'mean'));
    facts.set(`${at}.consumers.${consumer}.backlog`, calls.backlog(component, consumer));
  }
}

function sizingFacts({ sizing, use }: At, component: string, facts: Facts): void {
  const at = `components.${component}`;
  for (const resource of RESOURCES) {
    facts.set(`${at}.demand.${resource}`, sizing.demand(component, resource));
    facts.set(`${at}.instances.${resource}`, sizing.instancesFor(component, resource));
    facts.set(`${at}.capacity.${resource}`, use.capacity(component, resource));
    facts.set(`${at}.utilization.${resource}`, use.utilization(component, resource));
  }
  facts.set(`${at}.instances.forLoad`, sizing.forLoad(component));
  facts.set(`${at}.instances`, sizing.instances(component));
  facts.set(`${at}.fleet`, sizing.fleet(component));
  facts.set(`${at}.serving`, sizing.fleet(component));
  facts.set(`${at}.binding`, sizing.binding(component) ?? UNKNOWN);
  facts.set(`${at}.hottest`, sizing.hottest(component));
}

function useFacts(now: At, component: string, facts: Facts): void {
  const { design, sizing, use } = now;
  const at = `components.${component}`;
  const { each: whole } = use.shards(component);
  const { regions } = design.places(component);
  facts.set(`${at}.utilization.mean`, use.utilizationAt(component, 'mean'));
  facts.set(`${at}.utilization.peak`, use.utilizationAt(component, 'peak'));
  facts.set(`${at}.headroom`, use.headroom(component, whole));
  facts.set(`${at}.headroom.instance`, use.headroom(component, Math.max(0, whole - 1)));
  facts.set(`${at}.headroom.zone`, use.withoutPlace(component, sizing.zones(component)));
  facts.set(`${at}.headroom.region`, use.hasRegions() ? use.withoutPlace(component, Math.max(1, regions)) : UNKNOWN);
  facts.set(`${at}.headroom.deploy`, use.headroom(component, use.whileDeploying(component)));
  for (const spike of spikesAt(now, component))
    facts.set(`${at}.headroom.spike.${spike}`, use.headroom(component, whole, `spike.${spike}`));
}

function saturationFacts(now: At, laterAt: (years: number) => At, component: string, facts: Facts): void {
  const at = `components.${component}.saturates`;
  // A pool is as large as the fleet of its caller, which would grow meanwhile: a time until it is full means nothing.
  const isPooled = now.design.stepsAt(component).some(({ caller }) => caller && now.sizing.pool(caller.component) !== undefined);
  const limited = RESOURCES.filter(
    (resource) => now.sizing.each(component, resource) !== undefined && now.use.isAsked(component, resource),
  );
  const times = RESOURCES.map((resource): [string, number] => [
    resource,
    limited.includes(resource) ? saturates(now, laterAt, component, resource) : UNKNOWN,
  ]);
  for (const [resource, months] of times) if (resource !== 'connections' || !isPooled) facts.set(`${at}.${resource}`, months);
  // The least of what is known alone would be too long.
  const all = times.flatMap(([resource, months]) => (limited.some((one) => one === resource) ? [months] : []));
  if (!isPooled || !limited.includes('connections')) facts.set(at, all.length === 0 ? UNKNOWN : Math.min(...all));
}

function dataFacts(now: At, facts: Facts): void {
  const { design, storage } = now;
  for (const data of design.data) {
    const at = `data.${data}`;
    const stores = design.stores(data);
    const target = (store: string): number => allowed(design, store, 'disk', 'target');
    const item = storage.item(data);
    const read = storage.read(data);
    const bytes = storage.ofOneCopy(data);
    facts.set(`${at}.item`, item);
    facts.set(`${at}.item.stored`, storage.written(data, item));
    facts.set(`${at}.items`, storage.items(data));
    facts.set(`${at}.added`, storage.added(data));
    facts.set(`${at}.read`, read);
    facts.set(`${at}.served`, read === 0 ? 0 : read * item);
    facts.set(`${at}.growth`, storage.growth(data));
    facts.set(`${at}.growthPerYear`, design.growth('data', data) - 1);
    facts.set(`${at}.size.logical`, storage.logical(data));
    facts.set(`${at}.size.stored`, storage.stored(data));
    // Without a store, of the root or the tier.
    const room = stores.length === 0 ? 1 / target('') : stores.reduce((all, store) => all + design.copies(store) / target(store), 0);
    facts.set(`${at}.size.provisioned`, bytes * room);
  }
  for (const component of design.components) {
    const growth = design.dataIn(component).map((data) => storage.growth(data));
    facts.set(
      `components.${component}.growth`,
      growth.reduce((all, one) => all + one, 0),
    );
    facts.set(`components.${component}.retained`, storage.retained(component, now.load) ?? UNKNOWN);
    if (design.isCache(component)) {
      facts.set(`cache.${component}.memory`, storage.memory(component, now.load));
      facts.set(`cache.${component}.hit`, design.of('components', component, 'hitRatio')?.value ?? storage.hit(component, now.load));
    }
  }
}

function totalFacts(now: At, facts: Facts): void {
  const { design, flows, storage, load, sizing } = now;
  const counted = design.flows.filter((flow) => design.at('flows', flow, 'partOf') === undefined);
  const amounts = {
    rate: (flow: string, when: Case) => flows.rate(flow, when),
    ingress: (flow: string, when: Case) => product(flows.rate(flow, when), flows.request(flow)),
    egress: (flow: string, when: Case) => product(flows.rate(flow, when), flows.response(flow)),
  };
  const isApart = counted.some((flow) => design.isOffPeak(flow));
  const spikes = [...new Set(counted.flatMap((flow) => design.spikes(flow)))].map((spike): Case => `spike.${spike}`);
  for (const [name, amount] of Object.entries(amounts)) {
    const over = (when: Case): number => totalOf(counted.map((flow) => amount(flow, when)));
    for (const when of ['mean', 'peak', ...spikes] as Case[])
      facts.set(`totals.${name}.${when}`, when === 'peak' && isApart ? Math.max(over('peak'), over('offPeak')) : over(when));
  }
  const logs = design.components.map((component) => storage.retained(component, load)).filter((bytes) => bytes !== undefined);
  facts.set('totals.storage', totalOf([...design.data.map((data) => storage.stored(data)), ...logs]));
  // What the actors use is no part of the bill.
  const billed = design.components.filter((component) => design.at('components', component, 'kind') !== 'client');
  const cost = totalOf(billed.map((component) => costOf(now, component)));
  facts.set('totals.instances', totalOf(billed.map((component) => sizing.fleet(component))));
  facts.set('totals.cost', cost);
  facts.set('totals.cost.perThousand', cost / ((totalOf(counted.map((flow) => flows.mean(flow))) * design.month) / 1000));
}

import { filled } from '../core/index.js';
import { type Evaluation, samplingOf } from '../evaluate/evaluation.js';
import { addressOf, type FactId, type FactNode, factId, type Graph, leafId, namesStated, reasonsOf, Sampler } from '../facts/index.js';
import { evaluateExpr, PLAIN, type Quantity, refsOf } from '../quantity/index.js';
import type { LiteralField } from '../schema/index.js';
import { type Component, type Leaf, type Model, regionOf, statedAt } from '../spec/index.js';
import type { StressResult, TrialKind, TrialResult } from './stress-result.js';
import { slowedBy, UNCHANGED, waitingAfter } from './stress-waiting.js';

type Leaves = ReadonlyMap<string, Leaf>;

/**
 * Tries one instance, zone, region and cache lost, each spike, twice the traffic and a rolling deployment, each under the load that a component is
 * sized for. Fleets stay as they are today; only traffic that doubles for good lets autoscaling follow.
 */
export const stressOf = (evaluation: Evaluation): StressResult => new Stress(evaluation).run();

/** A resource that is full to the last digit holds. */
const FULL = 1 - 1e-9;
const SURE = 0.95;
const KINDS: readonly TrialKind[] = ['peak', 'spike', 'instance', 'zone', 'region', 'cache', 'traffic', 'deploy'];

class Stress {
  readonly #model: Model;
  /** Computed fleets at their present size: a stated autoscaling applies to these only. */
  readonly #frozen: Leaves;
  /**
   * The design with its fleets written down, so that they do not grow with what is tried. No edit of the spec, which would be read and checked anew: each has
   * the number that it has anyway.
   */
  readonly #graph: Graph;
  readonly #sampler: Sampler;
  readonly #known: readonly Component[];
  readonly #blind: readonly Component[];

  constructor({ model, graph, options }: Evaluation) {
    this.#frozen = fleetsOf(model, graph);
    this.#model = withLeaves(model, this.#frozen, 'components.*.instances');
    this.#graph = graph.of(this.#model);
    this.#sampler = new Sampler(this.#graph, samplingOf(options));
    const judged = [...model.components.values()].filter(({ traits }) => !traits.isOfActors);
    this.#known = judged.filter(({ name }) => this.#graph.get(this.#room(name)).state !== 'unknown');
    this.#blind = judged.filter((component) => !this.#known.includes(component));
  }

  run(): StressResult {
    const trials = [
      this.#peak(),
      ...this.#spikes(),
      ...this.#instances(),
      ...this.#zones(),
      ...this.#regions(),
      ...this.#caches(),
      this.#traffic(),
      this.#deploy(),
    ];
    return {
      trials: trials.filter((trial) => trial !== undefined).sort(byDamage),
      unknown: this.#blind.map(({ name }) => ({ component: name, missing: reasonsOf(this.#graph.get(this.#room(name))) })),
    };
  }

  /** Not held against the rest of the spec: twice the rate may be more than a peak that is stated as a rate. */
  #with(changed: Leaves): Graph {
    return changed.size === 0 ? this.#graph : this.#graph.under(changed);
  }

  #peak(): TrialResult | undefined {
    return this.#worst(
      'peak',
      [],
      this.#known.map((component) => this.#leastOf(this.#graph, component)),
    );
  }

  #spikes(): readonly (TrialResult | undefined)[] {
    const spikes = [...new Set([...this.#model.flows.values()].flatMap((flow) => flow.spikes))];
    return spikes.map((spike) => {
      const rated = this.#known.map(({ name }) => this.#rated(name, this.#graph.get(`components.${name}.headroom.spike.${spike}`)));
      const more = this.#blind.some(({ name }) =>
        isMore(this.#graph.get(`components.${name}.rate.spike.${spike}`), this.#graph.get(this.#load(name))),
      );
      const trial = this.#worst('spike', [spike], this.#hit(rated), more, rated);
      const broken = this.#in(({ name }) => rated.some((one) => one.name === name && one.room < FULL));
      return trial && { ...trial, ...waitingAfter(this.#model, this.#graph, spike, broken) };
    });
  }

  #instances(): readonly (TrialResult | undefined)[] {
    return this.#known.map(({ name }) =>
      this.#worst('instance', [name], this.#hit([this.#rated(name, this.#graph.get(`${this.#room(name)}.instance`))])),
    );
  }

  /** Zones whose loss hits the same components are one trial: any of them may be lost. */
  #zones(): readonly (TrialResult | undefined)[] {
    const zones = [...new Set(this.#known.flatMap(({ places }) => places.names))].sort();
    const assumed = zones.length === 0;
    if (zones.length === 1) return [];
    const groups = new Map<string, string[]>();
    for (const zone of zones) {
      const hit = this.#in(({ places }) => places.names.length === 0 || places.names.includes(zone));
      // Where callers are served in their own region, it matters which of them a zone is lost of.
      const region = hit.some((component) => this.#regionRoom(component, regionOf(zone))) ? [`@${regionOf(zone)}`] : [];
      const key = [...hit.map(({ name }) => name), ...region].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), zone]);
    }
    const sets = assumed
      ? [{ of: [], names: this.#known.map(({ name }) => name) }]
      : [...groups].map(([key, of]) => ({ of, names: key.split(' ').filter((name) => !name.startsWith('@')) }));
    return sets.map(({ of, names }) => {
      const region = regionOf(of[0] ?? '');
      const hit = this.#hit(
        this.#in(({ name }) => names.includes(name)).map((component) => this.#leastOf(this.#graph, component, '.zone', [region])),
      );
      return this.#slowed(this.#worst('zone', of, hit), of[0]);
    });
  }

  #regions(): readonly (TrialResult | undefined)[] {
    const regions = [...new Set(this.#known.flatMap(({ places }) => places.names.map(regionOf)))].sort();
    if (regions.length < 2) return [];
    return regions.map((region) => {
      const inside = this.#in(({ places }) => places.names.length === 0 || places.names.some((zone) => regionOf(zone) === region));
      const hit = this.#hit(inside.map(({ name }) => this.#rated(name, this.#graph.get(`${this.#room(name)}.region`))));
      return this.#slowed(this.#worst('region', [region], hit), region);
    });
  }

  /** A trial, with what the loss of a place or of a component does to latency. */
  #slowed(trial: TrialResult | undefined, down: string | undefined): TrialResult | undefined {
    if (!trial || down === undefined) return trial;
    const graph = this.#graph.under(new Map(), { down: new Set([down]) });
    return { ...trial, latency: slowedBy(this.#model, this.#graph, graph) };
  }

  /** A cache that restarts empty: its hits go on to the component behind it. */
  #caches(): readonly (TrialResult | undefined)[] {
    const caches = [...this.#model.components.values()].filter(
      ({ name, calls: steps }) => steps.some((call) => call.callees.some(({ via }) => via === 'miss')) && name !== '',
    );
    return caches.map((cache) => {
      const graph = this.#graph.under(new Map(), { down: new Set([cache.name]) });
      const behind = this.#ratedIn(graph).filter(({ name }) => name !== cache.name);
      const trial = this.#worst('cache', [cache.name], this.#hit(behind), this.#blindIn(graph));
      return trial && { ...trial, latency: slowedBy(this.#model, this.#graph, this.#cold(cache)) };
    });
  }

  /** A cache that is up and has nothing. */
  #cold({ name, calls, at }: Component): Graph {
    const paths = [`components.${name}.hitRatio`, ...calls.map(({ path }) => `${path}.hit`).filter((path) => this.#model.leaves.has(path))];
    const empty = paths.map((path) => [path, plainLeaf(path, 0, { at })] as const);
    // What is changed beside stays so, but for what it answers.
    return this.#graph.of(withLeaves(this.#model, new Map(empty), 'components.*.hitRatio')).under(new Map(empty));
  }

  #traffic(): TrialResult | undefined {
    const twice = doubled(this.#model, this.#graph);
    if (twice.size === 0) return undefined;
    const first = this.#with(twice);
    const grown = new Map([...twice, ...this.#scaled(first)]);
    const graph = grown.size === twice.size ? first : this.#with(grown);
    const rated = this.#known.map((component) => this.#leastOf(graph, component));
    return this.#worst('traffic', [], this.#hit(rated), this.#blindIn(graph), rated);
  }

  /** Fleets that autoscaling brings up, as far as it may. */
  #scaled(graph: Graph): Leaves {
    const leaves = new Map<string, Leaf>();
    for (const component of this.#known) {
      const at = `components.${component.name}` as const;
      const path = `${at}.instances`;
      const most = graph.get(`stated.components.${component.name}.autoscale.max`);
      const needed = graph.get(`${at}.instances`);
      const has = graph.get(`${at}.fleet`).value;
      if (most.state !== 'known' || needed.state !== 'known' || !(needed.value > has) || !this.#frozen.has(path)) continue;
      leaves.set(path, plainLeaf(path, Math.max(has, Math.min(most.value, needed.value)), component));
    }
    return leaves;
  }

  #deploy(): TrialResult | undefined {
    return this.#worst(
      'deploy',
      [],
      this.#hit(this.#known.map(({ name }) => this.#rated(name, this.#graph.get(`${this.#room(name)}.deploy`)))),
    );
  }

  /** The headroom that a component is judged by: of the load that it is sized for. */
  #room(name: string): Room {
    const headroom = `components.${name}.headroom` as const;
    return this.#model.components.get(name)?.sizeFor === 'peak' ? headroom : `${headroom}.sized`;
  }

  #in(is: (component: Component) => boolean): readonly Component[] {
    return this.#known.filter(is);
  }

  #rated(name: string, node: FactNode): Rated {
    return { name, node, room: node.state === 'known' ? node.value : Number.POSITIVE_INFINITY };
  }

  /** What a region that its callers are in has room for, where that is known and the peak is what counts. */
  #regionRoom({ name, places, sizeFor }: Component, region: string, loss: '' | '.zone' = '', graph = this.#graph): FactNode | undefined {
    if (places.regions < 2 || sizeFor !== 'peak' || !places.within.some(([place = '']) => regionOf(place) === region)) return undefined;
    const node = graph.get(`components.${name}.regions.${region}.headroom${loss}`);
    return node.state === 'known' ? node : undefined;
  }

  /** The whole, or the fullest of these regions. */
  #leastOf(graph: Graph, component: Component, loss: '' | '.zone' = '', regions: Iterable<string> = this.#model.regions.keys()): Rated {
    const whole = this.#rated(component.name, graph.get(`${this.#room(component.name)}${loss}`));
    const parts = [...regions].flatMap((region) => this.#regionRoom(component, region, loss, graph) ?? []);
    return parts.map((node) => this.#rated(component.name, node)).reduce((least, part) => (part.room < least.room ? part : least), whole);
  }

  #ratedIn(graph: Graph): readonly Rated[] {
    return this.#known.map(({ name }) => this.#rated(name, graph.get(this.#room(name))));
  }

  /** Those that a trial leaves less room than they have anyway. */
  #hit(rated: readonly Rated[]): readonly Rated[] {
    return rated.filter(({ name, room }) => {
      const before = this.#graph.get(this.#room(name));
      return before.state === 'known' ? room < before.value * FULL : Number.isFinite(room);
    });
  }

  /** Whether the load of a component without a known capacity rises. */
  #blindIn(graph: Graph): boolean {
    return this.#blind.some(({ name }) => isMore(graph.get(this.#load(name)), this.#graph.get(this.#load(name))));
  }

  /** The rate that it is sized for. */
  #load(name: string): FactId {
    return factId('components.*.rate.k', name, this.#model.components.get(name)?.sizeFor ?? 'peak');
  }

  /** @param otherwise the component closest to its limit, for a trial that breaks nothing; without it nothing is reported */
  #worst(
    kind: TrialKind,
    of: readonly string[],
    hit: readonly Rated[],
    blind = false,
    otherwise: readonly Rated[] = [],
  ): TrialResult | undefined {
    const nothing = { component: null, resource: null, headroom: null, factor: null, chance: null, also: [] } as const;
    if (hit.length === 0 && blind) return { kind, of, status: 'unknown', ...nothing, ...UNCHANGED };
    const [first, ...rest] = [...(hit.length > 0 ? hit : otherwise)].sort((a, b) => a.room - b.room);
    if (!first) return undefined;
    const { name, node, room } = first;
    const chance = node.uncertain && node.state === 'known' ? this.#sampler.chance(node, (value) => value >= FULL, true) : null;
    const status = room < FULL ? 'breaks' : chance !== null && chance < SURE ? 'at-risk' : 'holds';
    return {
      kind,
      of,
      status,
      component: name,
      resource: limitOf(node),
      headroom: Number.isFinite(room) ? room : null,
      factor: Number.isFinite(room) && room !== 0 ? 1 / room : null,
      chance,
      also: rest.filter((other) => other.room < FULL).map((other) => other.name),
      ...UNCHANGED,
    };
  }
}

/** A model that states more, as no spec need be able to. */
const withLeaves = (model: Model, stated: Leaves, field: LiteralField): Model => ({
  ...model,
  leaves: new Map([...model.leaves, ...stated]),
  fields: new Set([...model.fields, field]),
});

type Room = `components.${string}.headroom` | `components.${string}.headroom.sized`;

interface Rated {
  readonly name: string;
  readonly node: FactNode;
  /** Infinite where there is no load. */
  readonly room: number;
}

const isMore = (now: FactNode, before: FactNode): boolean =>
  now.state === 'known' && now.value > (before.state === 'known' ? before.value : 0) * (1 + 1e-9);

const FROZEN = 'as it stands';
const plain = (value: number, text: string): Quantity => ({ value, dimension: PLAIN, share: false, text });

function plainLeaf(path: string, value: number, { at }: Pick<Component, 'at'>, text = String(value)): Leaf {
  return {
    path,
    field: 'count',
    text,
    at,
    node: { type: 'scalar', at, value, raw: text, quoted: false },
    value: { kind: 'quantity', quantity: plain(value, text) },
  };
}

/** Fleets that are computed, as if they were stated. */
function fleetsOf(model: Model, graph: Graph): Leaves {
  const fleets = new Map<string, Leaf>();
  for (const component of model.components.values()) {
    const at = `components.${component.name}` as const;
    const fleet = graph.get(`${at}.fleet`);
    if (fleet.state !== 'known' || statedAt(model, 'components.*.instances', component.name)) continue;
    fleets.set(`${at}.instances`, plainLeaf(`${at}.instances`, fleet.value, component, FROZEN));
  }
  return fleets;
}

const BROUGHT = ['flows.*.rate', 'flows.*.concurrent'] as const;

/** Twice of all that flows bring: rates, and actors at once. Peaks and spikes follow, and so does what is derived from another of these. */
function doubled(model: Model, graph: Graph): Leaves {
  const twice = new Map<string, Leaf>();
  for (const flow of model.flows.keys()) {
    for (const field of BROUGHT) {
      const path = filled(field, [flow]);
      const leaf = model.leaves.get(path);
      if (leaf && !isDerived(graph.get(leafId(path))))
        twice.set(path, { ...leaf, text: 'x2', value: { kind: 'multiply', factor: plain(2, 'x2') } });
    }
  }
  return twice;
}

/** Whether a literal is an expression that rests, at once or through others, on what another flow brings. */
function isDerived(stated: FactNode): boolean {
  const seen = new Set<FactNode>(stated.inputs);
  // Iterating a set includes the members added meanwhile.
  for (const node of seen) {
    if (BROUGHT.some((field) => namesStated(field, node.id))) return true;
    for (const input of node.inputs) seen.add(input);
  }
  return false;
}

/** The resource that runs out first: that of the least term of the headroom. */
function limitOf(node: FactNode): string | null {
  const { formula } = node;
  if (!formula) return null;
  const values = new Map<string, number>(node.inputs.map((input) => [input.id, input.value]));
  const terms = formula.op === 'min' ? formula.args : [formula];
  const [first] = terms
    .map((term) => ({ term, room: evaluateExpr(term, (id) => values.get(id) ?? Number.NaN) }))
    .sort((a, b) => a.room - b.room);
  for (const id of first ? refsOf(first.term) : []) {
    const resource = addressOf(id)?.kind.demandFor;
    if (resource !== undefined) return resource;
  }
  return null;
}

const ORDER = ['breaks', 'at-risk', 'unknown', 'holds'] as const;

function byDamage(a: TrialResult, b: TrialResult): number {
  const room = ({ headroom: value }: TrialResult): number => value ?? Number.MAX_VALUE;
  return (
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
    room(a) - room(b) ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    (a.of.join() < b.of.join() ? -1 : 1)
  );
}

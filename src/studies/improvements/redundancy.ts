import { set, zoneOf } from '../../spec/index.js';
import { type KnownComponent, type Proposal, settings } from './proposal.js';

/** Instances that come and go together: one, or one of each shard. */
export const fleetStep = (subject: KnownComponent): number => Math.max(1, Math.round(subject.stated('shards') ?? 1));

/** More of a component, or the same spread wider. */
export function redundancyProposals(subject: KnownComponent): readonly Proposal[] {
  return subject.isGroup ? [...instances(subject), ...copies(subject), ...widened([subject])] : [];
}

function instances(subject: KnownComponent): readonly Proposal[] {
  const fleet = subject.fact('fleet');
  if (fleet === undefined) return [];
  const step = fleetStep(subject);
  const one: Proposal = {
    label: `one more instance of ${subject.name}${step > 1 ? ' in each shard' : ''} (${fleet + step})`,
    edits: settings({ [subject.path('instances')]: fleet + step }),
    grows: [subject.name],
    saves: subject.things,
  };
  const isEnough = enoughFor(subject, placesOf(subject).length) === fleet + step;
  return isEnough ? [one] : [one, ...sturdier([subject])];
}

/** What helps those that the loss of a place leaves short: together, since the flow needs all of them. */
export function placeProposals(subjects: readonly KnownComponent[], place: string): readonly Proposal[] {
  const hit = subjects.filter((subject) => placesOf(subject).includes(place) && !canLose(subject, place));
  const [only] = hit;
  return hit.length === 1 && only ? redundancyProposals(only) : [...widened(hit), ...sturdier(hit)];
}

const placesOf = ({ component }: KnownComponent): readonly string[] => component.places.within.flat();

/** Whether a component tolerates the loss of a place; assumed where that is unknown, since nothing could be proposed. */
function canLose(subject: KnownComponent, place: string): boolean {
  const { zones, regions } = subject.component.places;
  const places = placesOf(subject);
  // It is in one of several possible places: the first is assumed.
  if (places.length < 2 || (zones === 1 && regions === 1)) return places[0] !== place;
  const enough = enoughFor(subject, places.length);
  return enough === undefined || enough === subject.fact('fleet');
}

/** As many instances of each as do without any one of the places that they are in. */
function sturdier(subjects: readonly KnownComponent[]): readonly Proposal[] {
  const short = subjects.flatMap((subject) => {
    const [fleet, enough] = [subject.fact('fleet'), enoughFor(subject, placesOf(subject).length)];
    return fleet !== undefined && enough !== undefined && enough > fleet ? [{ subject, enough }] : [];
  });
  const [first] = short;
  if (!first || short.length < subjects.length) return [];
  const place = zoneOf(placesOf(first.subject)[0] ?? '') === undefined ? 'region' : 'zone';
  const [names, counts] = [short.map(({ subject }) => subject.name), short.map(({ enough }) => enough)];
  return [
    {
      label: `enough instances of ${names.join(', ')} to lose a ${place} (${counts.join(', ')})`,
      edits: settings(Object.fromEntries(short.map(({ subject, enough }) => [subject.path('instances'), enough]))),
      grows: names,
    },
  ];
}

/** Instances of which enough are left when the fullest of so many places is lost, at least those there are; undefined where that is not known. */
function enoughFor(subject: KnownComponent, places: number): number | undefined {
  const [fleet, needed] = [subject.fact('fleet'), subject.fact('needed')];
  if (fleet === undefined || needed === undefined || places < 2 || fleetStep(subject) > 1) return undefined;
  let enough = Math.max(fleet, Math.ceil((needed * places) / (places - 1)));
  // Beyond, one more is none.
  if (enough > Number.MAX_SAFE_INTEGER) return undefined;
  while (enough - Math.ceil(enough / places) < needed) enough++;
  return enough;
}

/** Another copy of the data, on another instance where there are only as many as copies; of a quorum, as many as make it no larger a share. */
function copies(subject: KnownComponent): readonly Proposal[] {
  const [now, fleet] = [copiesOf(subject), subject.fact('fleet')];
  if (now === undefined || fleet === undefined) return [];
  const { replication } = subject.component;
  const isQuorum = replication?.read === 'quorum' || replication?.write === 'quorum';
  const more = isQuorum && now % 2 === 1 ? 2 : 1;
  const step = fleetStep(subject);
  const isFull = subject.states('instances') && fleet / step < now + more;
  return [
    {
      label: `${more === 1 ? 'one more copy' : 'two more copies'} of the data in ${subject.name} (${now + more})`,
      edits: settings({
        [subject.path('replication.factor')]: now + more,
        ...(isFull && { [subject.path('instances')]: (now + more) * step }),
      }),
      grows: [subject.name],
      saves: subject.things,
    },
  ];
}

/** Copies as stated, else the one that there is of data; undefined where it is cut into fragments. */
function copiesOf(subject: KnownComponent): number | undefined {
  if (subject.states('replication.data')) return undefined;
  const alone = subject.component.data.length > 0 ? 1 : undefined;
  return subject.stated('replication.factor') ?? alone;
}

/** Components in every zone of the regions that they are in: as many as they are, and as many as do without any one of them. */
export function widened(subjects: readonly KnownComponent[]): readonly Proposal[] {
  const narrow = subjects.flatMap((subject) => {
    const zones = zonesOf(subject);
    const enough = enoughFor(subject, zones.length);
    const isShort = enough !== undefined && enough > (subject.fact('fleet') ?? enough);
    return zones.length > Math.max(1, subject.component.places.zones) ? [{ subject, zones, enough: isShort ? enough : undefined }] : [];
  });
  const [first] = narrow;
  if (!first || narrow.length < subjects.length || narrow.some(({ zones }) => zones.join() !== first.zones.join())) return [];
  const moved = narrow.map(({ subject, zones }) => ({ subject, zones, enough: undefined }));
  return [inZones(moved, first.zones), ...(narrow.some(({ enough }) => enough !== undefined) ? [inZones(narrow, first.zones)] : [])];
}

interface Spread {
  readonly subject: KnownComponent;
  /** Instances, where they become more. */
  readonly enough: number | undefined;
}

function inZones(spread: readonly Spread[], zones: readonly string[]): Proposal {
  const names = spread.map(({ subject, enough }) => `${subject.name}${enough === undefined ? '' : ` (${enough})`}`);
  const edits = spread.flatMap(({ subject, enough }) => [
    ...(subject.component.spread === 'none' ? [set(`components.${subject.name}.spread`, 'zone')] : []),
    set(`components.${subject.name}.in`, [...zones]),
    ...(enough === undefined ? [] : [set(subject.path('instances'), enough)]),
  ]);
  return {
    label: `${names.join(', ')} in ${zones.join(', ')}`,
    edits,
    grows: spread.map(({ subject }) => subject.name),
  };
}

function zonesOf({ graph, component }: KnownComponent): readonly string[] {
  const regions = [...new Set(component.places.within.flat().map((place) => place.replace(/\..*$/, '')))];
  return regions.flatMap((region) => (graph.model.regions.get(region) ?? []).map((zone) => `${region}.${zone}`));
}

import type { Proposal, Subject } from './proposal.js';

/** Words for the number of instances; the first is taken where none is stated. */
const FLEET = ['instances', 'replicas', 'nodes'] as const;

/** The field that states the number of instances, or would. */
export const fleetField = (subject: Subject): string => FLEET.find((field) => subject.states(field)) ?? FLEET[0];

/** Instances that come and go together: one, or one of each shard. */
export const fleetStep = (subject: Subject): number => Math.max(1, Math.round(subject.stated('shards') ?? 1));

/** More of a component, or the same spread wider. */
export function redundancyProposals(subject: Subject): readonly Proposal[] {
  if (!subject.isGroup) return [];
  const wider = widened([subject]);
  return [...instances(subject), ...copies(subject), ...(wider ? [wider] : [])];
}

function instances(subject: Subject): readonly Proposal[] {
  const fleet = subject.fact('fleet');
  if (fleet === undefined) return [];
  const step = fleetStep(subject);
  const more = fleet + step;
  return [
    {
      label: `one more instance of ${subject.name}${step > 1 ? ' in each shard' : ''} (${more})`,
      set: { [subject.path(fleetField(subject))]: String(more) },
      grows: [subject.name],
      spares: subject.things,
    },
  ];
}

/** Another copy of the data, on another instance where there are only as many as copies; of a quorum, as many as make it no larger a share. */
function copies(subject: Subject): readonly Proposal[] {
  const [now, fleet] = [copiesOf(subject), subject.fact('fleet')];
  if (now === undefined || fleet === undefined) return [];
  const isQuorum = ['read', 'write'].some((use) => subject.word(`replication.${use}`) === 'quorum');
  const more = isQuorum && now % 2 === 1 ? 2 : 1;
  const step = fleetStep(subject);
  const isFull = FLEET.some((name) => subject.states(name)) && fleet / step < now + more;
  const field = subject.has('replication') && !subject.states('replication') ? 'replication.factor' : 'replication';
  return [
    {
      label: `${more === 1 ? 'one more copy' : 'two more copies'} of the data in ${subject.name} (${now + more})`,
      set: {
        [subject.path(field)]: String(now + more),
        ...(isFull && { [subject.path(fleetField(subject))]: String((now + more) * step) }),
      },
      grows: [subject.name],
      spares: subject.things,
    },
  ];
}

/** Copies as stated, else the one that there is of data; undefined where it is cut into fragments. */
function copiesOf(subject: Subject): number | undefined {
  if (subject.states('replication.data')) return undefined;
  const alone = subject.component.data.length > 0 ? 1 : undefined;
  return subject.stated('replication.factor') ?? subject.stated('replication') ?? alone;
}

/** Components in every zone of the regions that they are in; undefined where that is so already. */
export function widened(subjects: readonly Subject[]): Proposal | undefined {
  const narrow = subjects.flatMap((subject) => {
    const zones = zonesOf(subject);
    return zones.length > Math.max(1, subject.component.places.zones) ? [{ subject, zones }] : [];
  });
  const [first] = narrow;
  if (!first || narrow.length < subjects.length || narrow.some(({ zones }) => zones.join() !== first.zones.join())) return undefined;
  return {
    label: `${narrow.map(({ subject }) => subject.name).join(', ')} in ${first.zones.join(', ')}`,
    set: Object.assign(
      {},
      ...narrow.map(({ subject, zones }) => ({
        ...(subject.word('spread') === 'none' && { [subject.path('spread')]: 'zone' }),
        [subject.path('in')]: `[${zones.join(', ')}]`,
      })),
    ),
    grows: narrow.map(({ subject }) => subject.name),
    spares: null,
  };
}

function zonesOf({ graph, component }: Subject): readonly string[] {
  const regions = [...new Set(component.places.within.flat().map((place) => place.replace(/\..*$/, '')))];
  return regions.flatMap((region) => (graph.model.regions.get(region) ?? []).map((zone) => `${region}.${zone}`));
}

/** Whether all of a component is lost with a place. */
export function isOnlyIn({ within, zones, regions }: Subject['component']['places'], place: string): boolean {
  const all = within.flat();
  if (zones === 1 && regions === 1) return all[0] === place;
  return all.length > 0 && all.every((own) => own === place);
}

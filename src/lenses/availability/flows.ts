import { reasonTexts } from '../../core/index.js';
import { available } from '../../report/amounts.js';
import type { Note, Piece, Section, Sentence } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { ALL, hit, money, nines, served, share, time, times } from './amounts.js';
import { breaks } from './breaks.js';
import { needsTree } from './needs.js';
import type { FlowAvailability } from './result.js';

/** Flow by flow: how much is served, what must work, what breaks it, and what would help. Of a flow of which that is unknown, how little it is at best. */
export function flowSections(flows: readonly FlowAvailability[], year: number, view: View): readonly Section[] {
  return flows.flatMap((flow) =>
    flow.unavailability === null ? knownSection(flow) : [flowSection(flow, flow.unavailability, year, view)],
  );
}

/** Of a flow of which not all is known, what what is known leaves of it. */
function knownSection({ flow, atLeast }: FlowAvailability): readonly Section[] {
  if (atLeast === null) return [];
  const names = fewOf(atLeast.without);
  const lead: Sentence = ['not known; at most ', served(atLeast.unavailability), ` served, were ${names} never down`];
  return [{ kind: 'section', title: flow, lead, blocks: [{ kind: 'note', text: `state availability, or mtbf and mttr, of ${names}` }] }];
}

const flowSection = (flow: FlowAvailability, unavailability: number, year: number, view: View): Section => ({
  kind: 'section',
  title: flow.flow,
  lead: sentenceOf(flow, unavailability),
  blocks: [...overloaded(flow), ...carried(flow), needs(flow, year), breaks(flow, view), changes(flow)],
});

/** Below this, what is left out of the model outweighs all that is counted. */
const TOO_GOOD = 1e-12;

/** `99.99% served, 4 nines: 52.6 min a year lost`. */
function sentenceOf(flow: FlowAvailability, unavailability: number): Sentence {
  const { spread, downtime, bounds, needsUnknown, accepted } = flow;
  if (unavailability >= 1) return 'not available: less is up than it needs';
  if (unavailability === 0 && !flow.mayFail) return 'nothing that it waits for fails, as far as the spec states';
  if (needsUnknown.length > 0) {
    const best: Sentence = unavailability < TOO_GOOD ? [] : ['; at most ', served(unavailability), ' served, were one enough'];
    return [`not known: state how many of ${fewOf(needsUnknown)} must be up (needed, or what each carries: each.rate)`, ...best];
  }
  if (unavailability < TOO_GOOD)
    return 'more than 12 nines, as nothing is stated that its instances fail with together (shares, deploy, zones)';
  return [
    available(unavailability),
    accepted ? ' accepted' : ' served',
    available(unavailability, { spread, show: 'aside' }),
    ', ',
    nines(unavailability),
    ': ',
    time(downtime),
    ' a year lost',
    ...outages(flow),
    ...(bounds === null ? [] : ['; too large to be exact: between ', served(bounds[1]), ' and ', served(bounds[0])]),
  ];
}

function outages({ outages: count, outagesMissing, outagesAtMost, outage, hit: of }: FlowAvailability): readonly Piece[] {
  if (count === null) return [`; to know how often, state ${fewOf(reasonTexts(outagesMissing))}`];
  if (count === 0) return [];
  const hits: readonly Piece[] =
    of === null || of >= ALL ? [] : [', ', ...(outagesAtMost ? ['at least '] : []), hit(of), ' of all on average'];
  return [outagesAtMost ? '; some fail at most ' : '; some fail ', times(count), ' times a year, for ', time(outage), ...hits];
}

const fewOf = (paths: readonly string[]): string =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`;

/** Only where something is down or overloaded: what is up then carries less than its peak. */
const carried = ({ carried: part }: FlowAvailability): readonly Note[] =>
  part === null || part >= 1 ? [] : [{ kind: 'note', text: ['what is up carries ', share(part), ' of its load at peak'] }];

/** Of what is uncertain: in how many cases it is not known, since less is up than its load takes. */
const overloaded = ({ overloaded: part, load, unavailability }: FlowAvailability): readonly Note[] =>
  part === 0 || unavailability === null
    ? []
    : [{ kind: 'note', text: [`cannot carry ${load} in `, share(part), ' of cases: what is told here is of the others'] }];

/** The success tree, with the yearly downtime of each part alone; and the assumptions in it. */
const needs = ({ tree, assumed, availabilityOf, approximate }: FlowAvailability, year: number): Section => ({
  kind: 'section',
  title: 'what must work, and how long it does not, a year',
  blocks: [...needsTree(tree, year), ...stated(availabilityOf), ...assumptions(assumed), ...inexact(approximate)],
});

/** Whose availability it is that the spec states. */
function stated({ instance, whole }: FlowAvailability['availabilityOf']): readonly Note[] {
  const texts = [
    ...(instance.length === 0 ? [] : [`availability of one instance for ${fewOf(instance)}`]),
    ...(whole.length === 0 ? [] : [`availability of the whole for ${fewOf(whole)} (of one instance, if instances are stated)`]),
  ];
  return texts.length === 0 ? [] : [{ kind: 'note', label: 'stated', text: texts.join('; ') }];
}

/** Of places that are lost unlike often, or have several instances each. */
const inexact = (of: FlowAvailability['approximate']): readonly Note[] =>
  of.flatMap(({ component, error }): readonly Note[] =>
    error < LEAST_ERROR
      ? []
      : [{ kind: 'note', label: 'approximate', text: [`how often ${component} fails over from a lost place, to within `, share(error)] }],
  );

/** What three digits do not show. */
const LEAST_ERROR = 5e-4;

function assumptions({ failures, needed, places }: FlowAvailability['assumed']): readonly Note[] {
  const texts = [
    ...(failures.length === 0 ? [] : [`failures typical of their kind for ${fewOf(failures)} (state mtbf, mttr)`]),
    ...(places.length === 0
      ? []
      : [`${places.length === 1 ? 'place' : 'places'} ${fewOf(places)} never lost (state mtbf, mttr, of the zone or its region)`]),
    ...(needed.length === 0 ? [] : [`one instance is enough of ${fewOf(needed)} (state needed)`]),
  ];
  return texts.length === 0 ? [] : [{ kind: 'note', label: 'assumed', text: texts.join('; ') }];
}

const changes = ({ changes: all }: FlowAvailability): Section => ({
  kind: 'section',
  title: 'what would help, and what it saves a year',
  blocks: [
    {
      kind: 'list',
      items: all.map(({ label, unavailability, saved, cost, unit }) => ({
        lead: time(saved),
        text: [`${label}: `, available(unavailability), ...(cost === null ? [] : [', ', money(cost, unit)])],
      })),
    },
  ],
});

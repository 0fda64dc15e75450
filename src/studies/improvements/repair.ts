import { type Graph, leafId, uncheckedId } from '../../facts/index.js';
import { formatQuantity } from '../../quantity/index.js';
import { type ComponentField, statedAt } from '../../spec/index.js';
import { type KnownComponent, known, type Proposal, settings } from './proposal.js';

/** Less than this is noticed and failed over: IEC 61508-2 calls it high. */
const COVERAGE = 0.99;

const HALF = 'x0.5';

/** The parts of a time to repair, and what has happened when each is over. */
const PARTS = [
  ['mttr.detect', 'noticed'],
  ['mttr.respond', 'worked on'],
  ['mttr.repair', 'repaired'],
] as const;

/** What makes outages of a component shorter, or plans them so that something is always up. */
export function repairProposals(subject: KnownComponent): readonly Proposal[] {
  // How fast others repair what they run is not ours to change.
  return subject.component.traits.run === 'others' ? [] : [...repairs(subject), ...failovers(subject), ...plans(subject)];
}

/** What the time to repair a component is stated by, or (where it is only assumed) would be; nothing where it decides nothing. */
export function repairFields(subject: KnownComponent): readonly ComponentField[] {
  if (subject.states('availability')) return [];
  const parts = PARTS.map(([field]) => field).filter((field) => subject.states(field));
  if (parts.length > 0) return parts;
  return subject.isGroup ? ['mttr.repair'] : [];
}

function repairs(subject: KnownComponent): readonly Proposal[] {
  return repairFields(subject)
    .map((field) => {
      const [, done] = PARTS.find(([part]) => field === part) ?? ['', 'repaired'];
      return halved(subject, field, done, subject.fact('instance.outage'));
    })
    .filter((proposal) => proposal !== undefined);
}

/** Half of a time, as a factor of what is stated or in place of what is assumed. */
function halved(subject: KnownComponent, field: ComponentField, done: string, assumed?: number): Proposal | undefined {
  const now = subject.stated(field) ?? assumed;
  if (now === undefined || !(now > 0)) return undefined;
  const half = subject.time(now / 2);
  return {
    label: `${subject.name}: ${done} in ${half} instead of ${subject.time(now)}`,
    edits: settings({ [subject.path(field)]: subject.states(field) ? HALF : half }),
    saves: subject.things,
  };
}

/** A failover in half the time, and one that works more often. */
function failovers(subject: KnownComponent): readonly Proposal[] {
  const fields = ['failover.detect', 'failover.takes'] as const;
  const stated = fields.filter((field) => subject.states(field));
  const assumed = stated.length === 0 && subject.component.failover?.mode ? fields : [];
  const times = [...stated, ...assumed].map((field) => ({
    field,
    now: subject.stated(field) ?? known(subject.graph, uncheckedId(`defaults.${field}`)) ?? 0,
  }));
  const now = times.reduce((sum, time) => sum + time.now, 0);
  const proposals: Proposal[] = [];
  if (now > 0) {
    proposals.push({
      label: `${subject.name}: switched over in ${subject.time(now / 2)} instead of ${subject.time(now)}`,
      edits: settings(
        Object.fromEntries(times.map((time) => [subject.path(time.field), subject.states(time.field) ? HALF : subject.time(time.now / 2)])),
      ),
      saves: subject.things,
    });
  }
  const coverage = subject.stated('failover.coverage');
  if (coverage !== undefined && coverage < COVERAGE) {
    const [text, before] = [COVERAGE, coverage].map((share) => formatQuantity(share, 'share'));
    proposals.push({
      label: `${subject.name}: ${text} of failures switched over instead of ${before}`,
      edits: settings({ [subject.path('failover.coverage')]: text as string }),
      saves: subject.things,
    });
  }
  return proposals;
}

/** Rolling maintenance and deployments in place of those that stop all instances; earlier rollback of bad releases. */
function plans(subject: KnownComponent): readonly Proposal[] {
  const { name } = subject;
  const proposals: Proposal[] = [];
  if (subject.isGroup && subject.states('maintenance.lasts') && !subject.component.maintenance?.isRolling)
    proposals.push({
      label: `maintenance of ${name} one instance after the other`,
      edits: settings({ [`components.${name}.maintenance.rolling`]: true }),
      saves: subject.things,
    });
  if (subject.isGroup && subject.states('deploy.takes') && subject.component.deploy?.strategy === 'recreate')
    proposals.push({
      label: `new versions of ${name} one instance after the other`,
      edits: settings({ [`components.${name}.deploy.strategy`]: 'rolling' }),
      saves: subject.things,
    });
  // With a canary, a bad version shows on a few instances and spreads no further.
  if (
    subject.isGroup &&
    subject.states('deploy.failures') &&
    subject.states('deploy.rollback') &&
    subject.component.deploy?.strategy !== 'canary'
  )
    proposals.push({
      label: `a canary that catches bad releases of ${name}`,
      edits: settings({ [`components.${name}.deploy.strategy`]: 'canary' }),
      saves: subject.things,
    });
  const undone = subject.states('deploy.rollback') ? halved(subject, 'deploy.rollback', 'rolled back') : undefined;
  return undone ? [...proposals, undone] : proposals;
}

/** A cause that takes several components at once mended in half the time, where the spec states how long it takes. */
export function causeProposal(graph: Graph, cause: string): Proposal | undefined {
  const { model } = graph;
  const stated = statedAt(model, 'topology.causes.*.availability', cause) ? undefined : statedAt(model, 'topology.causes.*.mttr', cause);
  const now = stated && known(graph, leafId(stated.path));
  if (!stated || now === undefined || !(now > 0)) return undefined;
  const [half, whole] = [now / 2, now].map((time) => formatQuantity(time, 's', { digits: 2, calendar: model.calendar }));
  return { label: `${cause}: over in ${half} instead of ${whole}`, edits: settings({ [stated.path]: HALF }), saves: [`causes.${cause}`] };
}

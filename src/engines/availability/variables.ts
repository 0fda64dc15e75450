import { partsOf } from '../../core/index.js';
import { namesIn } from '../../facts/index.js';
import type { Variable } from './fault-model.js';

/** Whether it is a failure, and not what holds for a share of requests. */
export const isFailure = (variable: Variable): boolean => variable.kind === 'insufficient' || variable.event.outages !== undefined;

/** Whether it is the share of failures that outlast a buffer: shorter ones make it smaller. */
export const isOutlasting = (variable: Variable): boolean =>
  variable.kind === 'basic' && namesIn('flows.*.calls.*.outlasting', variable.event.id) !== undefined;

/** What its event is of, as ids of facts begin: `components.db`, `topology.eu.a`, `causes.power`. */
export const thingOf = (variable: Variable): string =>
  variable.kind === 'insufficient' ? `components.${variable.group.component}` : thingOfId(variable.event.id);

/** The same of the fact that has the chance of an event. */
export function thingOfId(id: string): string {
  const zone = namesIn('topology.*.*.unavailability', id);
  if (zone) return `topology.${zone.join('.')}`;
  const { root, name } = partsOf(id);
  return `${root}.${name}`;
}

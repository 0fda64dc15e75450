import type { Variable } from './fault-model.js';

/** Whether it is a failure, and not what holds for a share of requests. */
export const isFailure = (variable: Variable): boolean => variable.kind === 'insufficient' || variable.event.outages !== undefined;

/** Whether it is the share of failures that outlast a buffer: shorter ones make it smaller. */
export const isOutlasting = (variable: Variable): boolean => variable.kind === 'basic' && variable.event.id.endsWith('.outlasting');

/** What its event is of, as ids of facts begin: `components.db`, `topology.eu.a`, `causes.power`. */
export const thingOf = (variable: Variable): string =>
  variable.kind === 'insufficient' ? `components.${variable.group.component}` : thingOfId(variable.event.id);

/** The same of the fact that has the chance of an event. */
export function thingOfId(id: string): string {
  const stem = id.replace(/\.unavailability$/, '');
  return stem.startsWith('components.') ? stem.split('.').slice(0, 2).join('.') : stem;
}

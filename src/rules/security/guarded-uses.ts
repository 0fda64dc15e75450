import { type Call, classWith, type DataSet, isWaitedFor, type Model } from '../../spec/index.js';

/** Classes that everybody may read, and only some may change. */
const GUARDED_WRITES: ReadonlySet<string> = new Set(['balance', 'booking', 'inventory']);

/** The class of a data set that only some may change; undefined where there is none. */
export const classOfGuardedWrites = ({ classes }: DataSet): string | undefined => classes?.find((word) => GUARDED_WRITES.has(word));

/** The class of a data set that only some may see; undefined where there is none. */
export const guardedClass = ({ classes }: DataSet): string | undefined => classWith('isGuarded', classes);

/**
 * For each flow that adds to or reads a data set, its first call to a store of it that the actor waits for; a flow of the night is a job that the
 * operator runs inside.
 */
export function callsTo({ stores, addedBy, readBy }: DataSet, model: Model): readonly Call[] {
  const flows = new Set([...readBy, ...addedBy].map(({ flow }) => flow));
  return [...flows].flatMap((name) => {
    const flow = model.flows.get(name);
    return flow?.offPeak ? [] : (flow?.calls.find((call) => stores.includes(call.component) && isWaitedFor(call)) ?? []);
  });
}

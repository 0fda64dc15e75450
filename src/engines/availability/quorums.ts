import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { add, ceil, div, type Expr, max, num, sub } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { copiesOf } from './group.js';

/** Copies of an item and how many answer; of erasure coding, fragments. */
interface Copies {
  readonly all: Expr;
  readonly read: Expr;
  readonly write: Expr;
}

/** What follows from the copies that a store states; unknown of one that states none. */
const ofCopies =
  (define: (copies: Copies, context: Context, name: string) => Definition) =>
  (context: Context, name: string): Definition => {
    const states = (['factor', 'data'] as const).some((part) => context.stated(`components.*.replication.${part}`, name) !== undefined);
    const { copies: all, read, write } = copiesOf(context, name);
    return states && all && read && write ? define({ all, read, write }, context, name) : unstated(`components.${name}.replication`);
  };

/** Of erasure coding it is the parity, of copies all but one. */
const tolerated = (copies: Copies, context: Context, name: string): Definition =>
  formula(context.stated('components.*.replication.parity', name) ?? sub(copies.all, num(1)));

/** Copies are spread evenly, so that one zone of Z has the Z-th part of them, rounded up. */
function inOneZone({ all }: Copies, context: Context, name: string): Definition {
  const { zones } = componentOf(context, name).places;
  return zones === 0 ? unstated('topology.regions') : formula(ceil(div(all, num(zones))));
}

/**
 * Quorums of a store, and the losses that they leave room for.
 * @source Gifford 1979, SOSP: any two sets of R and W copies of N share R + W - N of them
 */
export const quorumFacts: Definers = {
  'components.*.quorum.read': ofCopies(({ read }) => formula(read)),
  'components.*.quorum.write': ofCopies(({ write }) => formula(write)),
  'components.*.quorum.overlap': ofCopies(({ all, read, write }, context, name) =>
    // Each fragment of an erasure code is a different part of the item: none replaces another.
    context.stated('components.*.replication.data', name)
      ? unstated(`components.${name}.replication.factor`)
      : formula(sub(add(read, write), all)),
  ),
  'components.*.quorum.spare': ofCopies(({ all, read, write }) => formula(sub(all, max(read, write)))),
  'components.*.copies.tolerated': ofCopies(tolerated),
  'components.*.copies.zone': ofCopies(inOneZone),
};

import type { MissingPath } from '../../facts/index.js';
import type { Guarantee } from '../../math/consistency/guarantees.js';
import type { Expr } from '../../quantity/index.js';
import type { QuorumReach } from '../shared/copies/reach.js';

/** One thing between a reader and what was written: what it leaves of any guarantee, why, and where the spec states so. */
export interface Link {
  readonly gives: readonly Guarantee[];
  readonly why: string;
  /** Path of the spec. */
  readonly path: string;
  /** What would make it stronger: a setting, as `--set` takes it; null where none is known. */
  readonly instead: string | null;
}

/** Links that rest on numbers of the spec, or what has to be stated for them to be known. */
export type LinkChain =
  | {
      readonly inputs: readonly Expr[];
      readonly links: (values: readonly number[]) => readonly Link[];
      /** Of quorums: how many copies answer a read and a write, of how many. */
      readonly quorum?: readonly [read: Expr, write: Expr, copies: Expr];
      /** Of quorums, per region or not: copies that a read shares with any write; none where it is not positive. */
      readonly margin?: Expr;
      readonly copies?: Expr;
      readonly reading?: QuorumReach;
      readonly writing?: readonly QuorumReach[];
    }
  | { readonly unstated: readonly MissingPath[] };

export const fixedLinks = (...links: readonly Link[]): LinkChain => ({ inputs: [], links: () => links });

/** The links of several chains, one after the other. */
export function joinedLinks(chains: readonly LinkChain[]): LinkChain {
  const missing = chains.flatMap((chain) => ('unstated' in chain ? chain.unstated : []));
  if (missing.length > 0) return { unstated: [...new Set(missing)] };
  const known = chains.flatMap((chain) => ('inputs' in chain ? [chain] : []));
  return {
    inputs: known.flatMap(({ inputs }) => inputs),
    links: (values) => {
      let from = 0;
      return known.flatMap(({ inputs, links }) => {
        const own = values.slice(from, from + inputs.length);
        from += inputs.length;
        return links(own);
      });
    },
  };
}

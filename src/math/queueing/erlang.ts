/**
 * Erlang's formulas, for any number of servers: by the recursion of the inverse of the blocking, whose terms are all positive, so that nothing overflows or
 * cancels.
 * @source Erlang 1917; inverse recursion: Jagerman 1974, Bell System Technical Journal 53(3)
 */

/** Terms beyond this are less than a double can tell. */
const NO_MORE = 1e300;

/**
 * Share of calls that find all servers busy and are turned away (M/G/c/c).
 * @param servers at least 0
 * @param load rate x service time, in erlangs
 */
export function erlangB(servers: number, load: number): number {
  if (load === 0) return servers === 0 ? 1 : 0;
  let inverse = 1;
  for (let k = 1; k <= servers; k++) {
    inverse = 1 + (inverse * k) / load;
    if (inverse > NO_MORE) return 0;
  }
  return 1 / inverse;
}

/**
 * Share of calls that wait because all servers are busy (M/M/c).
 * @param load in erlangs; from the number of servers on everyone waits
 */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** What a reader may rely on, weakest last within a line of implication. */
export const GUARANTEES = [
  'strictSerializable',
  'linearizable',
  'sequential',
  'causal',
  'session',
  'pram',
  'regular',
  'boundedStaleness',
  'readYourWrites',
  'monotonicReads',
  'monotonicWrites',
  'writesFollowReads',
  'eventual',
] as const;
export type Guarantee = (typeof GUARANTEES)[number];

/** What transactions are kept apart by. */
export const ISOLATIONS = [
  'strictSerializable',
  'serializable',
  'snapshot',
  'repeatableRead',
  'cursorStability',
  'monotonicAtomicView',
  'readCommitted',
  'readUncommitted',
] as const;
export type Isolation = (typeof ISOLATIONS)[number];

export type GuaranteeOrIsolation = Guarantee | Isolation;

const JEPSEN =
  'jepsen.io/consistency, adapted from Bailis et al. 2013, Highly Available Transactions, PVLDB 7(3), and Viotti and Vukolic 2016';
const VIOTTI = 'Viotti and Vukolic 2016, Consistency in Non-Transactional Distributed Storage Systems, ACM Computing Surveys 49(1)';
const SESSIONS = 'Terry et al. 1994, Session guarantees for weakly consistent replicated data, PDIS';
const LAMPORT = 'Lamport 1986, On interprocess communication, Distributed Computing 1';

/** One guarantee that gives another, and who shows it. */
export interface Implication {
  readonly from: GuaranteeOrIsolation;
  readonly to: GuaranteeOrIsolation;
  readonly source: string;
}

const implied = (source: string, from: GuaranteeOrIsolation, ...to: readonly GuaranteeOrIsolation[]): readonly Implication[] =>
  to.map((one) => ({ from, to: one, source }));

/** Every step of the order; what follows from several of them is not repeated. `eventual` is of all that converges once writes cease. */
export const IMPLICATIONS: readonly Implication[] = [
  ...implied(JEPSEN, 'strictSerializable', 'serializable', 'linearizable'),
  ...implied(JEPSEN, 'serializable', 'repeatableRead', 'snapshot'),
  ...implied(JEPSEN, 'repeatableRead', 'cursorStability', 'monotonicAtomicView'),
  ...implied(JEPSEN, 'snapshot', 'monotonicAtomicView'),
  ...implied(JEPSEN, 'cursorStability', 'readCommitted'),
  ...implied(JEPSEN, 'monotonicAtomicView', 'readCommitted'),
  ...implied(JEPSEN, 'readCommitted', 'readUncommitted'),
  ...implied(JEPSEN, 'linearizable', 'sequential'),
  ...implied(LAMPORT, 'linearizable', 'regular'),
  ...implied(JEPSEN, 'sequential', 'causal'),
  ...implied('Brzezinski et al. 2004, From session causality to causal consistency, PDP', 'causal', 'session'),
  ...implied('Brzezinski et al. 2003, Session guarantees to achieve PRAM consistency, PPAM', 'session', 'pram'),
  ...implied(SESSIONS, 'session', 'writesFollowReads'),
  ...implied(JEPSEN, 'pram', 'readYourWrites', 'monotonicReads', 'monotonicWrites'),
  // A client's own write is finished before it reads, and a bound on age is met by a read that is of no age.
  ...implied(LAMPORT, 'regular', 'readYourWrites', 'boundedStaleness'),
  ...implied(VIOTTI, 'boundedStaleness', 'eventual'),
  ...implied(VIOTTI, 'readYourWrites', 'eventual'),
  ...implied(VIOTTI, 'monotonicReads', 'eventual'),
  ...implied(VIOTTI, 'monotonicWrites', 'eventual'),
  ...implied(VIOTTI, 'writesFollowReads', 'eventual'),
];

let closure: ReadonlyMap<GuaranteeOrIsolation, ReadonlySet<GuaranteeOrIsolation>> | undefined;

function closureOf(): ReadonlyMap<GuaranteeOrIsolation, ReadonlySet<GuaranteeOrIsolation>> {
  if (closure) return closure;
  const next = new Map<GuaranteeOrIsolation, GuaranteeOrIsolation[]>();
  for (const { from, to } of IMPLICATIONS) next.set(from, [...(next.get(from) ?? []), to]);
  const below = (start: GuaranteeOrIsolation): ReadonlySet<GuaranteeOrIsolation> => {
    const found = new Set<GuaranteeOrIsolation>([start]);
    for (const one of found) for (const to of next.get(one) ?? []) found.add(to);
    return found;
  };
  closure = new Map([...GUARANTEES, ...ISOLATIONS].map((one) => [one, below(one)]));
  return closure;
}

/** What follows from a guarantee, itself included. */
const impliedBy = (guarantee: GuaranteeOrIsolation): ReadonlySet<GuaranteeOrIsolation> =>
  closureOf().get(guarantee) ?? new Set([guarantee]);

/** Whether one that is given meets one that is asked for. Neither of two that are incomparable does. */
export const implies = (given: GuaranteeOrIsolation, asked: GuaranteeOrIsolation): boolean => impliedBy(given).has(asked);

export type Order = 'equal' | 'stronger' | 'weaker' | 'incomparable';

export function compareGuarantees(a: GuaranteeOrIsolation, b: GuaranteeOrIsolation): Order {
  if (a === b) return 'equal';
  if (implies(a, b)) return 'stronger';
  return implies(b, a) ? 'weaker' : 'incomparable';
}

/** The strongest of a set: those that no other of it implies. */
const strongestOf = <P extends GuaranteeOrIsolation>(guarantees: Iterable<P>): readonly P[] => {
  const all = [...new Set(guarantees)];
  return all.filter((one) => !all.some((other) => other !== one && implies(other, one)));
};

/** What holds where each of several links gives only its own: all that follows from every one of them. */
export function weakestLink(links: readonly (readonly Guarantee[])[]): readonly Guarantee[] {
  const given = links.map((link) => new Set(link.flatMap((one) => [...impliedBy(one)])));
  return strongestOf(GUARANTEES.filter((one) => given.every((set) => set.has(one))));
}

/** The same of transactions. */
export function weakestIsolation(given: readonly Isolation[]): readonly Isolation[] {
  const all = given.map((one) => impliedBy(one));
  return strongestOf(ISOLATIONS.filter((one) => all.every((set) => set.has(one))));
}

/** Whether a store can give it in a partition to clients on either side: always, to those that stay with one replica, or not. */
export type Availability = 'total' | 'sticky' | 'unavailable';

/** No system can give these, or what implies them, on both sides of a partition. @source Bailis et al. 2013, PVLDB 7(3), section 5 and table 3 */
const UNAVAILABLE: readonly GuaranteeOrIsolation[] = ['cursorStability', 'snapshot', 'sequential', 'regular', 'boundedStaleness'];
/** These need clients that stay with one replica. @source the same */
const STICKY: readonly GuaranteeOrIsolation[] = ['readYourWrites'];

export function availabilityOf(guarantee: GuaranteeOrIsolation): Availability {
  if (UNAVAILABLE.some((one) => implies(guarantee, one))) return 'unavailable';
  return STICKY.some((one) => implies(guarantee, one)) ? 'sticky' : 'total';
}

import { ROWS } from './fact-rows.js';
import type { CheckedId, FactId, RowPattern } from './ids.js';
import type { CaseName, FactRow } from './rows/row.js';

export { LOAD_RESOURCES, type LoadResource, RESOURCES, type Resource } from './rows/row.js';

export type FactArea =
  | 'assumptions'
  | 'derived'
  | 'flows'
  | 'components'
  | 'data'
  | 'cache'
  | 'totals'
  | 'topology'
  | 'causes'
  | 'objectives'
  | 'agreements'
  | 'stated'
  | 'conventions'
  | 'defaults';

/** The lenses that have facts of their own, and judge checks on them: those that rows name. */
export type FactLens = (typeof ROWS)[RowPattern]['lenses'][number];

/** A kind of fact: a row of the table, a load case in the place of its `.k`. */
export interface FactKind extends Omit<FactRow<FactLens>, 'leads'> {
  readonly pattern: string;
  /** That of its row: with `.k` in the place of a load case. */
  readonly row: RowPattern;
  readonly load: CaseName | null;
  readonly leads: boolean;
  readonly area: FactArea;
}

/** Parts of a peak kept apart when a flow is `offPeak`: its own hour, and everyone else's. */
const LOAD_CASES: readonly CaseName[] = ['mean', 'peak', 'spike.*'];
const WITH_PEAK_HOURS: readonly CaseName[] = [...LOAD_CASES, 'onPeak', 'offPeak'];

/** The load cases of a pattern that ends with `.k`: peak hours are of components and totals. */
export const casesOf = (pattern: string): readonly CaseName[] =>
  pattern.startsWith('flows.') && !pattern.includes('.calls.') ? LOAD_CASES : WITH_PEAK_HOURS;

const WHEN: Readonly<Record<CaseName, string>> = {
  mean: 'on average over the day',
  peak: 'at peak',
  'spike.*': 'in a spike',
  onPeak: 'in the peak hour of the others',
  offPeak: 'in the hour of the off-peak flows',
};

function expand([pattern, row]: readonly [RowPattern, FactRow<FactLens>]): readonly FactKind[] {
  const area = pattern.slice(0, pattern.indexOf('.')) as FactArea;
  const { leads } = row;
  if (!pattern.endsWith('.k')) return [{ ...row, pattern, row: pattern, load: null, leads: leads === true, area }];
  return casesOf(pattern).map((load) => ({
    ...row,
    pattern: pattern.slice(0, -1) + load,
    row: pattern,
    load,
    meaning: `${row.meaning}, ${WHEN[load]}`,
    leads: typeof leads === 'boolean' ? leads : leads.includes(load),
    area,
  }));
}

let kinds: readonly FactKind[] | undefined;

/** Every kind of fact, in the order of the areas. */
export function factKinds(): readonly FactKind[] {
  kinds ??= (Object.entries(ROWS) as [RowPattern, FactRow<FactLens>][]).flatMap(expand);
  return kinds;
}

let shown: ReadonlyMap<string, FactKind> | undefined;

/** The kind with a pattern, a load case in the place of its `.k`. */
export function kindOf(pattern: string): FactKind | undefined {
  shown ??= new Map(factKinds().map((kind) => [kind.pattern, kind]));
  return shown.get(pattern);
}

/** Whether a lens shows a kind of fact, and judges checks on it. */
export const isOfLens = (pattern: string, lens: FactLens): boolean => kindOf(pattern)?.lenses.includes(lens) === true;

/** The lenses that show the facts of a pattern. */
export const lensesOf = (pattern: string): readonly FactLens[] => kindOf(pattern)?.lenses ?? [];

/** Whether people's tables of a lens show it. */
export const leadsIn = (pattern: string, lens: FactLens): boolean => kindOf(pattern)?.leads === true && isOfLens(pattern, lens);

interface Branch {
  kind?: FactKind;
  readonly next: Map<string, Branch>;
}

let tree: Branch | undefined;

function patternTree(): Branch {
  if (tree) return tree;
  const root: Branch = { next: new Map() };
  for (const kind of factKinds()) {
    let branch = root;
    for (const segment of kind.pattern.split('.')) {
      let below = branch.next.get(segment);
      if (!below) {
        below = { next: new Map() };
        branch.next.set(segment, below);
      }
      branch = below;
    }
    branch.kind = kind;
  }
  tree = root;
  return root;
}

const timeless = new Map<string, boolean>();

/** Whether no year changes the facts of a pattern, as its row states; all load cases are alike. */
export function isTimelessPattern(pattern: string): boolean {
  let known = timeless.get(pattern);
  if (known === undefined) {
    known = kindOf(pattern.endsWith('.k') ? `${pattern.slice(0, -1)}mean` : pattern)?.timeless === true;
    timeless.set(pattern, known);
  }
  return known;
}

export interface FactAddress {
  readonly kind: FactKind;
  /** What stands for the `*` of the pattern, in order. */
  readonly names: readonly string[];
  /** N of a `.year<N>` suffix. */
  readonly year: number | null;
  /** What is up, where the id states it; null where it is what the view states. */
  readonly state: State | null;
  /** The id without those suffixes. */
  readonly base: string;
}

/** Components that are down beside what is down in the view; or, of `allUp`, in its place. */
export interface State {
  readonly allUp: boolean;
  readonly without: readonly string[];
}

const YEAR_SUFFIX = /\.year(0|[1-9]\d{0,3})$/;
const ALL_UP = '.allUp';
const WITHOUT = '.without.';

/** Whether an id states a year: `totals.storage.year3`. */
export const hasYear = (id: string): boolean => YEAR_SUFFIX.test(id);

/** The same fact in another year, in which loads and data have grown. */
export const idInYear = <const I extends string>(id: CheckedId<I>, year: number): FactId => `${id}.year${year}` as FactId;

/** The same fact with something else down than in what is looked at. */
export const idInState = <const I extends string>(id: CheckedId<I>, state: State): FactId => (id + stateSuffix(state)) as FactId;

/** The suffix of a state, as ids have it: `.allUp`, `.without.cdn`, `.without.cache.cdn`, names in one order. */
export const stateSuffix = (state: State | null): string =>
  state === null ? '' : `${state.allUp ? ALL_UP : ''}${state.without.length > 0 ? WITHOUT + [...state.without].sort().join('.') : ''}`;

/** Takes a fact id apart; undefined if no pattern fits. */
export function addressOf(id: string): FactAddress | undefined {
  const suffix = id.includes('.year') ? YEAR_SUFFIX.exec(id) : null;
  if (suffix) {
    const found = ofToday(id.slice(0, suffix.index));
    if (found && found.kind.area !== 'assumptions') return address(found.kind, found.names, Number(suffix[1]), found.state, found.base);
  }
  return ofToday(id);
}

function ofToday(id: string): FactAddress | undefined {
  const found = ofOneThing(id) ?? match(id.split('.'));
  if (found) return address(found.kind, found.names, null, null, id);
  for (let at = id.lastIndexOf(WITHOUT); at >= 0; at = at === 0 ? -1 : id.lastIndexOf(WITHOUT, at - 1)) {
    const inState = inStateOf(id.slice(0, at), id.slice(at + WITHOUT.length).split('.'));
    if (inState) return inState;
  }
  return inStateOf(id, []);
}

/** A fact with something down, and perhaps nothing else. */
function inStateOf(id: string, without: readonly string[]): FactAddress | undefined {
  const allUp = id.endsWith(ALL_UP);
  if (!allUp && without.length === 0) return undefined;
  const base = allUp ? id.slice(0, -ALL_UP.length) : id;
  const found = match(base.split('.'));
  return found && address(found.kind, found.names, null, { allUp, without }, base);
}

/**
 * All of one shape. What is spread into another object gets a hidden class of its own in V8, which is larger than what it describes, and slow to read.
 */
const address = (kind: FactKind, names: readonly string[], year: number | null, state: State | null, base: string): FactAddress => ({
  kind,
  names,
  year,
  state,
  base,
});

/** What keeps the year and the state of an id, and is of another topic: `flows.read.latency.p99.low.year3`. */
export function lowerEndOf(id: string): FactId | undefined {
  const found = addressOf(id);
  if (found?.kind.isUpperEnd !== true) return undefined;
  return `${found.base}.low${id.slice(found.base.length)}` as FactId;
}

const NO_NAMES: readonly string[] = [];

interface Matched {
  readonly kind: FactKind;
  readonly names: readonly string[];
}

let ofThings: ReadonlyMap<string, ReadonlyMap<string, FactKind>> | undefined;

/** Kinds whose only name is that of a thing, by what stands before and behind it: `components`, `rate.peak`. */
function kindsOfThings(): NonNullable<typeof ofThings> {
  if (ofThings) return ofThings;
  const found = new Map<string, Map<string, FactKind>>();
  for (const kind of factKinds()) {
    const [root = '', name, ...rest] = kind.pattern.split('.');
    if (!THINGS.includes(root) || name !== '*' || rest.length === 0 || rest.includes('*')) continue;
    const topic = rest.join('.');
    const topics = found.get(root) ?? new Map<string, FactKind>();
    found.set(root, topics.set(topic, kind));
  }
  ofThings = found;
  return found;
}

const THINGS: readonly string[] = ['components', 'flows', 'data', 'cache'];

/** Most ids by far: taken apart at two dots, and looked up whole. */
function ofOneThing(id: string): Matched | undefined {
  const first = id.indexOf('.');
  const second = id.indexOf('.', first + 1);
  if (second < 0) return undefined;
  const kind = kindsOfThings()
    .get(id.slice(0, first))
    ?.get(id.slice(second + 1));
  return kind && { kind, names: [id.slice(first + 1, second)] };
}

function match(segments: readonly string[]): Matched | undefined {
  let branch = patternTree();
  let names = NO_NAMES;
  for (const segment of segments) {
    const exact = branch.next.get(segment);
    if (exact) {
      branch = exact;
      continue;
    }
    const any = branch.next.get('*');
    if (!any) return undefined;
    // As long as it is, and no longer: a list that is pushed to has room for 16 more.
    names = names.length === 0 ? [segment] : [...names, segment];
    branch = any;
  }
  return branch.kind && { kind: branch.kind, names };
}

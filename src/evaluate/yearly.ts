import { checkedId, type FactId, type FactKind, factId, type Graph, idInYear, leafId } from '../facts/index.js';
import { statedText } from './stated-text.js';

/** More years than these are not listed one by one. */
const MOST_YEARS = 10;
/** As many rows as people read of what changes from year to year. */
const MOST_ROWS = 6;

/** The horizon of a spec. */
export interface Horizon {
  /** As stated: `18 months`. */
  readonly text: string;
  /** Whole years until then. */
  readonly years: number;
  /** Whether it is no longer than these. */
  readonly isWhole: boolean;
}

/** The horizon; null where none is stated. */
export function horizonOf(graph: Graph): Horizon | null {
  const { model } = graph;
  const text = statedText(graph, 'horizon');
  const horizon = text === undefined ? undefined : graph.get(leafId('horizon'));
  if (text === undefined || horizon?.state !== 'known') return null;
  const exactly = horizon.value / model.calendar.year;
  const years = Math.floor(exactly + 1e-9);
  return { text, years, isWhole: exactly - years < 1e-9 };
}

/** Whole years from today to the horizon; null where none is stated, or it is nearer. */
export function horizonYears(graph: Graph): number | null {
  const years = horizonOf(graph)?.years ?? 0;
  return years >= 1 ? years : null;
}

/** Years from today on, that tables for people show: all of a few, else today, the first, the horizon and some between. */
function yearsShown(years: number): readonly number[] {
  if (years < MOST_ROWS) return Array.from({ length: years + 1 }, (_, year) => year);
  return [0, 1, 2, Math.round(years / 3), Math.round((2 * years) / 3), years].filter((year, i, all) => year > (all[i - 1] ?? -1));
}

const TOTALS = [checkedId('totals.storage'), checkedId('totals.cost')];

/** Whether it is a total that is shown year by year. */
export const isYearly = ({ pattern }: FactKind): boolean => TOTALS.some((id) => id === pattern);

/** What is stored and paid year by year, as far as it is known. */
export function* yearlyFacts(graph: Graph): Generator<FactId> {
  const data = [...graph.model.data.keys()].map((name) => factId('data.*.size.stored', name));
  const years = Math.min(MOST_YEARS, horizonYears(graph) ?? -1);
  for (let year = 0; year <= years; year++) yield* knownIn(graph, [...data, ...TOTALS], year);
}

/** Those of them that people's tables show, and what each component takes today. */
export function* yearlyFactsShown(graph: Graph): Generator<FactId> {
  const { data, components } = graph.model;
  const years = horizonYears(graph);
  if (years === null) return;
  for (const year of [0, 1])
    yield* knownIn(
      graph,
      [...data.keys()].map((name) => factId('data.*.size.stored', name)),
      year,
    );
  for (const year of yearsShown(years)) yield* knownIn(graph, TOTALS, year);
  const ofComponents = (['cost', 'fleet'] as const).flatMap((what) =>
    [...components.keys()].map((name) => factId(`components.*.${what}`, name)),
  );
  yield* knownIn(graph, ofComponents, 0);
}

function* knownIn(graph: Graph, ids: readonly FactId[], year: number): Generator<FactId> {
  for (const id of ids) {
    const yearly = idInYear(id, year);
    if (graph.get(yearly).state === 'known') yield yearly;
  }
}

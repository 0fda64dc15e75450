import { type CheckResult, type Finding, lineStartsOf, type Range, type Severity, type SourceFile, UserError } from '../core/index.js';
import { invalidResult, type Result, type SpecResult } from '../evaluate/result.js';
import { type FileSystem, readText } from '../io/index.js';
import { ownUnitOf } from '../quantity/index.js';

/** Many specs, each with many findings. */
const MAX_BYTES = 500_000_000;

interface PlaceData {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}
type FindingData = Omit<Finding, 'at' | 'related'> & {
  readonly at: PlaceData | null;
  readonly related: readonly { readonly message: string; readonly at: PlaceData | null }[];
} & { readonly [name: string]: unknown };
type CheckData = Omit<CheckResult, 'kind' | 'name' | 'at' | 'targetIsShare' | 'targetIn'> & {
  readonly requirement?: string;
  readonly expectation?: string;
  readonly at: PlaceData | null;
};
interface SpecData extends Omit<SpecResult, 'findings' | 'checks' | 'facts' | 'drivers' | 'suppressed'> {
  readonly findings: readonly FindingData[];
  readonly checks: readonly CheckData[];
}
interface ResultFile {
  readonly options: Result['options'];
  readonly specs: readonly SpecData[];
}

/**
 * One result of several that `lint -f json` wrote, such as those of the shards of a job; a file that several have stands once.
 * @throws UserError for a file that is not there or is no such result
 */
export async function mergedResult(paths: readonly string[], files: FileSystem): Promise<Result> {
  const sources = new Sources(files);
  const specs = new Map<string, SpecResult>();
  let options: Result['options'] = { scenario: null, set: {}, seed: 1, samples: 0 };
  for (const path of paths) {
    const result = await readResult(path, files);
    options = result.options;
    for (const spec of result.specs) if (!specs.has(spec.file)) specs.set(spec.file, await specOf(spec, sources));
  }
  return { lens: 'lint', options, specs: [...specs.values()].sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

async function readResult(path: string, files: FileSystem): Promise<ResultFile> {
  const bytes = await files.readBytes(path, MAX_BYTES);
  if (!bytes.ok) throw new UserError(bytes.findings);
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes.value));
  } catch {
    throw new UserError(noResult(files.display(path)));
  }
  if (!isResult(data)) throw new UserError(noResult(files.display(path)));
  return data;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isResult = (data: unknown): data is ResultFile =>
  isMap(data) &&
  data.format === 'sysdesign.result/1' &&
  isMap(data.options) &&
  Array.isArray(data.specs) &&
  data.specs.every(
    (spec: unknown) => isMap(spec) && typeof spec.file === 'string' && Array.isArray(spec.findings) && Array.isArray(spec.checks),
  );

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

const noResult = (shown: string): Finding => ({
  rule: 'usage/no-result',
  severity: 'error',
  message: `${shown} is no result of sysdesign`,
  help: 'name what `sysdesign lint -f json=result.json` wrote',
});

async function specOf({ findings, checks, ...spec }: SpecData, sources: Sources): Promise<SpecResult> {
  const { file, name, summary, context, conventions, broken } = spec;
  const found: Finding[] = [];
  for (const finding of findings) found.push(await findingOf(finding, sources));
  const judged: CheckResult[] = [];
  for (const check of checks) judged.push(await checkOf(check, sources));
  // A result has them by place; a run shows the worst first, and targets as the spec states them.
  found.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  judged.sort(
    (a, b) =>
      Number(a.scenario !== null) - Number(b.scenario !== null) ||
      Number(a.kind === 'expectation') - Number(b.kind === 'expectation') ||
      (a.at?.start ?? 0) - (b.at?.start ?? 0),
  );
  return { ...invalidResult(file, found), name, summary, context, conventions, checks: judged, ...(broken && { broken }) };
}

async function findingOf({ at, related, ...data }: FindingData, sources: Sources): Promise<Finding> {
  const stated = Object.fromEntries(Object.entries(data).filter(([key, value]) => value !== null && key !== 'fixes'));
  const place = at && (await sources.rangeOf(at));
  const places = [];
  for (const { message, at: other } of related) if (other) places.push({ message, at: await sources.rangeOf(other) });
  const finding: unknown = {
    ...stated,
    // Only what judges the design has a subject.
    ...('subject' in data && { judges: true }),
    ...(place && { at: place }),
    ...(places.length > 0 && { related: places }),
  };
  return finding as Finding;
}

async function checkOf({ requirement, expectation, at, ...data }: CheckData, sources: Sources): Promise<CheckResult> {
  return {
    ...data,
    kind: requirement === undefined ? 'expectation' : 'requirement',
    name: requirement ?? expectation ?? '',
    targetIsShare: /%|\bnines?\b/.test(data.targetText),
    targetIn: ownUnitOf(data.targetText) ?? null,
    at: at && (await sources.rangeOf(at)),
  };
}

/** The files that findings are about: as they are here, else as blank ones with room for the places. */
class Sources {
  readonly #files: FileSystem;
  readonly #known = new Map<string, SourceFile | null>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  async rangeOf(place: PlaceData): Promise<Range> {
    const { file, line, column, endLine = line, endColumn = column } = place;
    const known = this.#known.get(file) ?? (await this.#read(file));
    const source =
      known && offsetOf(known, endLine, endColumn) !== undefined
        ? known
        : blank(file, Math.max(line, endLine), Math.max(column, endColumn));
    const start = offsetOf(source, line, column) ?? 0;
    return { source, start, end: Math.max(start, offsetOf(source, endLine, endColumn) ?? start) };
  }

  async #read(file: string): Promise<SourceFile | null> {
    const text = await readText(file, this.#files);
    const source = text.ok ? { ...text.value, name: file } : null;
    this.#known.set(file, source);
    return source;
  }
}

const blank = (name: string, lines: number, columns: number): SourceFile => ({
  name,
  text: `${' '.repeat(Math.min(columns, 10_000))}\n`.repeat(Math.min(lines, 100_000)),
});

/** Undefined where the text has no such place: it has changed since. */
function offsetOf(source: SourceFile, line: number, column: number): number | undefined {
  const start = lineStartsOf(source)[line - 1];
  if (start === undefined) return undefined;
  const bom = line === 1 && source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const offset = start + bom + column - 1;
  return offset <= (lineStartsOf(source)[line] ?? source.text.length) ? offset : undefined;
}

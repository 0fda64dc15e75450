import { lineStartsOf, type Range, type SourceFile } from '../core/index.js';
import { type FileSystem, isWithin, MAX_BYTES, readText } from '../io/index.js';
import type { PlaceData, SpecData } from './result-file.js';

/**
 * Places in the files that results of other jobs are about: as they are here, else in blank ones that have room for them. A result names what it likes:
 * files outside of the project, or that are none, are blank whatever is there.
 */
export class Places {
  readonly #sources: ReadonlyMap<string, Sources>;

  private constructor(sources: ReadonlyMap<string, Sources>) {
    this.#sources = sources;
  }

  static async of(specs: readonly SpecData[], files: FileSystem): Promise<Places> {
    const named = new Map<string, PlaceData[]>();
    for (const place of specs.flatMap(placesIn)) {
      const others = named.get(place.file);
      if (others) others.push(place);
      else named.set(place.file, [place]);
    }
    const sources = new Map<string, Sources>();
    const project = await files.projectOf('result.json');
    for (const [file, places] of named) {
      const here = await readOwn(file, project, files);
      // What has changed since has some of them no more.
      const missed = here ? places.filter((place) => rangeIn(here, place) === undefined) : places;
      sources.set(file, { here, blank: { name: file, text: missed.length > 0 ? roomFor(missed) : '' } });
    }
    return new Places(sources);
  }

  rangeOf(place: PlaceData): Range {
    const { here, blank } = this.#sources.get(place.file) as Sources;
    return (here && rangeIn(here, place)) ?? rangeIn(blank, place) ?? { source: blank, start: 0, end: 0 };
  }
}

interface Sources {
  readonly here: SourceFile | undefined;
  readonly blank: SourceFile;
}

function placesIn({ findings, checks }: SpecData): readonly PlaceData[] {
  const all = [...findings.flatMap(({ at, related = [] }) => [at, ...related.map((other) => other.at)]), ...checks.map(({ at }) => at)];
  return all.flatMap((place) => place ?? []);
}

async function readOwn(file: string, project: string, files: FileSystem): Promise<SourceFile | undefined> {
  // By its whole path: a file called `-` is no standard input.
  const path = await files.realPath(file);
  if (!isWithin(project, path) || (await files.stat(path))?.kind !== 'file') return undefined;
  const text = await readText(path, files);
  return text.ok ? { ...text.value, name: file } : undefined;
}

/** As many lines and columns as some places need, and no more than a spec may have; what is beyond stands at its beginning. */
function roomFor(places: readonly PlaceData[]): string {
  const columns = new Map<number, number>();
  for (const { line, column, endLine = line, endColumn = column } of places)
    for (const [at, end] of [
      [line, column],
      [endLine, endColumn],
    ] as const)
      columns.set(at, Math.max(columns.get(at) ?? 0, end));
  const parts: string[] = [];
  let [size, last] = [0, 0];
  for (const [line, end] of [...columns].sort(([a], [b]) => a - b)) {
    size += line - last + end;
    if (size > MAX_BYTES) break;
    parts.push('\n'.repeat(last === 0 ? line - 1 : line - last), ' '.repeat(end));
    last = line;
  }
  return `${parts.join('')}\n`;
}

/** Undefined where the text has no such place: it has changed since. */
function rangeIn(source: SourceFile, { line, column, endLine = line, endColumn = column }: PlaceData): Range | undefined {
  const [start, end] = [offsetOf(source, line, column), offsetOf(source, endLine, endColumn)];
  return start === undefined || end === undefined ? undefined : { source, start, end: Math.max(start, end) };
}

function offsetOf(source: SourceFile, line: number, column: number): number | undefined {
  const start = lineStartsOf(source)[line - 1];
  if (start === undefined) return undefined;
  const bom = line === 1 && source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const offset = start + bom + column - 1;
  return offset <= (lineStartsOf(source)[line] ?? source.text.length) ? offset : undefined;
}

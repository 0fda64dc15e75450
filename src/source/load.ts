import { checkTime, type Finding, failure, type Outcome, type Range, type SourceFile, success, type TextFindingId } from '../core/index.js';
import { type FileSystem, isWithin, placedAt, readText } from '../io/index.js';
import { MAX_FINDINGS } from './bounds.js';
import type { Tally } from './guard.js';
import { joined, withoutKeys } from './join.js';
import { isMarkdown, nearBlocks, specBlocks } from './markdown.js';
import { parseYaml } from './parse-yaml.js';
import { rangeIn, type Slice, wholeOf } from './slice.js';
import type { MapEntry, MapNode, Node } from './tree.js';

/** A spec as it was read: one tree from all its files and blocks. */
export interface SourceTree {
  /** Without `include`, which has been followed. */
  readonly root: MapNode;
  /** What the files state, where `root` is that as it is meant. */
  readonly written?: MapNode;
  /** The spec first, then what it includes, by name. */
  readonly files: readonly SourceFile[];
  /** Warnings. */
  readonly findings: readonly Finding[];
}

const INCLUDABLE = /\.(?:ya?ml|md)$/i;
const MAX_INCLUDE_DEPTH = 20;
const MAX_FILES = 200;
/** Of one document. */
const MAX_BLOCKS = 1000;
/** Characters of all files together: as much as one file may have. */
const MAX_TEXT = 10_000_000;

/**
 * Reads a spec, or the spec blocks of a Markdown document, with all that it includes.
 * Findings: `io/...` for files that cannot be read, `yaml/...`, `markdown/no-spec`, `source/include...`, `source/conflict`.
 * @param file path, or `-` for standard input
 */
export async function loadTree(file: string, fs: FileSystem, parse: Parse = parseYaml): Promise<Outcome<SourceTree>> {
  const source = await readText(file, fs);
  return source.ok ? new Loader(fs, parse).load(source.value, file) : source;
}

/** Reads one document of a file. */
export type Parse = (slice: Slice, warnings: Finding[], tally: Tally) => Outcome<MapNode>;

/** The same for text at hand, such as an editor's buffer; `include` is relative to the name of the source. */
export const loadTreeFromText = (source: SourceFile, fs: FileSystem, parse: Parse = parseYaml): Promise<Outcome<SourceTree>> =>
  new Loader(fs, parse).load(source, source.name);

/** What one file states, by its blocks. */
interface Part {
  readonly source: SourceFile;
  readonly blocks: readonly MapNode[];
}

class Loader {
  private readonly findings: Finding[] = [];
  private readonly warnings: Finding[] = [];
  private readonly included = new Map<string, Part | undefined>();
  private readonly tally: Tally = { values: 0 };
  private characters = 0;
  /** As named by who asks. */
  private named = '';
  /** The folder that includes stay within, once it has been looked for. */
  private project: string | undefined;

  constructor(
    private readonly fs: FileSystem,
    private readonly parse: Parse,
  ) {}

  async load(source: SourceFile, path: string): Promise<Outcome<SourceTree>> {
    this.named = path;
    const part = await this.read(source, path, [this.fs.display(path)]);
    if (part === undefined || this.findings.length > 0) return failure(...this.findings);
    // In the order of names, whatever the order of `include`: the same files are the same spec.
    const others = [...this.included].filter(([, other]) => other !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    const root = joined(
      part.blocks,
      others.map(([, other]) => other?.blocks ?? []),
      this.findings,
    );
    if (root === undefined || this.findings.length > 0) return failure(...this.findings);
    const files = [source, ...others.flatMap(([, other]) => (other ? [other.source] : []))];
    return success({ root, files, findings: this.warnings });
  }

  /** Parses one file and follows its includes. Undefined when it cannot be used; the findings state why. */
  private async read(source: SourceFile, path: string, trail: readonly string[]): Promise<Part | undefined> {
    this.characters += source.text.length;
    const slices: readonly Slice[] = isMarkdown(source) ? specBlocks(source) : [wholeOf(source)];
    const near = isMarkdown(source) ? nearBlocks(source) : [];
    if (slices.length === 0) {
      const [first] = near;
      this.findings.push({
        rule: 'markdown/no-spec',
        severity: 'error',
        message: `"${source.name}" holds no spec${first === undefined ? '' : ': this block is nearly one'}`,
        at: { source, start: first?.start ?? 0, end: first?.end ?? 0 },
        help: `${first === undefined ? 'put the spec into a fenced block that begins' : 'begin its fence'} with \`\`\`yaml sysdesign`,
        ...(first !== undefined && { suggestion: 'yaml sysdesign' }),
      });
      return undefined;
    }
    if (slices.length > MAX_BLOCKS) {
      const at = rangeIn(slices[MAX_BLOCKS] as Slice, 0, 0);
      this.findings.push({
        rule: 'markdown/blocks',
        severity: 'error',
        message: `"${source.name}" holds more than ${MAX_BLOCKS} blocks of a spec`,
        at,
        help: 'join them: a block for each section of the document is enough',
      });
      return undefined;
    }
    for (const { start, end } of near.filter(({ isMisspelt }) => isMisspelt).slice(0, MAX_FINDINGS)) {
      this.warnings.push({
        rule: 'markdown/near-block',
        severity: 'warning',
        message: `"${source.text.slice(start, end)}" begins no block of a spec: this one is not read`,
        at: { source, start, end },
        help: 'begin its fence with ```yaml sysdesign',
        suggestion: 'yaml sysdesign',
      });
    }
    const blocks: MapNode[] = [];
    for (const slice of slices) {
      checkTime('reading', source.name);
      const root = this.parse(slice, this.warnings, this.tally);
      if (root.ok) blocks.push(root.value);
      else this.findings.push(...root.findings);
      if (this.isEnough()) break;
    }
    for (const block of blocks) {
      const include = block.entries.get('include');
      if (include) for (const { name, at } of this.namesIn(include)) await this.include(name, at, path, trail);
    }
    return { source, blocks: blocks.map((block) => withoutKeys(block, 'include')) };
  }

  /** Whether what was found is all that is worth reading, or all that may be read. */
  private isEnough(): boolean {
    return this.findings.length >= MAX_FINDINGS || this.findings.some(({ rule }) => rule === 'yaml/too-large');
  }

  private namesIn({ value, keyAt }: MapEntry): readonly { readonly name: string; readonly at: Range }[] {
    const nodes: readonly Node[] = value.type === 'list' ? value.items : [value];
    return nodes.flatMap((node) => {
      if (node.type === 'scalar' && typeof node.value === 'string' && node.value !== '') return [{ name: node.value, at: node.at }];
      const at = node.at.end > node.at.start ? node.at : keyAt;
      this.findings.push({
        rule: 'source/include',
        severity: 'error',
        message: '`include` takes names of files',
        at,
        path: 'include',
        help: 'write `include: [components.yaml]`',
      });
      return [];
    });
  }

  private async include(name: string, at: Range, from: string, trail: readonly string[]): Promise<void> {
    const problem = (rule: TextFindingId, message: string, help: string): void => {
      this.findings.push({ rule, severity: 'error', message, at, path: 'include', help });
    };
    // A finding shows the line that it is about: of a spec that is not one's own, no other file is to be shown.
    if (!INCLUDABLE.test(name)) {
      problem('source/include-kind', `"${name}" is no file of a spec`, 'include files that end in .yaml, .yml or .md');
      return;
    }
    const path = this.fs.sibling(from, name);
    const shown = this.fs.display(path);
    const begin = trail.indexOf(shown);
    if (begin >= 0) {
      const round = [...trail.slice(begin), shown].join(' -> ');
      problem(
        'source/include-cycle',
        begin === trail.length - 1 ? `"${shown}" includes itself` : `files include each other in a circle: ${round}`,
        'remove one of these includes',
      );
      return;
    }
    if (this.included.has(shown) || this.isEnough()) return;
    // Looked at before anything else is: not even whether there is such a file is to be learned.
    this.project ??= await this.fs.projectOf(this.named);
    if (!isWithin(this.project, await this.fs.realPath(path)))
      return problem(
        'source/include-outside',
        `"${name}" is outside of the project`,
        `include files below ${this.fs.display(this.project)}/`,
      );
    const found = await this.fs.stat(path);
    if (found?.kind === 'other')
      return problem('source/include-kind', `"${name}" is a pipe or a device`, 'include files that end in .yaml, .yml or .md');
    if (trail.length >= MAX_INCLUDE_DEPTH)
      return problem(
        'source/include-depth',
        `files include each other more than ${MAX_INCLUDE_DEPTH} deep`,
        'include them from the spec itself',
      );
    if (this.included.size >= MAX_FILES)
      return problem('source/include-count', `a spec includes more than ${MAX_FILES} files`, 'join some of them');
    this.included.set(shown, undefined);
    const source = await readText(path, this.fs);
    if (!source.ok) {
      this.findings.push(...source.findings.map((found) => placedInclude(found, at, name, shown)));
      return;
    }
    if (this.characters + source.value.text.length > MAX_TEXT) {
      // Once is enough: what follows would report the same.
      if (this.characters <= MAX_TEXT)
        problem('source/include-size', 'the files of this spec hold more than 10 MB together', 'include less');
      this.characters = Number.POSITIVE_INFINITY;
      return;
    }
    this.included.set(shown, await this.read(source.value, path, [...trail, shown]));
  }
}

/** A suggestion replaces what is written, which is relative to the file that includes. */
function placedInclude(found: Finding, at: Range, name: string, shown: string): Finding {
  const { suggestion, ...rest } = found;
  if (suggestion === undefined) {
    const help = found.rule === 'io/not-found' ? 'check the path; it is relative to the file that includes it' : found.help;
    return { ...placedAt(rest, at), ...(help !== undefined && { help }) };
  }
  if (!shown.endsWith(name)) return placedAt(rest, at);
  const relative = suggestion.slice(shown.length - name.length);
  return { ...placedAt(rest, at), suggestion: relative, help: `did you mean "${relative}"?` };
}

import { type Finding, setDeadline, suggest, UserError } from '../core/index.js';
import type { FileSystem } from '../io/index.js';
import {
  type Document,
  FORMATS,
  type FormatName,
  formatOfExtension,
  isFormat,
  loadColors,
  type ReportOptions,
  rendererOf,
} from '../report/index.js';
import type { Host } from './host.js';
import { type SpecFlags, usage } from './options.js';
import { terminalWidth, wantsColor, wantsUnicode } from './terminal.js';

/** One rendering of the result: to a file, or to standard output. */
export interface RenderTarget {
  readonly format: FormatName;
  readonly file: string | undefined;
}

/** What `-f` and `-o` ask for; `defaults` are the config's formats. */
export function targetsOf(
  flags: SpecFlags,
  defaults: readonly string[] = [],
  formats: readonly FormatName[] = FORMATS,
): readonly RenderTarget[] {
  const asked = flags.format ?? (flags.output === undefined ? defaults : []);
  const targets = asked.map((text): RenderTarget => {
    const equals = text.indexOf('=');
    const name = (equals < 0 ? text : text.slice(0, equals)).trim();
    const file = equals < 0 ? undefined : text.slice(equals + 1).trim();
    if (file === '') throw usage(`--format ${text} names no file`, `for example --format ${name}=result.out`);
    return { format: formatOf(name, formats), file };
  });
  if (targets.length === 0) targets.push({ format: formatByExtension(flags.output, formats), file: flags.output });
  else if (flags.output !== undefined) {
    const free = targets.findIndex((target) => target.file === undefined);
    if (free < 0) throw usage(`--output ${flags.output} has no format left to write`, 'every --format already names its file');
    targets.splice(free, 1, { format: targets[free]?.format ?? 'pretty', file: flags.output });
  }
  const twice = targets.find(({ file }, i) => file !== undefined && targets.findIndex((other) => other.file === file) < i);
  if (twice) throw usage(`two formats name the same file: ${twice.file}`, 'give each its own');
  if (targets.filter((target) => target.file === undefined).length > 1) {
    throw usage('only one format can go to standard output', 'give the others a file: --format json=result.json');
  }
  return targets;
}

function formatOf(name: string, formats: readonly FormatName[]): FormatName {
  if (isFormat(name) && formats.includes(name)) return name;
  const listed = `the formats are ${formats.join(', ')}`;
  // A format that there is elsewhere is no slip.
  if (isFormat(name)) throw usage(`this command has no format "${name}"`, listed);
  const near = suggest(name, formats);
  throw usage(`unknown format "${name}"`, near === undefined ? listed : `did you mean "${near}"? ${listed}`, near);
}

function formatByExtension(file: string | undefined, formats: readonly FormatName[]): FormatName {
  const extension = /\.([A-Za-z]+)$/.exec(file ?? '')?.[1]?.toLowerCase() ?? '';
  const format = formatOfExtension(extension);
  return format !== undefined && formats.includes(format) ? format : 'pretty';
}

/** How a target is to look: files are plain and the same everywhere. Loads colors if they are wanted. */
export async function reportOptionsFor(target: RenderTarget, flags: SpecFlags, host: Host): Promise<ReportOptions> {
  const common = { quiet: flags.quiet === true, verbose: flags.verbose === true };
  if (target.file !== undefined) return { ...common, color: false, unicode: true, width: 80 };
  const color = wantsColor(host.out, host, flags.color);
  if (color) await loadColors();
  return { ...common, color, unicode: wantsUnicode(host.out, host), width: terminalWidth(host.out) };
}

/** Renders a document (or one by format) for each target, then writes all of it. */
export async function writeDocument(
  document: Document | ((format: FormatName) => Document),
  targets: readonly RenderTarget[],
  flags: SpecFlags,
  host: Host,
): Promise<void> {
  // What is printed was finished in time.
  setDeadline(undefined);
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    const render = await rendererOf(target.format, options.color);
    renderings.push({ target, text: await render(typeof document === 'function' ? document(target.format) : document, options) });
  }
  await deliver(renderings, (await host.io()).files, host);
}

/** Writes every rendering; files first, so that a reader of standard output finds them. Throws a UserError for what cannot be written. */
async function deliver(
  renderings: readonly { readonly target: RenderTarget; readonly text: string }[],
  files: FileSystem,
  host: Host,
): Promise<void> {
  const problems: Finding[] = [];
  for (const { target, text } of renderings) {
    if (target.file === undefined) continue;
    const written = await files.writeWhole(target.file, text);
    if (!written.ok) problems.push(...written.findings);
  }
  for (const { target, text } of renderings) if (target.file === undefined) await host.out.write(text);
  if (problems.length > 0) throw new UserError(problems);
}

import { dirname, isAbsolute, join, relative, resolve } from 'pathe';
import { type Finding, type Range, UserError } from '../core/index.js';
import { BASELINE_NAME, type FileSystem, isWithin, readText } from '../io/index.js';
import { jsonText } from '../report/json-text.js';
import { type MapNode, type Node, parseYaml, wholeOf } from '../source/index.js';
import type { Baseline, BaselineEntry, BaselineOfFile } from './baseline.js';

export { BASELINE_NAME };

const FORMAT = 'sysdesign.baseline/1';

/**
 * Reads a baseline.
 * @param isNamed by whoever runs it: it may then be anywhere, also a pipe. Else a link out of the project, or a pipe, is not read
 * @throws UserError for one that is not there, or is none: it is never taken for an empty one. Of one that a link leads to, no text is shown
 */
export async function readBaseline(path: string, files: FileSystem, isNamed: boolean): Promise<Baseline> {
  const shown = files.display(path);
  const target = await files.realPath(path);
  const linked = isWithin(await files.projectOf(path), target) ? undefined : `it is a link out of its project, to ${target}`;
  const isFile = (await files.stat(path))?.kind !== 'other';
  if (!isNamed && (linked !== undefined || !isFile)) throw new UserError(broken(shown, linked ?? 'it is a pipe or a device', undefined));
  try {
    return await baselineIn(path, files);
  } catch (error) {
    if (linked === undefined || !(error instanceof UserError)) throw error;
    throw new UserError(broken(shown, linked, undefined));
  }
}

async function baselineIn(path: string, files: FileSystem): Promise<Baseline> {
  const source = await readText(path, files);
  if (!source.ok) throw new UserError(source.findings);
  const tree = parseYaml(wholeOf(source.value));
  if (!tree.ok) throw new UserError(broken(files.display(path), 'it is no JSON', tree.findings[0]?.at));
  const { root, fail } = { root: tree.value, fail: (why: string, at: Range) => new UserError(broken(files.display(path), why, at)) };
  if (textAt(root, 'format') !== FORMAT) throw fail(`its \`format\` is not ${FORMAT}`, root.entries.get('format')?.value.at ?? root.at);
  const listed = root.entries.get('files')?.value;
  if (listed?.type !== 'map') throw fail('it has no map of `files`', listed?.at ?? root.at);
  return [...listed.entries.values()].map(({ key: file, value }): BaselineOfFile => {
    const findings = value.type === 'map' ? value.entries.get('findings')?.value : undefined;
    if (value.type !== 'map' || findings?.type !== 'list') throw fail(`"${file}" has no list of \`findings\``, value.at);
    return { file, name: textAt(value, 'name') ?? null, entries: findings.items.map((item) => entryIn(item, fail)) };
  });
}

function entryIn(item: Node, fail: (why: string, at: Range) => UserError): BaselineEntry {
  const [rule, subject] = item.type === 'map' ? [textAt(item, 'rule'), textAt(item, 'subject')] : [];
  if (item.type !== 'map' || rule === undefined || subject === undefined) throw fail('a finding has no `rule` or no `subject`', item.at);
  const key = textAt(item, 'key');
  return { rule, subject, ...(key !== undefined && { key }), at: item.at };
}

function textAt(map: MapNode, key: string): string | undefined {
  const node = map.entries.get(key)?.value;
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

const broken = (shown: string, why: string, at: Range | undefined): Finding => ({
  rule: 'baseline/invalid',
  severity: 'error',
  message: `${shown} is no baseline: ${why}`,
  ...(at && { at }),
  help: 'restore it from version control, or remove it and make it anew: sysdesign baseline update --add',
});

/** A baseline as it is written: sorted, a line each value, so that two branches that change it merge. */
export const baselineText = (baseline: Baseline): string =>
  jsonText({
    format: FORMAT,
    files: Object.fromEntries(
      baseline.map(({ file, name, entries }) => [
        file,
        {
          name,
          findings: entries
            .map(({ rule, subject, key }) => ({ rule, subject, ...(key !== undefined && { key }) }))
            .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        },
      ]),
    ),
  });

/** A file as a baseline names it: from the folder that the baseline is in. */
export function nameInBaseline(shown: string, path: string, cwd: string): string {
  const whole = isAbsolute(shown) ? shown : resolve(cwd, shown);
  return relative(dirname(resolve(cwd, path)), whole);
}

/** The reverse: a file that a baseline names, from the working directory. */
export const fileOfBaseline = (file: string, path: string): string => join(dirname(path), file);

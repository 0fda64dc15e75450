import type { Finding, SourceFile } from '../core/index.js';
import { type FileSystem, isWithin, readText } from '../io/index.js';
import type { MapNode } from '../source/index.js';
import { loadedFromText } from '../workspace/load.js';

/** A file with its corrections. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

/** More mistakes than these are no slips. */
const MOST = 100;

/**
 * The text of a spec with each mistake corrected that has one meaning: a finding about the text itself with the word that was meant. Each is tried by itself,
 * and one that leaves as many errors as there were, or more, is not applied. Null where nothing is corrected, or where the file may not be written: one
 * that a link has elsewhere, or that is not UTF-8.
 */
export async function fixedText(file: string, files: FileSystem, catalog?: MapNode): Promise<FixedFile | null> {
  const read = await readText(file, files);
  const bytes = await files.readBytes(file);
  if (!read.ok || !bytes.ok || !isWithin(await files.projectOf(file), await files.realPath(file))) return null;
  const before = read.value.text;
  if (!sameBytes(new TextEncoder().encode(before), bytes.value)) return null;
  const { name } = read.value;
  const findingsOf = async (text: string): Promise<readonly Finding[]> => {
    const { findings } = await loadedFromText({ name, text }, files, catalog);
    return findings;
  };
  let text = before;
  let findings = await findingsOf(text);
  let count = 0;
  const refused = new Set<string>();
  while (count < MOST) {
    const next = findings.find((finding) => isMendable(finding, { name, text }) && !refused.has(markOf(finding)));
    if (!next?.at) break;
    const changed = text.slice(0, next.at.start) + next.suggestion + text.slice(next.at.end);
    const left = await findingsOf(changed);
    if (errorsOf(left) < errorsOf(findings)) {
      text = changed;
      findings = left;
      count++;
    } else refused.add(markOf(next));
  }
  return count === 0 ? null : { file, before, after: text, count };
}

const isMendable = ({ judges, severity, rule, suggestion, at }: Finding, { name, text }: SourceFile): boolean =>
  judges !== true &&
  isWorthMending({ severity, rule }) &&
  suggestion !== undefined &&
  at !== undefined &&
  at.source.name === name &&
  at.source.text === text;

const markOf = ({ rule, path, message, suggestion }: Finding): string => `${rule} ${path} ${message} ${suggestion}`;
/** An error, and a word of others that is read as one of the language. */
const isWorthMending = ({ severity, rule }: Pick<Finding, 'severity' | 'rule'>): boolean =>
  severity === 'error' || rule === 'schema/read-as';
const errorsOf = (findings: readonly Finding[]): number => findings.filter(isWorthMending).length;
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

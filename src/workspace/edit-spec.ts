import { type Edit, type Finding, failure, type Outcome, type SourceFile, success } from '../core/index.js';
import { type FileSystem, isWithin, readText } from '../io/index.js';
import { editedTexts } from '../source/edit/index.js';
import { editedRoot, type Model } from '../spec/index.js';

/** A file with what a change makes of it. */
export interface EditedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The files of a spec that a change is written to. Nothing is written yet.
 * Findings: `fix/refused` where the text cannot take the change, or is no file of one's own; `fix/outdated` where a file is another one by now.
 */
export async function editedFiles(spec: Model, edits: readonly Edit[], files: FileSystem): Promise<Outcome<readonly EditedFile[]>> {
  const { tree } = spec;
  const root = editedRoot(tree.root, edits);
  if (!root.ok) return root;
  const edited = editedTexts(tree, root.value);
  if (!edited.ok) return failure(refused(edited.reason, edited.at));
  const changed: EditedFile[] = [];
  for (const [source, after] of edited.texts) {
    const wrong = await unwritable(source, files);
    if (wrong) return failure(wrong);
    changed.push({ file: source.name, before: source.text, after });
  }
  return success(changed);
}

async function unwritable(source: SourceFile, files: FileSystem): Promise<Finding | undefined> {
  const { name } = source;
  const bytes = name === files.display('-') ? undefined : await files.readBytes(name);
  if (!bytes?.ok) return bytes?.findings[0] ?? refused(`"${name}" is no file`);
  if (!isWithin(await files.projectOf(name), await files.realPath(name))) return refused(`"${name}" is a link out of its project`);
  const read = await readText(name, files);
  if (!read.ok || read.value.text !== source.text) return outdated(name);
  const own = new TextEncoder().encode(source.text);
  const isUtf8 = own.length === bytes.value.length && own.every((byte, i) => byte === bytes.value[i]);
  return isUtf8 ? undefined : refused(`"${name}" is not UTF-8`);
}

/** Writes edited files, each whole or not at all; where one cannot be written, those before it get their text back. */
export async function writeEdited(edited: readonly EditedFile[], files: FileSystem): Promise<Outcome<void>> {
  const done: EditedFile[] = [];
  for (const one of edited) {
    // Between reading and writing somebody may have saved it.
    const now = await readText(one.file, files);
    const written =
      now.ok && now.value.text === one.before ? await files.writeWhole(one.file, one.after, true) : failure(outdated(one.file));
    if (written.ok) done.push(one);
    else {
      for (const { file, before } of done) await files.writeWhole(file, before, true);
      return written;
    }
  }
  return success(undefined);
}

const refused = (reason: string, at?: Finding['at']): Finding => ({
  rule: 'fix/refused',
  severity: 'error',
  message: `the change cannot be written: ${reason}`,
  ...(at && { at }),
  help: 'make it by hand',
});

const outdated = (name: string): Finding => ({
  rule: 'fix/outdated',
  severity: 'error',
  message: `"${name}" has changed since it was read: nothing is written`,
  help: 'run it again',
});

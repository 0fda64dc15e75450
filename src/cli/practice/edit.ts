import { type FileSystem, readText } from '../../io/index.js';
import type { Host } from '../host.js';
import type { Prompts } from '../prompts.js';

export interface Editing {
  readonly prompts: Prompts;
  readonly host: Host;
  readonly files: FileSystem;
  /** The file that is written and read again. */
  readonly path: string;
}

/**
 * A text as somebody changed it, in $VISUAL or $EDITOR, else in the file by whatever means; null where it cannot be written or read.
 * With plain prompts no editor is opened: who reads with a screen reader has their own way to files.
 */
export async function editText(text: string, { prompts, host, files, path }: Editing): Promise<string | null> {
  const tell = (line: string): Promise<void> => host.err.write(`  ${line}\n`);
  if (!(await files.writeWhole(path, text, true)).ok) {
    await tell(`${path} cannot be written: the spec stays as it is`);
    return null;
  }
  const command = host.env.VISUAL || host.env.EDITOR;
  const isDone = command !== undefined && command !== '' && !prompts.isPlain && host.edit !== undefined && (await host.edit(command, path));
  if (command && !prompts.isPlain && !isDone) await tell(`${command} ended with an error`);
  if (!isDone) await prompts.input(`Edit ${path}, save it, then press Enter:`);
  const read = await readText(path, files);
  if (read.ok) return read.value.text;
  await tell(`${path} cannot be read: the spec stays as it is`);
  return null;
}

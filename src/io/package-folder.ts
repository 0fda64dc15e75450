import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BugError } from '../core/index.js';
import type { FileSystem } from './file-system.js';

/** Where the package keeps its examples, templates and schemas: beside its package.json, above this module both in the sources and in the bundle. */
export async function packageFolder(files: FileSystem): Promise<string> {
  for (let folder = dirname(fileURLToPath(import.meta.url)), level = 0; level < 5; level++, folder = dirname(folder)) {
    if (await files.exists(join(folder, 'package.json'))) return folder;
  }
  throw new BugError('the package has lost its folder');
}

import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';

/** An editor writes a file in several steps: they are one change. */
const SETTLES = 10;

/** Names of files that change in some folders, in batches, for ever. A folder that cannot be watched is left out. */
export async function* changesIn(cwd: string, folders: readonly string[]): AsyncGenerator<readonly string[]> {
  const changed = new Set<string>();
  let wake: (() => void) | undefined;
  const watchers: FSWatcher[] = [];
  for (const folder of new Set(folders.map((name) => path.resolve(cwd, name)))) {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null) return;
        changed.add(path.join(folder, name));
        wake?.();
      });
      // Some systems tell by this that a folder is gone; without a listener it would end the process.
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // It was removed since.
    }
  }
  try {
    for (;;) {
      if (changed.size === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      await new Promise((resolve) => setTimeout(resolve, SETTLES));
      const batch = [...changed];
      changed.clear();
      yield batch;
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

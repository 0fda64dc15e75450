import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The validators and the loops over samples are built from other files, not committed: a fresh checkout has none yet. */
export function setup(): void {
  for (const [made, script] of [
    ['src/schema/generated', 'scripts/build-schemas.mjs'],
    ['src/math/generated', 'scripts/build-loops.mjs'],
  ])
    if (!existsSync(`${root}${made}`)) execFileSync(process.execPath, [`${root}${script}`], { cwd: root, stdio: 'inherit' });
}

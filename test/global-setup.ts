import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The validators are compiled from `schemas/`, not committed: a fresh checkout has none yet. */
export function setup(): void {
  const script = `${root}scripts/build-schemas.mjs`;
  if (existsSync(`${root}src/schema/generated`) || !existsSync(script)) return;
  execFileSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
}

/**
 * Builds `dist/`: validators from `schemas/`, the loops over samples, then the bundles. npm runs this as `prepare`, on `npm ci` as well as before each `npx` in the
 * checkout, so it does nothing when the inputs are those of the last build. `--force` builds anyway.
 *
 * The new `dist/` is made beside the old one and swapped in at the end: a failed build leaves the old one as it was.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inputs = [
  'src',
  'schemas',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsdown.config.ts',
  'scripts/build-loops.mjs',
  'scripts/bundled.mjs',
  'scripts/build-schemas.mjs',
  'scripts/convolution.mjs',
  'scripts/log-normal.mjs',
  'scripts/loops.mjs',
  'scripts/normal-quantile.mjs',
  'scripts/result-schema.mjs',
  'scripts/sample-loop.mjs',
  'scripts/sbom.mjs',
  'scripts/schema-fields.mjs',
  'scripts/schema-reference.mjs',
  'scripts/schema-shapes.mjs',
  'scripts/schema-validators.mjs',
  'scripts/time-sum.mjs',
  'scripts/wat.mjs',
  'scripts/prepare.mjs',
];
const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');

/** Files below a path, sorted; generated ones follow from the others. */
function* filesBelow(path) {
  if (!existsSync(join(root, path))) return;
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = join(path, entry.name);
    if (!entry.isDirectory()) yield below;
    else if (entry.name !== 'generated') yield* filesBelow(below);
  }
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesBelow(input)) {
      hash.update(file.split(sep).join('/'));
      hash.update('\0');
      hash.update(readFileSync(join(root, file)));
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}

const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });

const GENERATED = ['src/schema/generated', 'src/math/generated'];
const stamp = hashOfInputs();
const upToDate =
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && GENERATED.every((folder) => existsSync(join(root, folder)));
if (!upToDate || process.argv.includes('--force')) {
  run('scripts/build-schemas.mjs');
  run('scripts/build-loops.mjs');
  const fresh = join(root, 'dist', '..', `dist.${process.pid}.tmp`);
  const old = `${fresh}.old`;
  try {
    run('node_modules/tsdown/dist/run.mjs', '--out-dir', fresh, '--log-level', 'error');
    run('scripts/sbom.mjs', fresh);
    writeFileSync(join(fresh, '.stamp'), stamp);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

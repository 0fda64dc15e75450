import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} folder of a package */
export const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/**
 * The package that a module belongs to: the nearest folder above it, within node_modules, whose package.json has a name and a version.
 * @param {string} file absolute path of a module
 * @returns {string | undefined} absolute path of the folder; undefined for a module of our own
 */
export function packageOf(file) {
  if (!/[\\/]node_modules[\\/]/.test(file)) return undefined;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (/[\\/]node_modules$/.test(folder)) throw new Error(`${file} belongs to no package`);
    if (!existsSync(join(folder, 'package.json'))) continue;
    const { name, version } = manifestOf(folder);
    if (name !== undefined && version !== undefined) return folder;
  }
}

/** What a bundler writes beside each bundle: `name@version` of the packages that it took code from. */
export const PARTS = /^bundled-.*\.json$/;

/**
 * The installed packages, by `name@version`: where each is and what the lock file knows of it.
 * @returns {Map<string, { folder: string, license?: string, integrity: string }>}
 */
export function installed() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return new Map(
    Object.entries(packages).flatMap(([path, { version, license, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return path === '' ? [] : [[`${name}@${version}`, { folder: join(root, path), license, integrity }]];
    }),
  );
}

/**
 * The bill of materials of a build: `sbom.cdx.json`, CycloneDX 1.6, of the packages that the bundler took code from; not of all that is installed.
 *
 * Usage: node scripts/sbom.mjs FOLDER   (of the bundles; the bundler's lists in it are taken in)
 *        node scripts/sbom.mjs FOLDER --manifest   (prints a package.json that depends on those packages and nothing else, for `npm audit`)
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, manifestOf, PARTS, root } from './bundled.mjs';

const [folder = join(root, 'dist'), ...flags] = process.argv.slice(2);
const target = join(folder, 'sbom.cdx.json');

/** @param {string} name @param {string} version */
const purlOf = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** @param {string} integrity `sha512-<base64>`, as the lock file has it */
const hashOf = (integrity) => ({ alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') });

function componentOf(/** @type {string} */ id, /** @type {Map<string, any>} */ lock) {
  const at = id.lastIndexOf('@');
  const [name, version] = [id.slice(0, at), id.slice(at + 1)];
  const entry = lock.get(id);
  if (!entry) throw new Error(`${id} is bundled and not in the lock file`);
  const purl = purlOf(name, version);
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(entry.license && { licenses: [/\s/.test(entry.license) ? { expression: entry.license } : { license: { id: entry.license } }] }),
    hashes: [hashOf(entry.integrity)],
  };
}

function write() {
  const parts = readdirSync(folder).filter((file) => PARTS.test(file));
  const ids = new Set(parts.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  const lock = installed();
  const components = [...ids].sort().map((id) => componentOf(id, lock));
  const { name, version, license } = manifestOf(root);
  const own = purlOf(name, version);
  const body = {
    metadata: { component: { type: 'application', 'bom-ref': own, name, version, purl: own, licenses: [{ license: { id: license } }] } },
    components,
    dependencies: [{ ref: own, dependsOn: components.map(({ purl }) => purl) }],
  };
  // The same build gives the same bytes: no time, and a number that follows from what stands in it.
  const hex = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const serial = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    ...body,
  };
  writeFileSync(target, `${JSON.stringify(bom, null, 2)}\n`);
  for (const file of parts) rmSync(join(folder, file));
}

/** Versions of one name get names of their own: `yaml`, then `yaml-1` for another version of it. */
function manifest() {
  const { components } = JSON.parse(readFileSync(target, 'utf8'));
  const dependencies = {};
  components.forEach((/** @type {{ name: string, version: string }} */ { name, version }, /** @type {number} */ i) => {
    dependencies[name in dependencies ? `${name}-${i}` : name] = name in dependencies ? `npm:${name}@${version}` : version;
  });
  return JSON.stringify({ name: 'bundled', version: '0.0.0', private: true, dependencies }, null, 2);
}

if (flags.includes('--manifest')) process.stdout.write(`${manifest()}\n`);
else write();

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

let bom: {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly components: readonly Component[];
};
beforeAll(() => {
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  bom = JSON.parse(readFileSync(join(ROOT, 'dist/sbom.cdx.json'), 'utf8'));
}, 180_000);

describe('the bill of materials', () => {
  it('is CycloneDX', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has the libraries that are imported, each once, as the lock file has them', () => {
    const { devDependencies, dependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const names = bom.components.map(({ name }) => name);
    for (const name of ['yaml', 'commander', 'mathjs', 'chalk', 'cli-table3', '@inquirer/prompts', 'tinyglobby'])
      expect(names).toContain(name);
    // What builds and tests is no part of what is shipped.
    for (const name of ['typescript', 'vitest', 'tsdown', 'wabt', 'fast-check', '@biomejs/biome']) expect(names).not.toContain(name);
    for (const { name, version, hashes } of bom.components) {
      const direct: string | undefined = { ...devDependencies, ...dependencies }[name];
      if (direct !== undefined) expect(version, name).toBe(direct);
      expect(hashes, name).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    }
    expect(new Set(bom.components.map(({ purl }) => purl)).size).toBe(bom.components.length);
  });

  it('names nothing that the notices do not', () => {
    const notices = readFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const { name, version } of bom.components) expect(notices).toContain(`## ${name} ${version} (`);
  });
});

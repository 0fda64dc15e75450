/**
 * What linting many files costs in CPU, as ratios to bare `node -e 0`, beside other linters on as many documents of their own kind. They do other work:
 * what is compared is what a run in a hook or in CI takes.
 *
 * Usage: node scripts/bench/lint.mjs [--files 1,100,1000] [--rounds 3] [--peers FOLDER]
 * Peers are installed, pinned, into FOLDER (a temporary one unless it is named, removed afterwards); they are no dependencies of this project.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: flags } = parseArgs({
  options: { files: { type: 'string', default: '1,100,1000' }, rounds: { type: 'string', default: '3' }, peers: { type: 'string' } },
});
const PINNED = ['@stoplight/spectral-cli@6.15.0', '@redocly/cli@1.34.5', 'eslint@9.39.1', 'eslint-plugin-yml@1.19.0'];

const box = mkdtempSync(join(tmpdir(), 'sysdesign-bench-'));
try {
  const folder = flags.peers ?? join(box, 'peers');
  const isThere = PINNED.every((one) => existsSync(join(folder, 'node_modules', one.slice(0, one.lastIndexOf('@')))));
  mkdirSync(folder, { recursive: true });
  if (!isThere)
    execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...PINNED], {
      stdio: 'ignore',
    });
  const bin = (/** @type {string} */ name) => join(folder, 'node_modules', name);

  const spec = readFileSync(join(root, 'examples/discord-messages.sysdesign.yaml'), 'utf8');
  const api =
    'openapi: 3.0.3\ninfo: { title: t, version: "1", description: d, contact: { name: n } }\nservers: [{ url: https://example.com }]\ntags: [{ name: a }]\npaths:\n' +
    Array.from(
      { length: 12 },
      (_, i) =>
        `  /things${i}:\n    get:\n      operationId: get${i}\n      description: d\n      tags: [a]\n      responses: { "200": { description: ok } }\n`,
    ).join('');
  writeFileSync(join(box, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
  writeFileSync(
    join(box, 'eslint.config.mjs'),
    `import yml from '${join(folder, 'node_modules/eslint-plugin-yml/lib/index.js')}';\nexport default [...yml.configs['flat/recommended']];\n`,
  );

  const median = (/** @type {readonly number[]} */ of) => [...of].sort((a, b) => a - b)[of.length >> 1] ?? Number.NaN;
  const cpuOf = (/** @type {readonly string[]} */ args) =>
    median(
      Array.from({ length: Number(flags.rounds) }, () => measure([...args], { node: process.execPath, codes: [0, 1, 2], cwd: box }).cpu),
    );
  const bare = cpuOf(['-e', '0']);
  process.stdout.write(`bare node: ${bare.toFixed(3)} s of CPU\n`);
  for (const count of flags.files.split(',').map(Number)) {
    const specs = join(box, `specs-${count}`);
    const apis = join(box, `apis-${count}`);
    mkdirSync(specs);
    mkdirSync(apis);
    const names = [];
    for (let i = 0; i < count; i++) {
      writeFileSync(join(specs, `s${i}.sysdesign.yaml`), spec.replace(/^name: .*$/m, `name: s${i}`));
      writeFileSync(join(apis, `a${i}.yaml`), api.replace('title: t', `title: t${i}`));
      names.push(join(apis, `a${i}.yaml`));
    }
    const runs = [
      ['sysdesign lint', [join(root, 'bin/sysdesign.js'), 'lint', specs]],
      ['spectral lint', [bin('@stoplight/spectral-cli/dist/index.js'), 'lint', '--ruleset', join(box, '.spectral.yaml'), `${apis}/*.yaml`]],
      ['redocly lint', [bin('@redocly/cli/bin/cli.js'), 'lint', '--extends', 'recommended', ...names]],
      ['eslint + yml', [bin('eslint/bin/eslint.js'), '-c', join(box, 'eslint.config.mjs'), apis]],
    ];
    for (const [name, args] of /** @type {[string, string[]][]} */ (runs))
      process.stdout.write(
        `${String(count).padStart(5)} files  ${name.padEnd(16)} ${(cpuOf(args) / bare).toFixed(1).padStart(7)} x bare node\n`,
      );
  }
} finally {
  rmSync(box, { recursive: true, force: true });
}

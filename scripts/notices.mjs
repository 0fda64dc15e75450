/**
 * Writes THIRD-PARTY-NOTICES.md: the packages that are bundled, wholly or in part, with their licenses. `--check` fails if it is out of date.
 * The list is that of the packages named below and all that they depend on.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'THIRD-PARTY-NOTICES.md');

/** What the command line and the library import at run time. ajv only helps to build: its compiled validators hold none of its code. */
const BUNDLED = [
  '@inquirer/prompts',
  'chalk',
  'cli-table3',
  'commander',
  'fastest-levenshtein',
  'mathjs',
  'mdast-util-from-markdown',
  'tinyglobby',
  'yaml',
];

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where a package that `from` depends on is installed: the nearest node_modules above it. */
function folderOf(name, from) {
  for (let at = from; at.startsWith(root.replace(/\/$/, '')); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

function collect() {
  const found = new Map();
  const open = BUNDLED.map((name) => ({ name, from: root }));
  for (const { name, from } of open) {
    const folder = folderOf(name, from);
    if (folder === undefined || found.has(folder) || name.startsWith('@types/')) continue; // types are no code
    const manifest = manifestOf(folder);
    found.set(folder, manifest);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) open.push({ name: dependency, from: folder });
  }
  return [...found].sort(([, a], [, b]) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function licenseOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$|-)/i.test(name));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim();
}

function notices() {
  const sections = collect().map(([folder, { name, version, license, author }]) => {
    const text = licenseOf(folder);
    const by = typeof author === 'string' ? author : author?.name;
    const notice = existsSync(join(folder, 'NOTICE'))
      ? `\n\n\`\`\`text\n${readFileSync(join(folder, 'NOTICE'), 'utf8').trim()}\n\`\`\``
      : '';
    const body = text === undefined ? `Licensed under ${license}${by ? `, by ${by}` : ''}.` : `\`\`\`text\n${text}\n\`\`\``;
    return `## ${name} ${version} (${typeof license === 'string' ? license : 'see below'})\n\n${body}${notice}\n`;
  });
  return `# Third-party notices\n\nsysdesign bundles the following packages, wholly or in part.\n\n${sections.join('\n')}`;
}

const text = notices();
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    process.stderr.write('THIRD-PARTY-NOTICES.md is out of date: run `node scripts/notices.mjs`\n');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);

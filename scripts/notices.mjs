/**
 * Writes THIRD-PARTY-NOTICES.md: the packages that are bundled, wholly or in part, with their licenses. `--check` fails if it is out of date.
 * The list is that of the bill of materials, which the build writes.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, manifestOf, root } from './bundled.mjs';

const target = join(root, 'THIRD-PARTY-NOTICES.md');

/** Folders and manifests of the packages of the bill of materials. */
function collect() {
  const packages = installed();
  const { components } = JSON.parse(readFileSync(join(root, 'dist/sbom.cdx.json'), 'utf8'));
  return components.map(({ name, version }) => {
    const { folder } = packages.get(`${name}@${version}`);
    return [folder, manifestOf(folder)];
  });
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

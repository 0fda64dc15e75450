/**
 * Runs the commands that the README shows, and puts what they print into it: `node scripts/readme.mjs`; with `--check` it only says whether the README has
 * that already. A run stands between two comments, the first with the command and the parts of the screen that are shown:
 *
 *   <!-- run: sysdesign estimate --example flash-sale; until: Flows -->
 *   <!-- end -->
 *
 * `until: X` ends before the line that begins with X, `from: X` begins at it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const RUN = /(<!-- run: sysdesign ([^;\n]*)((?:; (?:from|until): [^;\n]*)*) -->\n)[\s\S]*?(?=<!-- end -->)/g;

/** @param {string} text the README @returns {string} the same with what its commands print */
export function filled(text) {
  return text.replace(RUN, (_, head, command, parts) => `${head}\`\`\`\n$ sysdesign ${command}\n${shown(command, parts)}\`\`\`\n`);
}

/** @param {string} command @param {string} parts */
function shown(command, parts) {
  const env = { ...process.env, NO_COLOR: '1' };
  const run = spawnSync(process.execPath, ['bin/sysdesign.js', ...command.split(' ')], { cwd: root, encoding: 'utf8', env });
  if (run.status !== 0 && run.status !== 1) throw new Error(`${command} ended with ${run.status}: ${run.stderr}`);
  const lines = run.stdout.trimEnd().split('\n');
  const at = (/** @type {string} */ word) => {
    const start = new RegExp(`; ${word}: ([^;]*?)(?=;|$)`).exec(parts)?.[1]?.trim();
    if (start === undefined) return undefined;
    const index = lines.findIndex((line) => line.startsWith(start));
    if (index < 0) throw new Error(`no line of "${command}" begins with "${start}"`);
    return index;
  };
  const [from = 0, until = lines.length] = [at('from'), at('until')];
  const cut = until < lines.length ? '\n...' : '';
  return `${lines.slice(from, until).join('\n').trimEnd()}${cut}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, 'README.md');
  const text = readFileSync(file, 'utf8');
  const made = filled(text);
  if (made !== text && process.argv.includes('--check')) {
    console.error('README.md shows what the commands no longer print: run node scripts/readme.mjs');
    process.exit(1);
  }
  if (made !== text) writeFileSync(file, made);
}

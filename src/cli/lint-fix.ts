import { type Finding, UserError } from '../core/index.js';
import { type FixedFile, fixedText } from '../lint/fix.js';
import { printable } from '../report/text.js';
import type { RulesConfig } from '../rules/index.js';
import { diffOf } from '../source/edit/diff.js';
import type { Config } from '../workspace/config.js';
import { inPlaceOfCatalog } from '../workspace/in-place.js';
import type { Io } from '../workspace/index.js';
import type { Host } from './host.js';

/**
 * Applies corrections to files, to each all or none, and reports how many; in a dry run it only shows them, as a diff.
 * @throws UserError for a file that cannot be written
 */
export async function fixFiles(names: readonly string[], isDry: boolean, { files }: Io, config: Config, host: Host): Promise<void> {
  const problems: Finding[] = [];
  const fixes: FixedFile[] = [];
  for (const name of names) {
    const fixed = await fixedText(name, files, inPlaceOfCatalog(config));
    if (!fixed) continue;
    if (!isDry) {
      const written = await files.writeWhole(name, fixed.after, true);
      if (!written.ok) {
        problems.push(...written.findings);
        continue;
      }
    }
    fixes.push(fixed);
  }
  if (isDry) await host.out.write(fixes.map(diffOf).join(''));
  else await host.err.write(fixes.map(({ file, count }) => `${printable(file)}: ${count} mended\n`).join(''));
  if (problems.length > 0) throw new UserError(problems);
}

/**
 * Changes the designs as well: what rules find, each by the change that saves most for what it costs.
 * @throws UserError for a file that cannot be written
 */
export async function fixDesigns(
  names: readonly string[],
  isDry: boolean,
  { files }: Io,
  config: Config,
  rules: RulesConfig,
  host: Host,
): Promise<void> {
  const [{ fixedDesign }, { writeEdited }] = await Promise.all([import('../lint/fix-designs.js'), import('../workspace/edit-spec.js')]);
  const problems: Finding[] = [];
  for (const name of names) {
    const { edited, labels } = await fixedDesign(name, files, rules, inPlaceOfCatalog(config));
    if (labels.length === 0) continue;
    if (isDry) {
      await host.out.write(edited.map(diffOf).join(''));
      continue;
    }
    const written = await writeEdited(edited, files);
    if (written.ok)
      await host.err.write(
        labels
          .map((label) => printable(`${name}: ${label}`))
          .map((line) => `${line}\n`)
          .join(''),
      );
    else problems.push(...written.findings);
  }
  if (problems.length > 0) throw new UserError(problems);
}

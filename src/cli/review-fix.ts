import { type Finding, type Fix, identityOf, suggest, UserError } from '../core/index.js';
import type { Result } from '../evaluate/result.js';
import { TARGET } from '../lenses/review/analyze.js';
import type { ReviewSpecResult } from '../lenses/review/index.js';
import { consequences } from '../report/fix-text.js';
import { plural, printable } from '../report/text.js';
import { diffOf } from '../source/edit/index.js';
import { editedFiles, writeEdited } from '../workspace/edit-spec.js';
import type { LoadedSpec } from '../workspace/load.js';
import type { Host } from './host.js';

/** A change of a finding: `load/spike-needs-queue@components.db#sale`, and which of its changes: `:2`. */
const ASKED = /^(.*?)(?::(\d{1,3}))?$/;

/** Which finding a change is asked for. */
export const nameOf = (asked: string): string => ASKED.exec(asked)?.[1] ?? '';

/**
 * Writes one change that a review has tried, atomically, and reports what it does; in a dry run it only shows it, as a diff.
 * @throws UserError for a finding or a change that is not there, and where nothing can be written
 */
export async function applyFix(
  asked: string,
  isDry: boolean,
  specs: readonly LoadedSpec[],
  { specs: results }: Result,
  host: Host,
): Promise<void> {
  const [, name = '', number = '1'] = ASKED.exec(asked) ?? [];
  const all = results.flatMap(({ file, findings }) =>
    findings.flatMap((finding) => (finding.judges ? [{ file, id: identityOf(finding), finding }] : [])),
  );
  if (name.startsWith(TARGET)) {
    await write(targetOf(name.slice(TARGET.length), results), isDry, specs, host);
    return;
  }
  const named = all.filter(({ id }) => id === name || id.replace(/#.*$/, '') === name);
  const [first, other] = named;
  if (!first) throw new UserError(unknown(name, all));
  if (other) throw new UserError(several(name, named));
  const fixes = first.finding.fixes ?? [];
  if (fixes.length === 0) throw new UserError({ ...none(`no change is known that mends ${first.id}`), help: 'its help says what to do' });
  const fix = fixes[Number(number) - 1];
  if (!fix)
    throw new UserError({ ...none(`${first.id} has ${plural(fixes.length, 'change')}, and no number ${number}`), help: listed(fixes) });
  await write({ file: first.file, fix }, isDry, specs, host);
}

/** The changes that meet a target. */
function targetOf(requirement: string, results: Result['specs']): Written {
  const all = (results as readonly ReviewSpecResult[]).flatMap(({ file, targets = [] }) => targets.map((target) => ({ file, ...target })));
  const found = all.find((target) => target.requirement === requirement);
  if (found) return found;
  const names = all.map((target) => target.requirement);
  const help = names.length === 0 ? 'no target that is missed has any' : `there are: ${names.map((one) => TARGET + one).join(', ')}`;
  throw new UserError({ ...none(`no changes are known that meet "${requirement}"`), help });
}

interface Written {
  readonly file: string;
  readonly fix: Fix;
}

async function write({ file, fix }: Written, isDry: boolean, specs: readonly LoadedSpec[], host: Host): Promise<void> {
  const { files } = await host.io();
  const spec = specs.find((one) => one.file === file)?.spec;
  const edited = spec ? await editedFiles(spec, fix.edits, files) : undefined;
  if (!edited) return;
  if (!edited.ok) throw new UserError(edited.findings);
  if (isDry) {
    await host.out.write(edited.value.map(diffOf).join(''));
    return;
  }
  const written = await writeEdited(edited.value, files);
  if (!written.ok) throw new UserError(written.findings);
  await host.err.write(
    `${printable(`${edited.value.map((one) => one.file).join(', ')}: ${fix.label}: ${consequences(fix).join('; ')}`)}\n`,
  );
}

interface Named {
  readonly file: string;
  readonly id: string;
}

const none = (message: string): Finding => ({ rule: 'fix/none', severity: 'error', message });

const listed = (fixes: readonly Fix[]): string => fixes.map(({ label }, i) => `${i + 1}: ${label}`).join('; ');

function unknown(name: string, all: readonly Named[]): Finding {
  const near = suggest(
    name,
    all.map(({ id }) => id),
  );
  const ids = [...new Set(all.map(({ id }) => id))];
  const help = ids.length === 0 ? 'nothing is found here' : `there are: ${ids.slice(0, 5).join(', ')}`;
  return {
    ...none(`there is no finding "${name}"`),
    help: near === undefined ? help : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  };
}

const several = (name: string, named: readonly Named[]): Finding => ({
  ...none(`"${name}" names several findings`),
  help: `name one: ${named.map(({ id, file }) => `${id} (${file})`).join(', ')}`,
});

import { FINDINGS } from '../../core/findings/table.js';
import { type FindingId, suggest, UserError } from '../../core/index.js';
import { type FindingEntry, findingRowsJson, findingRowsMarkdown, findingRowsText } from '../../report/finding-rows.js';
import type { FormatName, ReportOptions } from '../../report/index.js';
import type { Host } from '../host.js';
import { type SpecFlags, usage } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';

const ENTRIES: readonly FindingEntry[] = (Object.keys(FINDINGS) as FindingId[]).map((id) => ({ id, ...FINDINGS[id] }));
const areaOf = (id: string): string => id.slice(0, id.indexOf('/'));
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
const AREAS: readonly string[] = [...new Set(ENTRIES.map(({ id }) => areaOf(id)))];
const namesIn = (area: string): readonly string[] => ENTRIES.filter(({ id }) => areaOf(id) === area).map(({ id }) => nameOf(id));

/**
 * What a finding means, with an example; the findings of an area (`schema/`), or all of them (`/`).
 * @throws UserError for an id that no finding has
 */
export async function explainFinding(asked: string, patterns: readonly string[], flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json', 'markdown']);
  const { example, scenario, set } = flags;
  const aside = [...patterns, ...(example ? ['--example'] : []), ...(scenario ? ['--scenario'] : []), ...(set ? ['--set'] : [])];
  if (aside.length > 0) throw usage('a finding means the same in every spec', `leave out ${aside.join(' ')}`);
  const entries = entriesOf(asked);
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    renderings.push({ target, text: textOf(entries, target.format, options) });
  }
  await deliver(renderings, (await host.io()).files, host);
  return 0;
}

function textOf(entries: readonly FindingEntry[], format: FormatName, options: ReportOptions): string {
  if (format === 'json') return findingRowsJson(entries, options);
  return format === 'markdown' ? findingRowsMarkdown(entries) : findingRowsText(entries, options);
}

function entriesOf(asked: string): readonly FindingEntry[] {
  const found = asked === '/' ? ENTRIES : ENTRIES.filter(({ id }) => id === asked || (asked.endsWith('/') && id.startsWith(asked)));
  if (found.length > 0) return found;
  const [area, name] = [areaOf(asked), nameOf(asked)];
  const near = nearest(area, name);
  const known = name === '' ? [] : namesIn(area);
  const listed = known.length > 0 ? `those of ${area}: ${known.join(', ')}` : `the areas are ${AREAS.join(', ')}; specs come after the id`;
  throw new UserError({
    rule: 'usage/unknown-finding',
    severity: 'error',
    message: name === '' ? `no finding is of the area "${area}"` : `there is no finding "${asked}"`,
    help: near === undefined ? listed : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  });
}

/** The same name in another area, else a near one in the area, or in the one whose name is near. */
function nearest(area: string, name: string): string | undefined {
  const home = AREAS.includes(area) ? area : suggest(area, AREAS);
  if (name === '') return home?.concat('/');
  const same = home !== undefined && namesIn(home).includes(name) ? `${home}/${name}` : ENTRIES.find(({ id }) => nameOf(id) === name)?.id;
  const near = home === undefined ? undefined : suggest(name, namesIn(home));
  return same ?? (near === undefined ? undefined : `${home}/${near}`);
}

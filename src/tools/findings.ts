import { FINDINGS } from '../core/findings/table.js';
import { type FindingId, type FindingRow, failure, type Outcome, type Severity, success, suggest } from '../core/index.js';
import { type AnyRule, RULES, type RuleId } from '../rules/index.js';

/** A finding as the table of findings describes it, or the rule that gives it. */
export interface FindingEntry extends FindingRow {
  readonly id: FindingId | RuleId;
  /** What a rule says of itself beyond what every finding has. */
  readonly rule?: AnyRule;
}

const ENTRIES: readonly FindingEntry[] = [
  ...(Object.keys(FINDINGS) as FindingId[]).map((id): FindingEntry => ({ id, ...FINDINGS[id] })),
  ...RULES.map(entryOf),
].sort((a, b) => (a.id < b.id ? -1 : 1));

function entryOf(rule: AnyRule): FindingEntry {
  const { id, severity, docs } = rule;
  return {
    id,
    about: 'judgment',
    severity: typeof severity === 'string' ? severity : [...new Set<Severity>(Object.values(severity))],
    meaning: `${docs.what} ${docs.why}`,
    example: { run: ['review', 'shop.sysdesign.yaml'], spec: docs.bad },
    rule,
  };
}

const areaOf = (id: string): string => id.slice(0, id.indexOf('/'));
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1);
const AREAS: readonly string[] = [...new Set(ENTRIES.map(({ id }) => areaOf(id)))];
const namesIn = (area: string): readonly string[] => ENTRIES.filter(({ id }) => areaOf(id) === area).map(({ id }) => nameOf(id));

/** The finding of an id, those of an area (`schema/`), or all of them (`/`); in the order of ids, at least one. */
export function findingsOf(asked: string): Outcome<readonly FindingEntry[]> {
  const found = asked === '/' ? ENTRIES : ENTRIES.filter(({ id }) => id === asked || (asked.endsWith('/') && id.startsWith(asked)));
  if (found.length > 0) return success(found);
  const [area, name] = [areaOf(asked), nameOf(asked)];
  const near = nearest(area, name);
  const known = name === '' ? [] : namesIn(area);
  const listed = known.length > 0 ? `those of ${area}: ${known.join(', ')}` : `the areas are ${AREAS.join(', ')}; specs come after the id`;
  return failure({
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

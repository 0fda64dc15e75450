import { type Acceptance, type Finding, JUDGMENT_IDS, type Range, suggest } from '../core/index.js';
import { DIRECTIVES } from '../source/index.js';
import { isExpired } from '../spec/index.js';
import { RULES } from './table.js';

/** A comment or a waiver, about one rule. */
export interface Acceptor {
  readonly by: 'comment' | 'waiver' | 'config';
  /** Of a comment its first word, of a waiver its name. */
  readonly name: string;
  /** Empty where a comment names none. */
  readonly rule: string;
  readonly ruleAt: Range;
  readonly at: Range;
  readonly acceptance: Acceptance;
  /** Path of what it is about; undefined of a comment, which is about where it stands. */
  readonly about: string | undefined;
  readonly accepts: (finding: { readonly at?: Range; readonly subject?: string; readonly key?: string }) => boolean;
}

/** What may be accepted, by its id, and how. */
export interface AcceptedIds {
  readonly judgments: ReadonlySet<string>;
  /** About the text: a warning is accepted by a comment beside it, an error nowhere. */
  readonly texts: ReadonlyMap<string, 'error' | 'warning'>;
}

let known: AcceptedIds | undefined;

/** Every id, from tables that are loaded only where something is accepted. */
export async function acceptedIds(): Promise<AcceptedIds> {
  if (known) return known;
  const { FINDINGS } = await import('../core/findings/table.js');
  const texts = Object.entries(FINDINGS).flatMap(([id, { about, severity }]) =>
    about === 'text' ? [[id, severity === 'error' ? 'error' : 'warning'] as const] : [],
  );
  known = { judgments: new Set<string>([...RULES.map(({ id }) => id), ...JUDGMENT_IDS]), texts: new Map(texts) };
  return known;
}

/** Whether findings of an id are what has come of targets. */
export const isOfCheck = (rule: string): boolean => /^(?:requirement|expectation)\//.test(rule);

/** Why something accepts nothing; undefined where it is sound, and where its rule is one about the text, which is judged where texts are read. */
export function problemOf(acceptor: Acceptor, ids: AcceptedIds, today: string | undefined): Finding | undefined {
  const { by, name, rule, ruleAt, at, acceptance, about } = acceptor;
  if (by === 'comment' && !DIRECTIVES.some((directive) => directive === name)) {
    const near = suggest(name, DIRECTIVES) ?? DIRECTIVES[1];
    return {
      rule: 'suppression/directive',
      severity: 'warning',
      message: `"${name}" ignores nothing`,
      at: { ...at, end: at.start + name.length },
      help: `did you mean "${near}"?`,
      suggestion: near,
    };
  }
  if (rule === '')
    return {
      rule: 'suppression/no-rule',
      severity: 'warning',
      message: `"${name}" names no rule`,
      at,
      help: `for example: ${name} load/slow-store -- why`,
    };
  if (!ids.judgments.has(rule) && !ids.texts.has(rule)) {
    const near = suggest(rule, [...ids.judgments, ...ids.texts.keys()]);
    return {
      rule: 'suppression/unknown-rule',
      severity: 'warning',
      message: `there is no finding "${rule}" to accept`,
      at: ruleAt,
      help: near === undefined ? '`sysdesign rules` lists the rules' : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    };
  }
  if (acceptance.reason === '')
    return {
      rule: 'suppression/no-reason',
      severity: 'warning',
      message: `why is ${rule} ignored here?`,
      at,
      help: `write the reason behind it: ${name} ${rule} -- why`,
    };
  const refused = refusalOf(acceptor, ids);
  if (refused)
    return { rule: 'suppression/refused', severity: 'warning', message: `${rule} ${refused.why}`, at: ruleAt, help: refused.help };
  if (isExpired(acceptance.until, today))
    return {
      rule: 'suppression/expired',
      severity: 'warning',
      message: `the waiver "${name}" of ${rule} about ${about} held until ${acceptance.until}`,
      at,
      help: 'fix what it accepted, or decide anew and move `until`',
    };
  return undefined;
}

/** What is not accepted in this way. */
function refusalOf({ by, rule }: Acceptor, { texts }: AcceptedIds): { readonly why: string; readonly help: string } | undefined {
  if (by !== 'waiver' && isOfCheck(rule)) return { why: 'is accepted under `waivers:` of the spec alone', help: 'state it there' };
  if (texts.get(rule) === 'error') return { why: 'is an error of the text, which is not accepted', help: 'mend it' };
  if (texts.has(rule) && by !== 'comment')
    return { why: 'is about the text: a comment beside it accepts it', help: `# sysdesign-ignore-next-line ${rule} -- why` };
  return undefined;
}

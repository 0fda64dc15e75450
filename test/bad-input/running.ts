import { expect } from 'vitest';
import { type Given, sysdesign } from '../support/hosts.js';

/** A spec without mistakes, small enough to see what each test changes. */
export const SHOP = `sysdesign: 1
name: shop
assumptions:
  users: 1M..2M users
  visits: 3 per user per day
flows:
  browse:
    rate: = users * visits
    response: 20 kB
    path: api -> db
components:
  api: { kind: service, each: { rate: 500 req/s } }
  db: { kind: database }
data:
  orders: { in: db, item: 1 kB, addedBy: browse, keep: 1 year }
scenarios:
  sale: { flows.browse.rate: x3 }
expect:
  flows.browse.rate.mean: 49 req/s within 5%
`;

/** The shop with one text in place of another, which must be there. */
export function shopWith(old: string, by: string): string {
  if (!SHOP.includes(old)) throw new Error(`the shop has no ${old}`);
  return SHOP.replace(old, () => by);
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly help: string | null;
  readonly at: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  } | null;
}

export interface Told {
  readonly rule: string;
  readonly message: string;
  readonly help: string;
  /** `shop.sysdesign.yaml:8:11`; empty when the finding is about no place. */
  readonly place: string;
  /** The text it points at, where that is on one line. */
  readonly marked: string;
}

interface Judged {
  readonly code: number;
  readonly told: readonly Told[];
  /** What people see. */
  readonly text: string;
}

const SPEC = 'shop.sysdesign.yaml';

/** What a command that judges specs says: as data, and as people see it. Both ways must end alike. */
export async function judged(argv: readonly string[], given: Given): Promise<Judged> {
  const json = await sysdesign([...argv, '-f', 'json'], given);
  const pretty = await sysdesign(argv, given);
  expect(pretty.code, 'exit codes of json and pretty').toBe(json.code);
  return { code: json.code, told: toldIn(json.out, given.files ?? {}, argv), text: pretty.out + pretty.err };
}

function toldIn(out: string, files: NonNullable<Given['files']>, argv: readonly string[]): readonly Told[] {
  if (out === '') return [];
  const parsed: unknown = JSON.parse(out);
  const { specs } = parsed as { readonly specs: readonly { readonly findings: readonly JsonFinding[] }[] };
  return specs.flatMap(({ findings }) =>
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, message, help, at }) => {
        const content = at === null ? undefined : at.file === '--set' ? setOf(argv) : files[at.file];
        const line =
          typeof content === 'string' && at !== null ? (content.replace(/^\ufeff/, '').split(/\r?\n|\r/)[at.line - 1] ?? '') : '';
        return {
          rule,
          message,
          help: help ?? '',
          place: at === null ? '' : `${at.file}:${at.line}:${at.column}`,
          marked: at !== null && at.line === at.endLine ? line.slice(at.column - 1, at.endColumn - 1) : '',
        };
      }),
  );
}

const setOf = (argv: readonly string[]): string => argv[argv.indexOf('--set') + 1] ?? '';

export interface Wanted {
  readonly rule: string;
  /** The text that the finding points at. */
  readonly marked?: string;
  /** `8:11`. */
  readonly at?: string;
  /** What is to be read, in the message or the help, with spaces as they come. */
  readonly says: RegExp;
}

/** One mistake in one spec: exit code 2, one finding, at the mistake, with a message and something to do. */
export async function expectOne(text: string | Uint8Array, wanted: Wanted, argv: readonly string[] = ['validate', SPEC]): Promise<void> {
  const { code, told, text: seen } = await judged(argv, { files: { [SPEC]: text } });
  expect(code, seen).toBe(2);
  expect(
    told.map(({ rule }) => rule),
    seen,
  ).toEqual([wanted.rule]);
  const [one] = told;
  expectReadable(one, seen);
  expect(`${one?.message} | ${one?.help}`).toMatch(wanted.says);
  if (wanted.marked !== undefined) expect(one?.marked).toBe(wanted.marked);
  if (wanted.at !== undefined) expect(one?.place.replace(/^.*?:/, '')).toBe(wanted.at);
}

/** A message is one sentence in plain words, and comes with its rule; people see both. */
export function expectReadable(one: Told | undefined, seen: string): void {
  expect(one?.message).toMatch(/^[^A-Z].*[^.]$|^".*[^.]$|^YAML .*[^.]$|^M is /);
  expect(one?.message.length).toBeLessThan(300);
  expect(one?.help.length).toBeLessThan(300);
  expect(seen).toContain(`error[${one?.rule}]: ${one?.message.split(' ', 2).join(' ').slice(0, 20)}`);
  expect(`${one?.message} ${one?.help}`).not.toMatch(/undefined|NaN|\[object|Infinity|at Object\./);
  expect(one?.help).toBeTruthy();
  expect(seen).toContain('help: ');
}

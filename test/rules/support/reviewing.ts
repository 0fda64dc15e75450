import { expect } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

/** A finding of a review, as its result has it. */
export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly subject?: string;
  readonly math?: string;
  readonly related?: readonly { readonly message: string }[];
}

/** What one rule finds in a spec. */
export async function foundBy(rule: string, spec: string, preset = 'thorough'): Promise<readonly Found[]> {
  const { out, err } = await sysdesign(
    ['review', 'shop.sysdesign.yaml', '--no-fixes', '--preset', preset, '-f', 'json', '--samples', '2000'],
    {
      files: { 'shop.sysdesign.yaml': spec.startsWith('sysdesign:') ? spec : `sysdesign: 1\nname: shop\n${spec}` },
    },
  );
  expect(err).toBe('');
  const [first] = (JSON.parse(out) as { specs: { name: string | null; findings: readonly Found[]; broken?: readonly unknown[] }[] }).specs;
  expect(first?.name, out).not.toBeNull();
  expect(first?.broken ?? []).toEqual([]);
  return (first?.findings ?? []).filter((finding) => finding.rule === rule);
}

/** The messages of what one rule finds. */
export const messagesOf = async (rule: string, spec: string, preset?: string): Promise<readonly string[]> =>
  (await foundBy(rule, spec, preset)).map(({ message }) => message);

/** What a review tells of a spec, by identity (`rule@subject#key`), with the promises that each endangers; of a promise that is not kept, `requirement/missed@name`. */
export async function toldOf(spec: string, preset = 'recommended'): Promise<ReadonlyMap<string, readonly string[]>> {
  const { out, err } = await sysdesign(
    ['review', 'design.sysdesign.yaml', '--no-fixes', '--preset', preset, '-f', 'json', '--samples', '300'],
    {
      files: { 'design.sysdesign.yaml': spec },
    },
  );
  expect(err).toBe('');
  const [first] = (
    JSON.parse(out) as {
      specs: {
        name: string | null;
        findings: { rule: string; subject: string | null; key: string | null; impact?: { requirement: string }[] }[];
        checks: { rule: string | null; requirement?: string }[];
        broken?: readonly unknown[];
      }[];
    }
  ).specs;
  expect(first?.name, out).not.toBeNull();
  expect(first?.broken ?? []).toEqual([]);
  return new Map<string, readonly string[]>([
    ...(first?.findings ?? []).map(
      ({ rule, subject, key, impact }) =>
        [`${rule}@${subject ?? ''}${key === null ? '' : `#${key}`}`, (impact ?? []).map(({ requirement }) => requirement)] as const,
    ),
    ...(first?.checks ?? [])
      .filter(({ rule }) => rule === 'requirement/missed' || rule === 'requirement/at-risk')
      .map(({ rule, requirement }) => [`${rule}@${requirement}`, []] as const),
  ]);
}

/** What a review finds in a spec by default, or with a preset, by identity. */
export const identitiesIn = async (spec: string, preset?: string): Promise<ReadonlySet<string>> =>
  new Set((await toldOf(spec, preset)).keys());

/** A spec of flows, components and data, each indented by two. */
export const spec = (flows: string, components: string, data = ''): string => `sysdesign: 1
name: shop
flows:
  ${flows}
components:
  ${components}
${data && `data:\n  ${data}\n`}`;

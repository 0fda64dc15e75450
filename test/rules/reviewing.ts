import { expect } from 'vitest';
import { sysdesign } from '../cli/hosts.js';

export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly math?: string;
}

/** What a review of a spec finds of one rule, with all rules on. */
export async function foundBy(rule: string, spec: string): Promise<readonly Found[]> {
  const files = { 'shop.sysdesign.yaml': spec };
  const { out, err } = await sysdesign(['review', 'shop.sysdesign.yaml', '--preset', 'thorough', '-f', 'json', '--samples', '2000'], {
    files,
  });
  expect(err).toBe('');
  const [first] = (JSON.parse(out) as { specs: { name: string | null; findings: Found[]; broken?: unknown[] }[] }).specs;
  expect(first?.name, out).not.toBeNull();
  expect(first?.broken ?? []).toEqual([]);
  return (first?.findings ?? []).filter((finding) => finding.rule === rule);
}

export const messagesOf = async (rule: string, spec: string): Promise<readonly string[]> =>
  (await foundBy(rule, spec)).map(({ message }) => message);

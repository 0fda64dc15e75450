import { expect } from 'vitest';
import { sysdesign } from '../cli/hosts.js';

export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly subject?: string;
}

/** What one rule finds in a spec, in a review with all rules unless a preset is named. */
export async function foundBy(rule: string, spec: string, preset = 'thorough'): Promise<readonly Found[]> {
  const { out, err } = await sysdesign(['review', 'shop.sysdesign.yaml', '--preset', preset, '-f', 'json', '--samples', '2000'], {
    files: { 'shop.sysdesign.yaml': spec },
  });
  expect(err).toBe('');
  const [first] = (JSON.parse(out) as { specs: { findings: readonly Found[]; name: string | null; broken?: readonly unknown[] }[] }).specs;
  expect(first?.name, out).not.toBeNull();
  expect(first?.broken ?? []).toEqual([]);
  return (first?.findings ?? []).filter((finding) => finding.rule === rule);
}

/** The messages alone. */
export const messagesOf = async (rule: string, spec: string, preset?: string): Promise<readonly string[]> =>
  (await foundBy(rule, spec, preset)).map(({ message }) => message);

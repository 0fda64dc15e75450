import { expect } from 'vitest';
import { memoryFileSystem } from '../../../../src/io/index.js';
import type { Model } from '../../../../src/spec/index.js';
import { loadedFromText } from '../../../../src/workspace/index.js';

export const load = (text: string) =>
  loadedFromText({ name: 'test.sysdesign.yaml', text: `sysdesign: 1\nname: test\n${text}` }, memoryFileSystem({}));

/** The model that a text is read as, and what is noted of that. */
export async function meant(text: string): Promise<{ readonly model: Model; readonly notes: readonly string[] }> {
  const { spec: model, findings } = await load(text);
  expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  if (model === null) throw new Error('it is refused');
  return { model, notes: findings.filter(({ rule }) => rule === 'schema/read-as').map(({ message }) => message) };
}

export const errors = async (text: string): Promise<readonly string[]> =>
  (await load(text)).findings.filter(({ severity }) => severity === 'error').map(({ message, help = '' }) => `${message} | ${help}`);

/** The literal that a path states. */
export const stated = (model: Model, path: string): string | undefined => model.leaves.get(path)?.text;

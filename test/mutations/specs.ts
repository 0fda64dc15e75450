import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/core/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { parseYaml, wholeOf } from '../../src/source/index.js';
import { loadedFromText } from '../../src/workspace/index.js';
import type { Sound } from './mutant.js';
import { sitesOf } from './sites.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = memoryFileSystem({});

/** The specs of a folder of the repository, as they are. */
export function specsIn(folder: string): readonly Sound[] {
  return readdirSync(`${root}/${folder}`)
    .filter((file) => file.endsWith('.sysdesign.yaml'))
    .sort()
    .map((file) => soundSpec(`${folder}/${file}`, readFileSync(`${root}/${folder}/${file}`, 'utf8')));
}

function soundSpec(file: string, text: string): Sound {
  const tree = parseYaml(wholeOf({ name: file, text }));
  if (!tree.ok) throw new Error(`${file} cannot be read`);
  return { file, text, sites: sitesOf(tree.value) };
}

/** The errors that the tool finds in a text: in its syntax, schema, names, literals, expressions, checks, scenarios. */
export const errorsIn = async (text: string): Promise<readonly Finding[]> =>
  (await toldIn(text)).filter(({ severity }) => severity === 'error');

/** The same, and what the tool reads as something else since it has one meaning: of a mistake, the same is to be told. */
export async function toldIn(text: string): Promise<readonly Finding[]> {
  const { findings } = await loadedFromText({ name: 'test.sysdesign.yaml', text }, files);
  return findings.filter(({ severity, rule }) => severity === 'error' || rule === 'schema/read-as');
}

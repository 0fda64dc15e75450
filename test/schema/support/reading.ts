import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../src/core/index.js';
import { validateConfig, validateSpec } from '../../../src/schema/index.js';
import { type MapNode, parseYaml, wholeOf } from '../../../src/source/index.js';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export function treeOf(text: string): MapNode {
  const parsed = parseYaml(wholeOf({ name: 'test.sysdesign.yaml', text }));
  if (!parsed.ok) throw new Error(parsed.findings.map(({ message }) => message).join('\n'));
  return parsed.value;
}

export const findingsIn = (text: string): readonly Finding[] => validateSpec(treeOf(text));
export const configFindingsIn = (text: string): readonly Finding[] => validateConfig(treeOf(text));

/** The text a finding points at. */
export const spanOf = ({ at }: Finding): string => (at === undefined ? '' : at.source.text.slice(at.start, at.end));

/** A finding in one line, for comparisons. */
export const brief = (finding: Finding): string =>
  `${finding.rule} <${spanOf(finding)}>${finding.suggestion === undefined ? '' : ` -> ${finding.suggestion}`}`;

export const schemaText = (name: string): string => readFileSync(`${root}/schemas/${name}.schema.json`, 'utf8');
export const schemaNames = readdirSync(`${root}/schemas`).map((file) => file.replace('.schema.json', ''));

/** The least that work on many specs can cost: parse each with `yaml`, keeping places, and validate it with the compiled schema. In one process. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import validate from '../../src/schema/generated/validate-spec.js';

const folder = process.argv[2] ?? '.';
let valid = 0;
for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith('.yaml')) continue;
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { lineCounter: new LineCounter(), merge: true, version: '1.2' });
  if (validate(document.toJS())) valid++;
}
process.stdout.write(`${valid} valid\n`);

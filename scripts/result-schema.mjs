// The schema of results: the part that all lenses share, and what each lens adds to the result of a spec, as it stands beside the lens.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * @param {string} root folder of the project
 * @returns {string} text of schemas/result.schema.json
 */
export function resultSchema(root) {
  const schema = read(join(root, 'src/evaluate/result.schema.json'));
  const lenses = join(root, 'src/lenses');
  for (const lens of readdirSync(lenses).sort()) {
    const file = join(lenses, lens, 'result.schema.json');
    if (!existsSync(file)) continue;
    const { properties, definitions } = read(file);
    add(schema.definitions.spec.properties, properties, lens);
    add(schema.definitions, definitions, lens);
  }
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** @param {Record<string, unknown>} to @param {Record<string, unknown>} entries @param {string} lens */
function add(to, entries, lens) {
  for (const [key, value] of Object.entries(entries)) {
    if (key in to) throw new Error(`the lens ${lens} defines "${key}" of the result, which another part defines too`);
    to[key] = value;
  }
}

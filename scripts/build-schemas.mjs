// Builds what is derived from schemas/: validators, the shape table and the reference of keys (src/schema/generated, not committed), and the
// names of fields (src/schema/fields.generated.ts, committed). `--check` builds nothing and fails where the committed names have drifted.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultSchema } from './result-schema.mjs';
import { fieldsSource } from './schema-fields.mjs';
import { referenceOf } from './schema-reference.mjs';
import { shapesOf, shapesSource } from './schema-shapes.mjs';
import { validatorSource } from './schema-validators.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'src/schema/generated');
const fieldsFile = join(root, 'src/schema/fields.generated.ts');

/** @param {string} name */
const schema = (name) => JSON.parse(readFileSync(join(root, 'schemas', `${name}.schema.json`), 'utf8'));

const spec = schema('spec');
const config = schema('config');
const specShapes = shapesOf(spec);
const fields = fieldsSource(spec, specShapes);

const resultFile = join(root, 'schemas/result.schema.json');
const result = resultSchema(root);

if (process.argv.includes('--check')) {
  if (readFileSync(resultFile, 'utf8') !== result) {
    console.error('schemas/result.schema.json is not what its parts beside the lenses give: run `node scripts/build-schemas.mjs`');
    process.exitCode = 1;
  }
  if (readFileSync(fieldsFile, 'utf8') !== fields) {
    console.error('src/schema/fields.generated.ts is not what schemas/spec.schema.json gives: run `node scripts/build-schemas.mjs`');
    process.exitCode = 1;
  }
} else {
  const validatorTypes = "import type { Validate } from '../validate.js';\n\ndeclare const validate: Validate;\nexport default validate;\n";
  /** @type {Record<string, string>} */
  const files = {
    'validate-spec.js': validatorSource(spec),
    'validate-spec.d.ts': validatorTypes,
    'validate-config.js': validatorSource(config),
    'validate-config.d.ts': validatorTypes,
    'shapes.js': shapesSource({ SHAPE: specShapes, CONFIG_SHAPE: shapesOf(config) }),
    'reference.js': shapesSource({ KEYS: referenceOf(spec) }),
    'reference.d.ts': "import type { Key } from '../reference.js';\n\nexport declare const KEYS: readonly Key[];\n",
    'shapes.d.ts':
      "import type { Shapes } from '../shape.js';\n\nexport declare const SHAPE: Shapes;\nexport declare const CONFIG_SHAPE: Shapes;\n",
  };
  mkdirSync(generated, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(generated, name), text);
  writeFileSync(resultFile, result);
  writeFileSync(fieldsFile, fields);
}

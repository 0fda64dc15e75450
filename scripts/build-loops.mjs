// Builds src/math/generated/*.js (not committed): the loops over samples of scripts/loops.mjs and the sums of scripts/convolution.mjs, compiled to
// WebAssembly.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { CONVOLUTION, NUMBERS } from './convolution.mjs';
import { LOOPS } from './loops.mjs';

const generated = fileURLToPath(new URL('../src/math/generated', import.meta.url));
const { parseWat } = await wabt();
mkdirSync(generated, { recursive: true });

/** @param {string} name @param {string} text @param {Readonly<Record<string, number>>} numbers */
function build(name, text, numbers = {}) {
  const module = parseWat(`${name}.wat`, text, { bulk_memory: true, sat_float_to_int: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  const [constant, ...others] = [name.toUpperCase(), ...Object.keys(numbers)];
  const values = others.map((key) => `export const ${key} = ${numbers[key]};\n`).join('');
  writeFileSync(join(generated, `${name}.js`), `export const ${constant} = '${Buffer.from(buffer).toString('base64')}';\n${values}`);
  const types = others.map((key) => `export declare const ${key}: number;\n`).join('');
  writeFileSync(join(generated, `${name}.d.ts`), `/** WebAssembly, in base 64. */\nexport declare const ${constant}: string;\n${types}`);
}

build('loops', LOOPS);
build('convolution', CONVOLUTION, NUMBERS);

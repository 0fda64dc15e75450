// Builds src/math/generated/loops.js (not committed): the loops over samples of scripts/loops.mjs, compiled to WebAssembly.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { LOOPS } from './loops.mjs';

const generated = fileURLToPath(new URL('../src/math/generated', import.meta.url));
const { parseWat } = await wabt();
const module = parseWat('loops.wat', LOOPS, { bulk_memory: true, sat_float_to_int: true });
const { buffer } = module.toBinary({});
module.destroy();
mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, 'loops.js'), `export const LOOPS = '${Buffer.from(buffer).toString('base64')}';\n`);
writeFileSync(join(generated, 'loops.d.ts'), '/** WebAssembly, in base 64. */\nexport declare const LOOPS: string;\n');

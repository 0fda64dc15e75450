/**
 * Solves every fault tree of a folder with the built API; with `--read` only reads them, which is the floor.
 * Usage: node scripts/bench/fault-trees.mjs folder [--read]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.', how] = process.argv.slice(2);
const trees = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
if (how !== '--read') {
  const { solveFaultTree } = await import(new URL('../../dist/index.js', import.meta.url).href);
  for (const tree of trees) if (!solveFaultTree(tree).exact) throw new Error(`${tree.name} is only bounded`);
}

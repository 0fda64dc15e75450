import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { reasonTexts } from '../../src/core/index.js';
import { graphOf } from '../../src/evaluate/index.js';
import { type FactNode, idInYear, reasonsOf } from '../../src/facts/index.js';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { num } from '../../src/quantity/index.js';
import { loadSpecs } from '../../src/workspace/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['examples', 'templates', 'test/known-answers', 'test/known-answers/by-hand', 'test/mutations'];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.sysdesign.yaml'))
    .map((name) => `${folder}/${name}`),
);

/** One year more, a few more where there is time. */
const YEARS = process.env.SYSDESIGN_FULL === '1' ? [0, 1, 3] : [3];

/** Equal, but for the rounding of sums in another order. */
const isClose = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) || (Number.isNaN(a) && Number.isNaN(b));

/** Reasons, whatever year they name. */
const missingOf = (node: FactNode): string =>
  reasonTexts(reasonsOf(node))
    .join()
    .replaceAll(/\.year\d+/g, '');

describe('a fact of year N is the same fact after N years', () => {
  test.each(files)('%s', async (file) => {
    const [loaded] = await loadSpecs([file], { files: nodeFileSystem(ROOT) });
    if (!loaded?.spec) throw new Error(`${file} is invalid`);
    const graph = graphOf(loaded.spec);
    const differing: string[] = [];
    for (const years of YEARS) {
      const after = graph.under(new Map(), { after: num(years) });
      for (const id of graph.ids()) {
        if (id.startsWith('assumptions.')) continue;
        const [of, then] = [graph.get(idInYear(id, years)), after.get(id)];
        if (of.state !== then.state || of.word !== then.word || missingOf(of) !== missingOf(then) || !isClose(of.value, then.value))
          differing.push(
            `${id}.year${years} is ${of.word ?? of.value} (${of.state} ${of.missing}), after ${years} years ${then.word ?? then.value} (${then.state} ${then.missing})`,
          );
      }
    }
    expect(differing).toEqual([]);
  });
});

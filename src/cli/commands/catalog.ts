import { catalogEntries, findEntries, suggestProduct } from '../../catalog/index.js';
import { UserError } from '../../core/index.js';
import { catalogDocument } from '../../views/catalog.js';
import type { Host } from '../host.js';
import { addOutput, type SpecFlags } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { configOf } from '../specs.js';
import type { Define } from './index.js';

export const defineCatalog: Define = (command, host, finish) => {
  addOutput(command.argument('[term...]', 'words, an id or a product; without one, everything'))
    .addHelpText('after', '\nExamples:\n  sysdesign catalog redis\n  sysdesign catalog price egress -f json')
    .action(async (terms: readonly string[]) => finish(await catalog(terms.join(' '), command.optsWithGlobals<SpecFlags>(), host)));
};

/** Shows figures of the catalog with their sources. */
async function catalog(term: string, flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json']);
  const found = term === '' ? await catalogEntries() : await findEntries(term);
  const { catalog: stated } = await configOf(host, flags);
  const entries = stated ? await (await import('../../workspace/config-catalog.js')).entriesUnder(stated, found) : found;
  if (entries.length === 0) {
    const near = await suggestProduct(term);
    throw new UserError({
      rule: 'usage/not-in-catalog',
      severity: 'error',
      message: `nothing in the catalog fits "${term}"`,
      help: near === undefined ? '`sysdesign catalog` lists everything' : `did you mean "${near}"?`,
    });
  }
  await writeDocument(catalogDocument(entries, flags), targets, flags, host);
  return 0;
}

import { rows } from './row.js';

const SHOP = `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`;

/** Findings about what is asked for on the command line or through the API. */
export const USAGE = rows({
  'usage/argument': {
    about: 'text',
    severity: 'error',
    meaning: 'An argument or the value of a flag is wrong or does not go with another one. `--help` after the command shows what it takes.',
    example: { run: ['estimate', '--samples', '10'] },
  },
  'usage/no-result': {
    about: 'text',
    severity: 'error',
    meaning: 'A file that is to be merged is no result of this tool. Name what `sysdesign lint -f json=result.json` wrote.',
    example: { run: ['merge', 'shop.sysdesign.yaml'], spec: SHOP },
  },
  'usage/no-specs': {
    about: 'text',
    severity: 'error',
    meaning:
      'No spec is named, the configuration names none, and no *.sysdesign.yaml is in the folder or below. Name one, or write one with `sysdesign init`.',
    example: { run: ['estimate'] },
  },
  'usage/not-in-catalog': {
    about: 'text',
    severity: 'error',
    meaning: 'No figure or product of the catalog fits the word. `sysdesign catalog` lists all of them.',
    example: { run: ['catalog', 'casandra'] },
  },
  'usage/not-linted': {
    about: 'text',
    severity: 'error',
    meaning:
      'The thread that had the file ended before it was linted: it ran out of memory, or met a bug of ours. Lint the file by itself, without `--jobs`.',
    example: { run: ['lint', '--jobs', '2'], spec: SHOP, given: 'the thread that lints shop.sysdesign.yaml runs out of memory' },
  },
  'usage/scenario-skipped': {
    about: 'text',
    severity: 'info',
    meaning: 'Of several specs, this one has no scenario of that name and is left out; those that have it are looked at under it.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml', 'store.sysdesign.yaml', '--scenario', 'sale'],
      spec: SHOP,
      files: { 'store.sysdesign.yaml': `${SHOP}scenarios:\n  sale: { flows.read.rate: x3 }\n` },
    },
  },
  'usage/sweep': {
    about: 'text',
    severity: 'error',
    meaning: 'A sweep needs a path of the spec and both ends of a range of one quantity: assumptions.users=1M..100M.',
    example: { run: ['sweep', 'flows.read.rate=5 req/s', 'shop.sysdesign.yaml'], spec: SHOP },
  },
  'usage/timeout': {
    about: 'text',
    severity: 'error',
    meaning:
      'The run took longer than `--timeout` allows, and what was being done then was given up; what was finished before is printed. Give it more time, or less to do.',
    example: { run: ['estimate', 'shop.sysdesign.yaml', '--timeout', '0 s'], spec: SHOP },
  },
  'usage/unknown-example': {
    about: 'text',
    severity: 'error',
    meaning: 'No example of that name comes with the tool. The message lists what is near, or all of them.',
    example: { run: ['estimate', '--example', 'url-shortner'] },
  },
  'usage/unknown-fact': {
    about: 'text',
    severity: 'error',
    meaning: 'The spec has no fact of that id. `sysdesign facts` lists those it has.',
    example: { run: ['explain', 'flows.read.rate.maen', 'shop.sysdesign.yaml'], spec: SHOP },
  },
  'usage/unknown-finding': {
    about: 'text',
    severity: 'error',
    meaning: 'There is no finding of that id. `sysdesign explain AREA/` lists the findings of an area, `sysdesign explain /` all of them.',
    example: { run: ['explain', 'schema/unknown-kye'] },
  },
  'usage/unknown-key': {
    about: 'text',
    severity: 'error',
    meaning:
      'No key of a spec has that name, and none is described so. `sysdesign help spec` lists the keys; `sysdesign help` the commands.',
    example: { run: ['help', 'spec', 'zebra'] },
  },
  'usage/unknown-scenario': {
    about: 'text',
    severity: 'error',
    meaning: 'The spec has no scenario of that name. Take one that it states under `scenarios`, or `all` or `stress`.',
    example: {
      run: ['estimate', 'shop.sysdesign.yaml', '--scenario', 'sael'],
      spec: `${SHOP}scenarios:\n  sale: { flows.read.rate: x3 }\n`,
    },
  },
});

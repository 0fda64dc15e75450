import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { manifestOf, packageOf } from './scripts/bundled.mjs';

const require = createRequire(import.meta.url);

const common: UserConfig = {
  platform: 'node',
  target: 'node20.19',
  // Everything is bundled: installing brings one package. Their names and licenses stand in THIRD-PARTY-NOTICES.md.
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  // For node, yaml offers CommonJS: each of its 70 files in a wrapper that is compiled twice, and none of it can be shaken off. Its ES build,
  // meant for browsers, has the same parser and saves a tenth of bare node's time.
  alias: { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js') },
  plugins: [lateChildProcess(), plainWidths(), bundledPackages()],
  sourcemap: false,
  clean: false,
  hash: false,
};

/**
 * commander loads node:child_process, which loads sockets and streams, for subcommands that are programs of their own. Here none is: loading
 * it when it is used, which is never, saves a fourteenth of bare node's time.
 */
function lateChildProcess() {
  const eager = "const childProcess = require('node:child_process');";
  const late = "const childProcess = { get spawn() { return require('node:child_process').spawn; } };";
  return {
    name: 'late-child-process',
    transform: {
      filter: { id: /commander[\\/]lib[\\/]command\.js$/ },
      handler(code: string): string {
        if (!code.includes(eager))
          throw new Error('commander no longer loads node:child_process as it did: look at lateChildProcess again');
        return code.replace(eager, late);
      },
    },
  };
}

/**
 * cli-table3 measures each cell several times with string-width, which looks for emoji by an expression of 10,000 characters. Cells without any
 * are as wide as they are long: to say so first saves a twentieth of bare node's time for estimate.
 */
function plainWidths() {
  const exported = 'module.exports = stringWidth;';
  return {
    name: 'plain-widths',
    transform: {
      filter: { id: /string-width[\\/]index\.js$/ },
      handler(code: string): string {
        if (!code.includes(exported)) throw new Error('string-width no longer exports what it did: look at plainWidths again');
        return code.replace(
          exported,
          'module.exports = (text) => (/^[ -~\\u2013\\u2026]*$/.test(text) ? text.length : stringWidth(text));',
        );
      },
    },
  };
}

/** Lists the packages that a bundle took code from, for the bill of materials. */
function bundledPackages() {
  return {
    name: 'bundled-packages',
    generateBundle(this: Emitter, _: unknown, bundle: Readonly<Record<string, { readonly moduleIds?: readonly string[] }>>): void {
      const files = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const folders = new Set(files.flatMap((file) => packageOf(file.replace(/^\0/, '').replace(/\?.*$/, '')) ?? []));
      const ids = [...folders].map((folder) => manifestOf(folder)).map(({ name, version }) => `${name}@${version}`);
      const name = Object.keys(bundle).sort()[0]?.replace(/\W+/g, '-');
      this.emitFile({ type: 'asset', fileName: `bundled-${name}.json`, source: JSON.stringify(ids.sort()) });
    },
  };
}

interface Emitter {
  readonly emitFile: (asset: { readonly type: 'asset'; readonly fileName: string; readonly source: string }) => string;
}

/**
 * What is always loaded together stands in one file: left to itself the bundler makes 25 of them for validate, and each costs about a
 * two-hundredth of bare node's time. Anything that only some commands or some specs need keeps a file of its own.
 */
const CHUNKS = [
  // Apart from what reads specs: what shows help may have a finding to report, or a word to suggest.
  {
    name: 'base',
    test: chunkTest([
      'src/core/(?!findings/|synonyms)',
      'src/cli/(main|globals|host|sink|version)\\.',
      'src/cli/commands/index\\.',
      'src/report/text\\.',
      'node_modules/(commander|fastest-levenshtein)/',
    ]),
  },
  {
    name: 'specs',
    test: chunkTest([
      'src/(source|schema(?!/(?:generated/)?reference)|spec)/',
      // One figure that prices and the estimate share: left to the bundler, prices load the estimate, and that the rules.
      'src/catalog/usual-egress\\.',
      'src/io/(?!clock|memory)',
      'src/quantity/(?!mathjs|grammar)',
      'src/workspace/(load|config\\.)',
      'src/cli/(options|judge|output|specs|terminal)',
      'src/cli/commands/valid',
      'src/report/(index|amounts|document|verdict-items|fact-rows|verdicts|exit-code|finding|formatter|headline|next-step|nines-text|paint|pretty\\.|prose|tree|types)',
      'src/evaluate/(off-target|shown-unit)',
      'src/views/validity',
      'node_modules/yaml/',
    ]),
  },
  { name: 'facts', test: chunkTest(['src/(facts|engines|math)/', 'src/evaluate/(meaning|change)\\.']) },
  { name: 'rules', test: chunkTest(['src/rules/', 'src/lenses/shared/judgments\\.']) },
  {
    name: 'estimate',
    test: chunkTest([
      'src/evaluate/',
      'src/workspace/analyze',
      'src/lenses/(index|shared/(front|fact-index|next-step))',
      'src/lenses/estimate/(?!scenarios|stress|napkin)',
      'src/report/(layout|plot|pretty-drawing|table)',
    ]),
  },
];

function chunkTest(parts: readonly string[]): RegExp {
  return new RegExp(`[\\\\/](?:${parts.join('|').replaceAll('/', '[\\\\/]')})`);
}

export default defineConfig([
  {
    ...common,
    // CommonJS starts about a tenth of bare node's time sooner than ES modules; `import()` still splits it into chunks.
    entry: { 'cli/main': 'src/cli/main.ts', 'cli/lint-worker': 'src/cli/lint-worker.ts' },
    format: 'cjs',
    shims: true,
    // Half the text to compile: a tenth of bare node's time for validate; next to nothing for --help and estimate.
    minify: true,
    dts: false,
    outputOptions: { chunkFileNames: 'cli/[name].cjs', codeSplitting: { groups: CHUNKS } },
  },
  {
    ...common,
    entry: { index: 'src/index.ts' },
    format: 'esm',
    dts: true,
    outputOptions: { chunkFileNames: 'api/[name].js' },
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  },
  {
    ...common,
    // One file by itself, which browsers take too: what it shares with the entry above stands in both.
    entry: { math: 'src/math/public/index.ts' },
    platform: 'neutral',
    format: 'esm',
    dts: true,
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  },
]);

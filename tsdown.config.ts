import { defineConfig, type UserConfig } from 'tsdown';

const common: UserConfig = {
  platform: 'node',
  target: 'node20.19',
  // Everything is bundled: installing brings one package. Their names and licenses stand in THIRD-PARTY-NOTICES.md.
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  sourcemap: false,
  clean: false,
  hash: false,
};

export default defineConfig([
  {
    ...common,
    // CommonJS starts about a tenth of bare node's time sooner than ES modules; `import()` still splits it into chunks.
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: 'cjs',
    shims: true,
    // Half the text to compile: a tenth of bare node's time for validate; next to nothing for --help and estimate.
    minify: true,
    dts: false,
    outputOptions: { chunkFileNames: 'cli/[name].cjs' },
  },
  {
    ...common,
    entry: { index: 'src/index.ts' },
    format: 'esm',
    dts: true,
    outputOptions: { chunkFileNames: 'api/[name].js' },
    outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  },
]);

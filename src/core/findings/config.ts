import { rows } from './row.js';

/** Findings about the configuration; what is wrong inside it has the ids of schema/ and yaml/. */
export const CONFIG = rows({
  'config/extends': {
    about: 'text',
    severity: 'error',
    meaning:
      'A configuration extends what it may not: a file that is not there, outside of the project, or itself. Presets are named by their word, files by a path from the configuration.',
    example: {
      run: ['lint', 'shop.sysdesign.yaml'],
      files: { 'sysdesign.config.yaml': 'extends: ./team.yaml\n' },
      spec: `sysdesign: 1\nname: shop\nflows: { f: { rate: 1 req/s, path: api } }\ncomponents: { api: { kind: service } }\n`,
    },
  },
  'config/outside': {
    about: 'text',
    severity: 'error',
    meaning:
      'The configuration names specs outside of the project, or is itself a link that leads out of it. Name such specs on the command line.',
    example: { run: ['estimate'], files: { 'sysdesign.config.yaml': 'specs: [../elsewhere]\n' } },
  },
  'config/rule-option': {
    about: 'text',
    severity: 'error',
    meaning:
      'An option of a rule does not exist, or is no literal of its sort: `sysdesign explain` of the rule lists its options. A severity is off, info, warning or error.',
    example: {
      run: ['review', 'shop.sysdesign.yaml'],
      files: { 'sysdesign.config.yaml': 'rules: { load/spike-needs-queue: { carreid: 2 } }\n' },
      spec: `sysdesign: 1\nname: shop\nflows: { f: { rate: 1 req/s, path: api } }\ncomponents: { api: { kind: service } }\n`,
    },
  },
  'config/script': {
    about: 'text',
    severity: 'error',
    meaning: 'The file sysdesign.config.js cannot be loaded, or its default export is no plain object. Export the settings as one object.',
    example: {
      run: ['estimate', '--trust-config'],
      files: { 'sysdesign.config.js': "export default ['designs'];\n" },
    },
  },
  'config/unknown-preset': {
    about: 'text',
    severity: 'error',
    meaning: 'There is no preset of rules with this name: minimal, recommended, thorough and interview are there.',
    example: {
      run: ['review', 'shop.sysdesign.yaml', '--preset', 'strict'],
      spec: `sysdesign: 1\nname: shop\nflows: { f: { rate: 1 req/s, path: api } }\ncomponents: { api: { kind: service } }\n`,
    },
  },
  'config/unknown-rule': {
    about: 'text',
    severity: 'error',
    meaning: 'The configuration sets a rule that does not exist. `sysdesign rules` lists those that do.',
    example: {
      run: ['review', 'shop.sysdesign.yaml'],
      files: { 'sysdesign.config.yaml': 'rules: { load/spike-needs-queu: off }\n' },
      spec: `sysdesign: 1\nname: shop\nflows: { f: { rate: 1 req/s, path: api } }\ncomponents: { api: { kind: service } }\n`,
    },
  },
  'config/untrusted': {
    about: 'text',
    severity: 'error',
    meaning:
      'The file sysdesign.config.js is a program, and would run with your rights. `--trust-config` runs it once; the environment variable SYSDESIGN_TRUSTED_FOLDERS lists the folders in which, and below which, it always may. A YAML or JSON configuration needs no trust.',
    example: { run: ['estimate'], files: { 'sysdesign.config.js': "export default { specs: ['designs'] };\n" } },
  },
  'config/writes': {
    about: 'text',
    severity: 'error',
    meaning:
      'A `format` of the configuration names a file, and a configuration does not write files. Give `--format json=result.json` on the command line.',
    example: { run: ['estimate'], files: { 'sysdesign.config.yaml': 'format: [json=result.json]\n' } },
  },
  'config/wrong-type': {
    about: 'text',
    severity: 'error',
    meaning:
      'The key `sysdesign` of package.json holds something else than a map of settings. Write a map there, such as { "specs": ["designs"] }.',
    example: {
      run: ['estimate'],
      files: { 'package.json': '{ "name": "shop", "sysdesign": true }\n' },
    },
  },
});

import { rows } from './row.js';

/** Findings of `sysdesign init`. */
export const INIT = rows({
  'init/answer': {
    about: 'text',
    severity: 'error',
    meaning:
      'An answer of the file that `--answers` names cannot be read, or answers no question that `sysdesign init --interactive` asks. Write it as the example, or "don\'t know".',
    example: { run: ['init', '--answers', 'shop.answers.yaml'], files: { 'shop.answers.yaml': 'name: shop\nsize: 2 req/s\n' } },
  },
  'init/exists': {
    about: 'text',
    severity: 'error',
    meaning: 'The file that the starter would be written to exists already; it is left as it is. Name another file.',
    example: { run: ['init', 'shop.sysdesign.yaml', '--template', 'web-app'], spec: 'sysdesign: 1\nname: shop\n' },
  },
  'init/name': {
    about: 'text',
    severity: 'error',
    meaning: 'The name of a spec begins with a letter and has only letters, digits, "-" and "_". Choose such a name.',
    example: { run: ['init', '--template', 'web-app', '--name', 'My shop'] },
  },
  'init/unknown-template': {
    about: 'text',
    severity: 'error',
    meaning: 'No template of that name comes with the tool. `sysdesign init --list` lists them.',
    example: { run: ['init', '--template', 'web-ap'] },
  },
});

import { rows } from './row.js';

/** Findings about the configuration; what is wrong inside it has the ids of schema/ and yaml/. */
export const CONFIG = rows({
  'config/script': {
    about: 'text',
    severity: 'error',
    meaning: 'The file sysdesign.config.js cannot be loaded, or its default export is no plain object. Export the settings as one object.',
    example: {
      run: ['estimate'],
      files: { 'sysdesign.config.js': "export default ['designs'];\n" },
    },
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

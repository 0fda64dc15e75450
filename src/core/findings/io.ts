import { rows } from './row.js';

/** Findings about files: what cannot be found, read or written. */
export const IO = rows({
  'io/binary': {
    about: 'text',
    severity: 'error',
    meaning: 'The file holds NUL bytes, so it is not text. Name a YAML or Markdown file.',
    example: { spec: 'sysdesign\0\0\0' },
  },
  'io/empty': {
    about: 'text',
    severity: 'error',
    meaning: 'The file has no content. `sysdesign init` writes a spec to start from.',
    example: { spec: '' },
  },
  'io/encoding': {
    about: 'text',
    severity: 'error',
    meaning: 'The file is in another encoding than UTF-8 (UTF-16 is read where a byte order mark begins it). Save it as UTF-8.',
    example: { given: 'shop.sysdesign.yaml is saved as Latin-1 and holds an é' },
  },
  'io/git': {
    about: 'text',
    severity: 'error',
    meaning:
      'Git is asked which files have changed and has no answer: it is not installed, the folder is in no repository, or the commit is not there. In CI, a shallow clone lacks the branch to compare with: fetch it first.',
    example: { run: ['lint', 'shop.sysdesign.yaml', '--changed'], spec: 'sysdesign: 1\nname: shop\n' },
  },
  'io/is-input': {
    about: 'text',
    severity: 'error',
    meaning: 'A result would replace a file that was read in the same run, or a configuration. Name another file.',
    example: { run: ['estimate', 'shop.sysdesign.yaml', '-o', 'shop.sysdesign.yaml'], spec: 'sysdesign: 1\nname: shop\n' },
  },
  'io/link': {
    about: 'text',
    severity: 'error',
    meaning:
      'The file is, or lies behind, a link that leads out of its project. Where a pattern or a configuration finds it, it is not read; where it is named and no valid spec, what is wrong there is not shown, since its text would be: name the file itself.',
    example: { given: 'shop.sysdesign.yaml is a link to a file elsewhere that is no spec' },
  },
  'io/no-match': {
    about: 'text',
    severity: 'error',
    meaning:
      'A pattern matches no file, or a folder has no *.sysdesign.yaml in it or below. Check the pattern, and put it in quotes in a shell.',
    example: { run: ['validate', 'designs/**/*.yaml'] },
  },
  'io/not-a-file': {
    about: 'text',
    severity: 'error',
    meaning: 'A folder stands where a file is needed. Name a file in it.',
    example: {
      run: ['calc', '5 + 3', '-o', 'designs'],
      files: { 'designs/shop.sysdesign.yaml': 'sysdesign: 1\nname: shop\n' },
    },
  },
  'io/not-found': {
    about: 'text',
    severity: 'error',
    meaning:
      'There is no file or folder of that name. Check the path: on the command line it is relative to the working directory, under `include` to the file that includes.',
    example: { run: ['validate', 'shp.sysdesign.yaml'], spec: 'sysdesign: 1\nname: shop\n' },
  },
  'io/too-large': {
    about: 'text',
    severity: 'error',
    meaning: 'The file is larger than 10 MB, and a spec is a few hundred lines. Split a large one with `include`; data files are no specs.',
    example: { given: 'shop.sysdesign.yaml is larger than 10 MB' },
  },
  'io/unreadable': {
    about: 'text',
    severity: 'error',
    meaning: 'The file is there, and the system refuses to read it. Check its permissions and the disk.',
    example: { given: 'shop.sysdesign.yaml may not be read by you' },
  },
  'io/unwritable': {
    about: 'text',
    severity: 'error',
    meaning: 'The system refuses to write the result. Nothing was changed; check the path, its permissions and the space left.',
    example: { run: ['calc', '5 + 3', '-o', 'out.txt'], given: 'the folder may not be written by you' },
  },
});

import { rows } from './row.js';

/** Findings about specs of several files. */
export const SOURCE = rows({
  'source/conflict': {
    about: 'text',
    severity: 'error',
    meaning: 'Two files or blocks of one spec state the same value differently. Keep one of the two.',
    example: {
      spec: 'sysdesign: 1\nname: shop\nhorizon: 3 years\ninclude: [more.yaml]\n',
      files: { 'more.yaml': 'horizon: 5 years\n' },
    },
  },
  'source/include': {
    about: 'text',
    severity: 'error',
    meaning: '`include` takes the names of files, and something else stands there. Write `include: [components.yaml]`.',
    example: { spec: 'sysdesign: 1\nname: shop\ninclude: [7]\n' },
  },
  'source/include-count': {
    about: 'text',
    severity: 'error',
    meaning: 'A spec includes more than 200 files. Join some of them.',
    example: { given: 'shop.sysdesign.yaml includes more than 200 files' },
  },
  'source/include-cycle': {
    about: 'text',
    severity: 'error',
    meaning: 'A file includes itself, alone or through others. Remove one of these includes.',
    example: {
      spec: 'sysdesign: 1\nname: shop\ninclude: [more.yaml]\n',
      files: { 'more.yaml': 'include: [shop.sysdesign.yaml]\n' },
    },
  },
  'source/include-depth': {
    about: 'text',
    severity: 'error',
    meaning: 'Files include each other more than 20 deep. Include them from the spec itself.',
    example: { given: 'shop.sysdesign.yaml includes a file that includes a file, and so on, more than 20 deep' },
  },
  'source/include-kind': {
    about: 'text',
    severity: 'error',
    meaning:
      '`include` names a file that is neither YAML nor Markdown by its ending, or a pipe or a device, and such files are not read. Include .yaml, .yml or .md.',
    example: { spec: 'sysdesign: 1\nname: shop\ninclude: [prices.json]\n' },
  },
  'source/include-outside': {
    about: 'text',
    severity: 'error',
    meaning:
      'A spec includes only files of its project: what lies below the root of its git repository, else below the folder of the configuration, else below its own folder, after links have been followed. Move the file there.',
    example: { spec: 'sysdesign: 1\nname: shop\ninclude: [../../other/components.yaml]\n' },
  },
  'source/include-size': {
    about: 'text',
    severity: 'error',
    meaning: 'The files of a spec hold more than 10 MB together. Include less; data files are no specs.',
    example: { given: 'shop.sysdesign.yaml includes files of more than 10 MB together' },
  },
});

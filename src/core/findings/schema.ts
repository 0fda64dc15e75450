import { rows } from './row.js';

/** Findings of the schema: keys and values that the language of specs, or the configuration, does not have. */
export const SCHEMA = rows({
  'schema/bad-name': {
    about: 'text',
    severity: 'error',
    meaning:
      'A name holds characters that names do not have, or a key under `expect` is no id of a fact. A name is a letter, then letters, digits, _ and -.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  2nd/api: { kind: service }\n' },
  },
  'schema/bad-value': {
    about: 'text',
    severity: 'error',
    meaning: 'A value is of the right type and cannot be what its key takes. Write one of the form that the help shows.',
    example: { spec: 'sysdesign: 1\nname: shop\nasOf: soon\n' },
  },
  'schema/count': {
    about: 'text',
    severity: 'error',
    meaning: 'A map has too few or too many entries: the options of a component are two to six. Add or remove some.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: { kind: database, options: { small: { instances: 2 } } }\n' },
  },
  'schema/empty': {
    about: 'text',
    severity: 'error',
    meaning: 'A list or a text is empty where at least one thing is needed. Write it, or leave out the key.',
    example: { spec: 'sysdesign: 1\nname: shop\nflows:\n  read: { rate: 5 req/s, path: [] }\n' },
  },
  'schema/indent': {
    about: 'text',
    severity: 'error',
    meaning: 'A key has nothing under it, and what belongs to it stands beside it. Indent those lines further.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  api:\n    kind: service\n    each:\n    rate: 500 req/s\n' },
  },
  'schema/label': {
    about: 'text',
    severity: 'info',
    meaning:
      'A key that the language does not have holds words for readers, without a quantity: a provider, a team, a version. It is kept as a label, and nothing is computed from it; editors that know the schema mark it all the same. What is nearly a key of the language, a number, a switch, or words that would change a result stay errors.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: { kind: database, provider: AWS }\n' },
  },
  'schema/missing-key': {
    about: 'text',
    severity: 'error',
    meaning: 'A map lacks a key that it needs. Add the key.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: { shards: 2 }\n' },
  },
  'schema/more': {
    about: 'text',
    severity: 'error',
    meaning: 'The file has more mistakes than are shown. Correct those that are shown; most of the others often go with them.',
    example: { given: 'shop.sysdesign.yaml has more than 50 unknown keys' },
  },
  'schema/not-a-spec': {
    about: 'text',
    severity: 'error',
    meaning:
      'The file is YAML of something else: it has none of the keys of a spec. A spec begins with `sysdesign: 1` and `name: my-system`.',
    example: { spec: 'services:\n  web: { image: nginx }\n' },
  },
  'schema/path-call': {
    about: 'text',
    severity: 'error',
    meaning:
      'A call in a path names no component, several of them, or has its body beside it instead of under it. Write `- name: { ... }` for each call.',
    example: {
      spec: 'sysdesign: 1\nname: shop\nflows:\n  read:\n    rate: 5 req/s\n    path: [ { api: {}, db: {} } ]\ncomponents:\n  api: { kind: service }\n  db: { kind: database }\n',
    },
  },
  'schema/read-as': {
    about: 'text',
    severity: 'info',
    meaning:
      'A word of other tools, or a form that the language does not have, has one reading, and is read as that. Editors that know the schema mark it: write what it is read as.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: { kind: postgres }\n' },
  },
  'schema/repeated-item': {
    about: 'text',
    severity: 'error',
    meaning: 'A list of names has one of them twice, and it counts once. Name it once, or the other that was meant.',
    example: {
      spec: 'sysdesign: 1\nname: shop\ntopology: { regions: { eu: {}, us: {} } }\nflows:\n  read: { rate: 5 req/s, from: [eu, eu] }\n',
    },
  },
  'schema/unknown-key': {
    about: 'text',
    severity: 'error',
    meaning: 'A map has a key that maps of its kind do not have. Correct the spelling, or move the key to where it belongs.',
    example: { spec: 'sysdesign: 1\nname: shop\nflows:\n  read: { rate: 5 req/s, repsonse: 2 kB }\n' },
  },
  'schema/unknown-value': {
    about: 'text',
    severity: 'error',
    meaning: 'A word stands where one of a few words is expected, and it is none of them. Take one of those that the message lists.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: { kind: databse }\n' },
  },
  'schema/version': {
    about: 'text',
    severity: 'error',
    meaning:
      'The spec is written in a version of the language that this release does not read. Write `sysdesign: 1`, or use a release that reads it.',
    example: { spec: 'sysdesign: 2\nname: shop\n' },
  },
  'schema/wrong-type': {
    about: 'text',
    severity: 'error',
    meaning:
      'A list, a map, a text or a number stands where something else is expected. Write the value in the form that the message shows.',
    example: { spec: 'sysdesign: 1\nname: shop\ncomponents:\n  db: 5\n' },
  },
});

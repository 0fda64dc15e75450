import { rows } from './row.js';

/** Ten times ten times ... what stands at the first anchor: 100,000 values, of which no file has a line. */
const ALIASES = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i, names) => {
  const inner = i === 0 ? '0' : `*${names[i - 1]}`;
  return `${name}: &${name} [${Array.from({ length: 10 }, () => inner).join(', ')}]\n`;
});

/** Findings of the YAML reader: text that is no YAML, or YAML with another meaning than it seems to have. */
export const YAML = rows({
  'yaml/after-quote': {
    about: 'text',
    severity: 'error',
    meaning:
      'Text stands after the closing quote of a value, where YAML takes the value for complete. Put all of it in quotes, or none of it.',
    example: { spec: 'name: "shop" of ours\n' },
  },
  'yaml/alias-bomb': {
    about: 'text',
    severity: 'error',
    meaning:
      'Aliases of aliases repeat far more values than the file itself holds. Repeat less: write out what differs, and alias only small maps.',
    example: { spec: ALIASES.join('') },
  },
  'yaml/bracket': {
    about: 'text',
    severity: 'error',
    meaning: 'A bracket or brace is never closed, or closes nothing. Add or remove its partner where the list or map ends.',
    example: { spec: 'name: shop\nflows: { read: { rate: 5 req/s }\n' },
  },
  'yaml/circular-alias': {
    about: 'text',
    severity: 'error',
    meaning: 'An alias stands inside the value that it repeats, so that the value would contain itself. Write this part out.',
    example: { spec: 'flows: &all { read: *all }\n' },
  },
  'yaml/colon': {
    about: 'text',
    severity: 'error',
    meaning:
      'A value holds a colon with a space after it, which YAML takes for the start of a map. Put the value in quotes, or a map on the next line.',
    example: { spec: 'summary: ours: the shop\n' },
  },
  'yaml/comma': {
    about: 'text',
    severity: 'error',
    meaning: 'Two entries of a map or list in brackets stand side by side without a comma. Put a comma between them.',
    example: { spec: 'flows: { read: { rate: 5 req/s path: api } }\n' },
  },
  'yaml/comma-in-number': {
    about: 'text',
    severity: 'error',
    meaning:
      'A number in a map in braces has a comma in it, and YAML ends the value there. A decimal point is a dot, and in braces digits are not grouped by commas: write 99.95% and 1000.',
    example: { spec: 'components: { api: { kind: service, availability: 99,95% } }\n' },
  },
  'yaml/comment': {
    about: 'text',
    severity: 'error',
    meaning: 'A comment is written as JSON or a programming language has them, which YAML takes for text. Begin it with #.',
    example: { spec: '// the shop\nname: shop\n' },
  },
  'yaml/comparison': {
    about: 'text',
    severity: 'error',
    meaning: 'A comparison is written with a sign, and YAML takes ">" for the start of a block of text. Write `at least` or `at most`.',
    example: { spec: 'expect:\n  flows.read.rate.mean: >= 5 req/s\n' },
  },
  'yaml/diff': {
    about: 'text',
    severity: 'error',
    meaning:
      'Lines begin with the marks of a diff (+, - or @@), as when a patch was pasted. Remove the marks, and the lines that the diff takes away.',
    example: { spec: 'sysdesign: 1\n+name: shop\n' },
  },
  'yaml/documents': {
    about: 'text',
    severity: 'error',
    meaning: 'A second YAML document begins in the file, and a spec is one. Put it in a file of its own, which `include` can join.',
    example: { spec: 'sysdesign: 1\nname: shop\n---\nname: bank\n' },
  },
  'yaml/duplicate-key': {
    about: 'text',
    severity: 'error',
    meaning: 'A map has the same key twice, and only one of the two values can hold. Keep one of them, or rename one.',
    example: { spec: 'sysdesign: 1\nname: shop\nname: bank\n' },
  },
  'yaml/empty': {
    about: 'text',
    severity: 'error',
    meaning: 'The file holds nothing but comments or blank lines. `sysdesign init` writes a spec to start from.',
    example: { spec: '# later\n' },
  },
  'yaml/escape': {
    about: 'text',
    severity: 'error',
    meaning: 'A backslash inside double quotes begins an escape that YAML does not know. Write the backslash twice, or use single quotes.',
    example: { spec: 'summary: "the \\shop"\n' },
  },
  'yaml/indent': {
    about: 'text',
    severity: 'error',
    meaning: 'A line is indented so that it belongs to nothing above it, or to a value that is complete. Indent the keys of one map alike.',
    example: { spec: 'flows:\n   read: { rate: 5 req/s }\n  write: { rate: 1 req/s }\n' },
  },
  'yaml/key': {
    about: 'text',
    severity: 'error',
    meaning: 'A key is missing before its colon, is a list or a map, or is far too long. Write `name: value`.',
    example: { spec: ': shop\n' },
  },
  'yaml/leading-zero': {
    about: 'text',
    severity: 'error',
    meaning:
      'A number begins with a zero: YAML 1.2 reads it as decimal, older readers as octal. Leave out the zero, or write quotes for text.',
    example: { spec: 'assumptions: { users: 017 }\n' },
  },
  'yaml/list-on-key-line': {
    about: 'text',
    severity: 'error',
    meaning: 'A list of dashes begins on the line of its key. Begin it on the next line, or write `key: [item]`.',
    example: { spec: 'counts: - people\n' },
  },
  'yaml/merge': {
    about: 'text',
    severity: 'error',
    meaning: 'The key `<<` merges maps, and its value is something else. Point it to a map that is marked with an anchor.',
    example: { spec: 'components: { api: { <<: 3 } }\n' },
  },
  'yaml/merge-marker': {
    about: 'text',
    severity: 'error',
    meaning:
      'A conflict of a merge was not resolved, or one of its markers was left behind. Keep the lines of one side, and remove those with the markers.',
    example: { spec: 'sysdesign: 1\n<<<<<<< HEAD\nname: shop\n=======\nname: store\n>>>>>>> main\n' },
  },
  'yaml/missing-colon': {
    about: 'text',
    severity: 'error',
    meaning: 'A line has no colon where a key is expected. Write `key: value`.',
    example: { spec: 'sysdesign: 1\nname shop\ntier: critical\n' },
  },
  'yaml/missing-space': {
    about: 'text',
    severity: 'error',
    meaning: 'No space follows the colon of a key, so that YAML reads key and value as one word. Put a space after the colon.',
    example: { spec: 'sysdesign: 1\nname:shop\ntier: critical\n' },
  },
  'yaml/nesting': {
    about: 'text',
    severity: 'error',
    meaning: 'Lists and maps are nested more than 100 deep, and a spec needs about ten levels. Look for a bracket that is never closed.',
    example: { spec: `flows: ${'['.repeat(101)}${']'.repeat(101)}\n` },
  },
  'yaml/odd-character': {
    about: 'text',
    severity: 'error',
    meaning:
      'A value or key has characters of a word processor or of another script where plain ones belong: typographic quotes, full-width digits. Write plain quotes and digits.',
    example: {
      spec: 'sysdesign: 1\nname: shop\nflows: { read: { rate: “5 req/s”, path: api } }\ncomponents: { api: { kind: service } }\n',
    },
  },
  'yaml/odd-space': {
    about: 'text',
    severity: 'error',
    meaning: 'A no-break space, or another space that YAML takes for a letter, stands where a plain one belongs. Write plain spaces.',
    example: { spec: 'sysdesign: 1\nname: shop\nconventions:\n\u00a0\u00a0month: 30 d\n' },
  },
  'yaml/precision': {
    about: 'text',
    severity: 'warning',
    meaning: 'An integer has more digits than a number keeps, so that its last digits change. Write fewer digits, or quotes for text.',
    example: { spec: 'sysdesign: 1\nname: shop\nassumptions:\n  users: 9007199254740993\n' },
  },
  'yaml/quote': {
    about: 'text',
    severity: 'error',
    meaning:
      'A quote is never closed, or closes too early at an apostrophe. Close it on its line; inside single quotes an apostrophe is written twice.',
    example: { spec: 'name: "shop\ntier: critical\n' },
  },
  'yaml/quotes': {
    about: 'text',
    severity: 'error',
    meaning: 'A value begins with a character that has a meaning of its own in YAML, such as @ or %. Put the value in quotes.',
    example: { spec: 'summary: @shop\n' },
  },
  'yaml/root': {
    about: 'text',
    severity: 'error',
    meaning: 'The file is a list or plain text, and a spec is a map of keys. Begin with `sysdesign: 1` and `name: my-system`.',
    example: { spec: '- api\n- db\n' },
  },
  'yaml/syntax': {
    about: 'text',
    severity: 'error',
    meaning:
      'The text is not valid YAML, and no other finding states the reason. Put text with special characters in quotes; maps are `key: value`, lists `- item`.',
    example: { spec: 'name: shop\nsummary: |x\n  ours\n' },
  },
  'yaml/tab': {
    about: 'text',
    severity: 'error',
    meaning: 'A tab indents a line, and YAML allows only spaces there. Indent with two spaces a level.',
    example: { spec: 'flows:\n\tread: { rate: 5 req/s }\n' },
  },
  'yaml/tag': {
    about: 'text',
    severity: 'error',
    meaning: 'A YAML tag such as !!js/function has no meaning in a spec. Leave it out.',
    example: { spec: 'name: !ours shop\n' },
  },
  'yaml/too-large': {
    about: 'text',
    severity: 'error',
    meaning:
      'The spec, with its blocks and what it includes, holds more than 500,000 values, far more than one has use for. A spec states sizes and rates, not records.',
    example: { given: 'shop.sysdesign.yaml holds more than 500,000 values' },
  },
  'yaml/unknown-anchor': {
    about: 'text',
    severity: 'error',
    meaning:
      'An alias refers to an anchor that does not stand above it. Mark the value with `&name` first; text that begins with * needs quotes.',
    example: { spec: 'flows:\n  read: &base { rate: 5 req/s }\n  list: *bsae\n' },
  },
  'yaml/unquoted-expression': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression, or a path with a group, has a comma and stands inside brackets without quotes, and YAML ends it at the comma. Put it in quotes.',
    example: { spec: 'flows: { read: { rate: = max(5 req/s, 3 req/s), path: api } }\n' },
  },
});

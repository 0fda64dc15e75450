import type { View } from '../../report/document.js';

/** The arguments of a command that looks at the same spec in the same way, in pieces. */
export const sameSpec = (file: string, { example }: View, scenario: string | null): readonly string[] => [
  example === undefined ? targetOf(file) : `--example ${example}`,
  ...(scenario === null ? [] : [`--scenario ${scenario}`]),
];

/** A file in the form that a shell takes; standard input cannot be read twice, so it is left to the reader. */
function targetOf(file: string): string {
  if (file === '<stdin>') return '-';
  return /^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}

import type { Block } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { doubtText } from './heading.js';
import type { WrittenSpec } from './wizard.js';

/** What was written, what it comes to, and what to find out next. */
export function firstSpecDocument(
  { file, schema }: { readonly file: string; readonly schema: string | null },
  { meaning, strengthened, missed, open }: WrittenSpec,
): Document {
  const list = (title: string, lines: readonly string[]): readonly Block[] =>
    lines.length === 0 ? [] : [{ kind: 'section', title, blocks: [{ kind: 'list', items: lines.map((text) => ({ text })) }] }];
  const wrote = [`wrote ${file}`, ...(schema === null ? [] : [`wrote ${schema}, by which editors complete and check it`])];
  const blocks: readonly Block[] = [
    { kind: 'list', items: wrote.map((text) => ({ text })) },
    ...list('What it comes to', meaning),
    ...list('Added, so that it is kept', strengthened),
    ...list('Missed by this path: the spec promises what is reached', missed),
    ...list(
      'What to find out next',
      open.map(({ id, text, how, share }) => `${id}, assumed ${text}: ${how}${doubtText(share)}`),
    ),
    { kind: 'next', command: ['sysdesign review', file] },
  ];
  return plainDocument([plainPart(blocks)], () => ({
    file,
    schema,
    strengthened,
    missed,
    next: open.map(({ id, text, how, share }) => ({ question: id, assumed: text, how, share })),
  }));
}

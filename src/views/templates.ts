import type { Block } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import type { Starter, Template } from '../tools/starter.js';

/** What `init` can start from; for programs an array. */
export const templatesDocument = (templates: readonly Template[]): Document =>
  plainDocument(
    [
      plainPart([
        {
          kind: 'table',
          columns: [
            { head: 'template', align: 'left' },
            { head: 'what it is', align: 'left' },
          ],
          rows: templates.map(({ name, summary }) => [name, summary]),
        },
        { kind: 'next', command: [`sysdesign init --template ${templates[0]?.name ?? '<name>'}`] },
      ]),
    ],
    () => templates.map(({ name, summary }) => ({ name, summary })),
  );

/** What `init` wrote. */
export function starterDocument({ file, schema }: Starter, template: string): Document {
  const lines: readonly Block[] = [
    {
      kind: 'list',
      items: [`wrote ${file}`, ...(schema === null ? [] : [`wrote ${schema}, by which editors complete and check it`])].map((text) => ({
        text,
      })),
    },
    { kind: 'next', command: ['sysdesign estimate', file] },
  ];
  return plainDocument([plainPart(lines)], () => ({ file, schema, template }));
}

import { type Document, plainDocument, plainPart } from '../report/document.js';
import type { Problem } from './problem.js';

/** The problems that can be practiced; for programs an array. */
export const problemsDocument = (problems: readonly Problem[]): Document =>
  plainDocument(
    [
      plainPart([
        {
          kind: 'table',
          columns: [
            { head: 'problem', align: 'left' },
            { head: 'level', align: 'right' },
            { head: 'topics', align: 'left' },
          ],
          rows: problems.map(({ id, difficulty, topics }) => [id, String(difficulty), topics.join(', ')]),
        },
        { kind: 'next', command: ['sysdesign practice', `--problem ${problems[0]?.id ?? ''}`] },
      ]),
    ],
    () => problems.map(({ id, title, difficulty, topics, purpose, source }) => ({ id, title, difficulty, topics, purpose, source })),
  );

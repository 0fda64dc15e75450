import type { Calendar } from '../../quantity/index.js';
import { type Document, plainDocument, plainPart } from '../../report/document.js';
import type { Tool } from '../../report/types.js';
import type { StatementResult } from '../../tools/calc/session.js';
import { calcBlocks } from './blocks.js';
import { calcData, calcRows } from './data.js';

interface Asked {
  readonly calendar: Calendar;
  /** The values alone. */
  readonly isShort: boolean;
  /** A line each from standard input: an array for programs, however many there are. */
  readonly isLines: boolean;
  readonly tool: Tool;
}

/** What expressions came to; for programs also what is wrong with those that came to nothing. */
export const calcDocument = (results: readonly StatementResult[], { calendar, isShort, isLines, tool }: Asked): Document =>
  plainDocument([plainPart([...calcBlocks(results, calendar, isShort), calcRows(results)], calendar)], () => {
    const all = results.map((result) => calcData(result, calendar, tool));
    return all.length === 1 && !isLines ? all[0] : all;
  });

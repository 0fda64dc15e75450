import type { Outcome } from '../../core/index.js';
import type { Calendar } from '../../quantity/index.js';
import { type Document, plainDocument, plainPart } from '../../report/document.js';
import { findingData } from '../../report/result-data.js';
import type { Tool } from '../../report/types.js';
import type { Nines } from '../../tools/nines/nines.js';
import type { Verbosity } from '../verbosity.js';
import { ninesBlocks } from './blocks.js';
import { ninesData, ninesRows } from './data.js';

/**
 * How available something is; for programs also what is wrong with a question that has no answer.
 * @param text the question, as written
 */
export function ninesDocument(answer: Outcome<Nines>, text: string, calendar: Calendar, asked: Verbosity, tool: Tool): Document {
  const { day, week, month, year } = calendar;
  const about = { format: 'sysdesign.nines/1', tool, conventions: { day, week, month, quarter: 3 * month, year } };
  if (!answer.ok) {
    const findings = answer.findings.map(findingData);
    return plainDocument([], () => ({ ...about, expression: text, availability: null, unavailability: null, findings }));
  }
  const { value } = answer;
  return plainDocument([plainPart([...ninesBlocks(value, calendar, asked), ninesRows(value, calendar)], calendar)], () => ({
    ...about,
    ...ninesData(value, calendar),
    findings: [],
  }));
}

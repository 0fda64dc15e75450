import type { Document } from './document.js';
import { jsonText } from './json-text.js';
import type { ReportOptions } from './types.js';

/** The document for programs: 12 significant digits, null for what is no finite number, places as file, line and column. */
export async function renderJson(document: Document, _options: ReportOptions): Promise<string> {
  return jsonText(await document.data());
}

import { loadColors } from './paint.js';
import type { Reporter } from './types.js';

export * from './exit-code.js';
export { loadColors } from './paint.js';
export * from './types.js';

/** Formats of results, each loaded only when it is asked for. Without `color` they are loaded for plain output only, which is quicker. */
export const REPORTERS = {
  pretty: async (color = true) => {
    if (color) await loadColors();
    return (await import('./pretty.js')).reportPretty;
  },
  compact: async () => (await import('./compact.js')).reportCompact,
  json: async () => (await import('./json.js')).reportJson,
  markdown: async () => (await import('./markdown.js')).reportMarkdown,
  csv: async () => (await import('./csv.js')).reportCsv,
} satisfies Record<string, (color?: boolean) => Promise<Reporter>>;

export type FormatName = keyof typeof REPORTERS;

export const FORMATS: readonly FormatName[] = ['pretty', 'compact', 'json', 'markdown', 'csv'];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(REPORTERS, name);

import type { Reporter } from './types.js';

export * from './exit-code.js';
export * from './types.js';

/** Formats of results, each loaded only when it is asked for. */
export const REPORTERS = {
  pretty: async () => (await import('./pretty.js')).reportPretty,
  compact: async () => (await import('./compact.js')).reportCompact,
  json: async () => (await import('./json.js')).reportJson,
  markdown: async () => (await import('./markdown.js')).reportMarkdown,
  csv: async () => (await import('./csv.js')).reportCsv,
} satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof REPORTERS;

export const FORMATS: readonly FormatName[] = ['pretty', 'compact', 'json', 'markdown', 'csv'];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(REPORTERS, name);

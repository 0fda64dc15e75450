import type { Document } from './document.js';
import { loadColors } from './paint.js';
import type { ReportOptions } from './types.js';

export { RULE_OF } from './check-rules.js';
export * from './document.js';
export * from './exit-code.js';
export { loadColors } from './paint.js';
export * from './types.js';

/** Renders any document. */
export type Renderer = (document: Document, options: ReportOptions) => Promise<string>;

/** Each format is loaded only when it is asked for. Without `color` it is loaded for plain output only, which is quicker. */
export const RENDERERS = {
  pretty: async (color = true) => {
    if (color) await loadColors();
    return (await import('./pretty.js')).renderPretty;
  },
  compact: async () => (await import('./compact.js')).renderCompact,
  json: async () => (await import('./json.js')).renderJson,
  markdown: async () => (await import('./markdown.js')).renderMarkdown,
  csv: async () => (await import('./csv.js')).renderCsv,
  sarif: async () => (await import('./sarif.js')).renderSarif,
  github: async () => (await import('./github.js')).renderGithub,
  junit: async () => (await import('./junit.js')).renderJunit,
  'code-quality': async () => (await import('./code-quality.js')).renderCodeQuality,
} satisfies Record<string, (color?: boolean) => Promise<Renderer>>;

export type FormatName = keyof typeof RENDERERS;

export const FORMATS: readonly FormatName[] = ['pretty', 'compact', 'json', 'markdown', 'csv', 'sarif', 'github', 'junit', 'code-quality'];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(RENDERERS, name);

/** Names of a configuration, in the order in which they are looked for. */
export const CONFIG_NAMES = ['sysdesign.config.yaml', 'sysdesign.config.json', 'sysdesign.config.js'] as const;

/** Whether a file is a configuration, or may hold one. */
export const isConfiguration = (path: string): boolean =>
  [...CONFIG_NAMES, 'package.json'].some((name) => path.endsWith(`/${name}`) || path.endsWith(`\\${name}`));

/** Where a baseline is looked for. */
export const BASELINE_NAME = 'sysdesign.baseline.json';

/** Whether a file is one that people keep, and no result: a spec, or the baseline. It is changed by edits alone. */
export const isKept = (path: string): boolean => /\.sysdesign\.ya?ml$/.test(path) || /[/\\]sysdesign\.baseline\.json$/.test(path);

/** What finding a project needs of a file system; folders are absolute. */
interface Folders {
  readonly parentOf: (folder: string) => string;
  readonly has: (folder: string, name: string) => boolean;
}

/**
 * The folder that holds the project of a folder: the root of its git repository, else the nearest folder with a configuration, else the folder
 * itself. What a spec or a configuration names must stay within it.
 */
export function projectRoot(start: string, { parentOf, has }: Folders): string {
  let configured: string | undefined;
  for (let folder = start; ; ) {
    if (has(folder, '.git')) return folder;
    if (configured === undefined && CONFIG_NAMES.some((name) => has(folder, name))) configured = folder;
    const above = parentOf(folder);
    if (above === folder) return configured ?? start;
    folder = above;
  }
}

/** Whether a path is a folder or lies below it; both absolute, with either kind of slash. */
export function isWithin(folder: string, path: string): boolean {
  const [outer, inner] = [folder, path].map((name) => name.replaceAll('\\', '/').replace(/\/$/, ''));
  return inner === outer || inner?.startsWith(`${outer}/`) === true;
}

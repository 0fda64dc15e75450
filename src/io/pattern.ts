/** Whether a path is a glob pattern rather than a name. */
export const isPattern = (path: string): boolean => /[*?{}[\]]|[!+@]\(/.test(path);

/** Whether a path is a glob pattern rather than a name. */
export const isPattern = (path: string): boolean => /[*?{}[\]]|[!+@]\(/.test(path);

/** A glob as an expression over whole paths: `*`, `**`, `?` and one level of `{a,b}`. */
export function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, options: string) => `(?:${options.replaceAll(',', '|')})`)
    .replace(/\*\*\/|\*\*|\*|\?(?!:)/g, (star) =>
      star === '**/' ? '(?:[^/]+/)*' : star === '**' ? '.*' : star === '*' ? '[^/]*' : '[^/]',
    );
  return new RegExp(`^${source}$`);
}

import path from 'node:path';

/** The path of a file that another file names: relative to the folder of that file. */
export const siblingOf = (file: string, name: string): string => (path.isAbsolute(name) ? name : path.join(path.dirname(file), name));

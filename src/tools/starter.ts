import { type Finding, failure, type Outcome, success, suggest, type TextFindingId } from '../core/index.js';
import { type FileSystem, readText } from '../io/index.js';
import { packageFolder } from '../io/package-folder.js';

export interface Template {
  readonly name: string;
  /** One line about it: the `summary` of the template. */
  readonly summary: string;
}

export const DEFAULT_TEMPLATE = 'web-app';

const ENDING = '.sysdesign.yaml';
const SCHEMA_IN_PACKAGE = 'node_modules/sysdesign/schemas/spec.schema.json';

/** Where the package keeps its templates. */
export const templatesFolder = async (files: FileSystem): Promise<string> => `${await packageFolder(files)}/templates`;

/**
 * The templates that the package ships, the default one first.
 * @param folder where they are, a path of `files`
 */
export async function listTemplates(files: FileSystem, folder: string): Promise<readonly Template[]> {
  const names = (await files.list(folder)).filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
  names.sort((a, b) => Number(b === DEFAULT_TEMPLATE) - Number(a === DEFAULT_TEMPLATE) || (a < b ? -1 : 1));
  const templates: Template[] = [];
  for (const name of names) {
    const text = await readText(`${folder}/${name}${ENDING}`, files);
    const summary = text.ok ? (/^summary:\s*(.+?)\s*$/m.exec(text.value.text)?.[1] ?? '') : '';
    templates.push({ name, summary: summary.replace(/^(["'])(.*)\1$/, '$2') });
  }
  return templates;
}

export interface StarterOptions {
  /** Folder of the templates. */
  readonly folder: string;
  readonly template: string;
  /** Replaces the `name:` of the template. */
  readonly name?: string;
  /** A file to write, or a folder to write `<name>.sysdesign.yaml` into. */
  readonly target: string;
}

/** Writes a commented spec to start from; gives the path of the file. Refuses to overwrite. */
export async function writeStarter(options: StarterOptions, files: FileSystem): Promise<Outcome<string>> {
  const { folder, template, name } = options;
  if (name !== undefined && !/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
    const near = name
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '');
    return failure(
      finding(
        'init/name',
        `"${name}" is no name for a spec: letters, digits, "-" and "_", beginning with a letter`,
        near === '' ? undefined : near,
      ),
    );
  }
  const templates = await listTemplates(files, folder);
  if (!templates.some((entry) => entry.name === template)) {
    const names = templates.map((entry) => entry.name);
    const near = suggest(template, names);
    return failure(finding('init/unknown-template', `there is no template "${template}"`, near, `the templates are ${names.join(', ')}`));
  }
  const path = await pathOf(options.target, name ?? template, files);
  if (await files.exists(path)) {
    return failure(
      finding(
        'init/exists',
        `"${files.display(path)}" exists already and is left as it is`,
        undefined,
        'name another file: sysdesign init NAME.sysdesign.yaml',
      ),
    );
  }
  const text = await readText(`${folder}/${template}${ENDING}`, files);
  if (!text.ok) return text;
  const written = await files.writeWhole(path, starterText(text.value.text, name, await schemaFor(path, files)));
  return written.ok ? success(files.display(path)) : written;
}

/** A folder (present, or written with a slash at its end) takes a file named after the spec. */
async function pathOf(target: string, name: string, files: FileSystem): Promise<string> {
  const isFolder = target === '' || /[/\\]$/.test(target) || (await files.stat(target))?.kind === 'directory';
  if (!isFolder) return /\.ya?ml$/.test(target) ? target : `${target}${ENDING}`;
  const folder = target.replace(/[/\\]+$/, '');
  return folder === '' || folder === '.' ? `${name}${ENDING}` : `${folder}/${name}${ENDING}`;
}

/** Where an editor finds the schema from the new file: the package installed in one of the folders above, else where it would be. */
async function schemaFor(path: string, files: FileSystem): Promise<string> {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  let up = '';
  for (let level = 0; level < 20; level++) {
    if (await files.exists(`${folder}/${up}${SCHEMA_IN_PACKAGE}`))
      return up === '' ? `./${SCHEMA_IN_PACKAGE}` : `${up}${SCHEMA_IN_PACKAGE}`;
    up += '../';
  }
  return `./${SCHEMA_IN_PACKAGE}`;
}

/** The template with its own name and with the line that shows editors where the schema is. */
export function starterText(template: string, name: string | undefined, schema: string): string {
  const modeline = `# yaml-language-server: $schema=${schema}`;
  const body = template.replace(/^\ufeff/, '').replace(/^# yaml-language-server:[^\n]*\r?\n/, '');
  const named = name === undefined ? body : body.replace(/^name:[^\r\n#]*?(?=\s*(?:#|\r?$))/m, `name: ${name}`);
  return `${modeline}\n${named}`;
}

function finding(rule: TextFindingId, message: string, suggestion?: string, help?: string): Finding {
  const action = suggestion === undefined ? help : `did you mean "${suggestion}"?`;
  return {
    rule,
    severity: 'error',
    message,
    ...(action === undefined ? {} : { help: action }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

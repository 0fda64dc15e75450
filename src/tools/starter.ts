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
const SCHEMA = 'schemas/spec.schema.json';
const SCHEMA_IN_PACKAGE = `node_modules/sysdesign/${SCHEMA}`;
/** What the schema is called beside a spec, where no package is installed: the second where the first is taken by another file. */
const COPIES = ['sysdesign.schema.json', 'sysdesign.spec.schema.json'];
/** By this the schema knows itself. */
const SCHEMA_ID = '"$id": "sysdesign:spec/1"';

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

export interface Starter {
  /** Path of the spec. */
  readonly file: string;
  /** Path of the schema that was written for editors; null where there is one already. */
  readonly schema: string | null;
}

/** Writes a commented spec to start from, and the schema that editors check it against unless there is one. Refuses to overwrite. */
export async function writeStarter(options: StarterOptions, files: FileSystem): Promise<Outcome<Starter>> {
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
  const taken = await isTaken(path, files);
  if (taken) return failure(taken);
  const text = await readText(`${folder}/${template}${ENDING}`, files);
  return text.ok ? await writeFirst({ folder, path, text: text.value.text, name }, files) : text;
}

/** Where a spec of a name is to be written; what is wrong where there is a file already. */
export async function starterPath(target: string, name: string, files: FileSystem): Promise<Outcome<string>> {
  const path = await pathOf(target, name, files);
  const taken = await isTaken(path, files);
  return taken ? failure(taken) : success(path);
}

async function isTaken(path: string, files: FileSystem): Promise<Finding | null> {
  if (!(await files.exists(path))) return null;
  return finding(
    'init/exists',
    `"${files.display(path)}" exists already and is left as it is`,
    undefined,
    'name another file: sysdesign init NAME.sysdesign.yaml',
  );
}

export interface FirstSpec {
  /** Folder of the templates. */
  readonly folder: string;
  readonly path: string;
  readonly text: string;
  /** Replaces the `name:` of the text. */
  readonly name?: string | undefined;
}

/** Writes a first spec, and the schema that editors check it against unless there is one. */
export async function writeFirst({ folder, path, text, name }: FirstSpec, files: FileSystem): Promise<Outcome<Starter>> {
  const schema = await schemaFor(path, files);
  const written = await files.writeWhole(path, starterText(text, name, schema.path));
  if (!written.ok) return written;
  if (schema.copy === null) return success({ file: files.display(path), schema: null });
  const original = await readText(`${folder.replace(/[^/]*$/, '')}${SCHEMA}`, files);
  if (!original.ok) return original;
  const copied = await files.writeWhole(schema.copy, original.value.text);
  return copied.ok ? success({ file: files.display(path), schema: files.display(schema.copy) }) : copied;
}

/** A folder (present, or written with a slash at its end) takes a file named after the spec. */
async function pathOf(target: string, name: string, files: FileSystem): Promise<string> {
  const isFolder = target === '' || /[/\\]$/.test(target) || (await files.stat(target))?.kind === 'directory';
  if (!isFolder) return /\.ya?ml$/.test(target) ? target : `${target}${ENDING}`;
  const folder = target.replace(/[/\\]+$/, '');
  return folder === '' || folder === '.' ? `${name}${ENDING}` : `${folder}/${name}${ENDING}`;
}

/** Levels of folders that are looked through. */
const LEVELS = 20;

/**
 * Where an editor finds the schema from the new file: in the package installed in its folder or one above, else in a copy there, else in a copy that
 * is still to be written beside it. Editors look from the file on, and know nothing of npx or of global packages.
 */
async function schemaFor(path: string, files: FileSystem): Promise<{ readonly path: string; readonly copy: string | null }> {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  const besides = (up: string, name: string): string => `${up === '' ? './' : up}${name}`;
  for (let level = 0, up = ''; level < LEVELS; level++, up += '../') {
    for (const name of [SCHEMA_IN_PACKAGE, ...COPIES])
      if (await isSchema(`${folder}/${up}${name}`, files)) return { path: besides(up, name), copy: null };
  }
  for (const name of COPIES) {
    const copy = slash < 0 ? name : `${folder}/${name}`;
    if (!(await files.exists(copy))) return { path: besides('', name), copy };
  }
  return { path: besides('', SCHEMA_IN_PACKAGE), copy: null };
}

async function isSchema(path: string, files: FileSystem): Promise<boolean> {
  if (!(await files.exists(path))) return false;
  const text = await readText(path, files);
  return text.ok && text.value.text.slice(0, 500).includes(SCHEMA_ID);
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

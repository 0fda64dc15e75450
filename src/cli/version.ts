import { name, version } from '../../package.json';

/** Name and version of the tool, as in reports and in the message about a bug. */
export const TOOL: { readonly name: string; readonly version: string } = { name, version };

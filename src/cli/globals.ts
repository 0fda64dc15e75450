import type { Command } from 'commander';
import { TOOL } from './version.js';

/** Flags that every command takes. */
export const addGlobals = (program: Command): Command =>
  program
    .version(TOOL.version, '-V, --version', 'print the version')
    .option('--no-color', 'plain text (NO_COLOR and FORCE_COLOR are honored too)')
    .option('--trust-config', 'let a sysdesign.config.js run, which is a program')
    .option('--timeout <duration>', 'give up after so long (30 s; 5 min): exit code 2, with what was finished before')
    .option('--debug', 'show the stack of an unexpected error');

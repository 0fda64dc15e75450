import type { Command } from 'commander';
import type { Host } from '../host.js';

/** Declares the flags of a command and what it does; `finish` takes its exit code. */
export type Define = (command: Command, host: Host, finish: (code: number) => void) => void;

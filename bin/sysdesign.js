#!/usr/bin/env node
'use strict';
// CommonJS on purpose: it starts sooner than an ES module. Answers --version before anything is loaded.

const { existsSync, mkdirSync, readFileSync, writeSync } = require('node:fs');
const { isAbsolute, join } = require('node:path');

const [first, ...others] = process.argv.slice(2);
const main = join(__dirname, '..', 'dist', 'cli', 'main.cjs');

if ((first === '--version' || first === '-V') && others.length === 0) {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  try {
    // Past process.stdout, which would load node's streams for one line.
    writeSync(1, `${version}\n`);
  } catch (error) {
    if (error.code === 'EAGAIN') process.stdout.write(`${version}\n`);
    else if (error.code !== 'EPIPE') {
      process.stderr.write(`error[io/unwritable]: standard output takes no text (${error.code})\n`);
      process.exitCode = 2;
    }
  }
} else if (!existsSync(main)) {
  process.stderr.write('sysdesign is not built: run `npm run build` in its folder\n');
  process.exitCode = 3;
} else {
  keepCompiledCode();
  require(main)
    .run(process.argv.slice(2))
    .then(
      (status) => {
        process.exitCode = status;
      },
      (error) => {
        process.stderr.write(`sysdesign: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 3;
      },
    );
}

/**
 * Lets Node (22.8 and later) keep what V8 compiles of the files loaded from here on, in the user's cache folder, and take it from there in later runs.
 * Where it cannot (no folder, no right to write, code of another version of V8 or of the program), Node does without and reports nothing.
 * NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 turns it off: both are Node's own and win over what is asked for here.
 *
 * Measured on Node 22 and 24, CPU of whole processes: 13% less for `validate` of 30 and of 150 lines, 5 to 9% less for `estimate`; a first run takes 10%
 * more once. Tried and left out:
 * - Code made by the build beside each chunk, which also holds functions that are compiled when they are first called: V8 takes it only in the very
 *   version that made it, and refused it on all but the one that built.
 * - Parentheses around the 1,250 functions that a run calls, which has V8 compile them with their file and Node keep them: 7% less with kept code,
 *   4% more for first runs and on Node 20, for a build that rewrites what it ships.
 * - V8's flags at run time (an interrupt budget of 1 MB, so that little is optimized): 0.99 to 1.03 of the time on 22 and 24.
 */
function keepCompiledCode() {
  const { enableCompileCache, getCompileCacheDir } = require('node:module');
  if (!enableCompileCache || getCompileCacheDir() || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = cacheFolder();
  if (folder) enableCompileCache(folder);
}

/**
 * A folder that is there. Not below os.tmpdir(), Node's default: others could put code there for us to run, since V8 does not check what it takes for
 * its own. Not below a relative name: it would lie in somebody's project.
 */
function cacheFolder() {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const home = HOME && join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || home;
  if (!caches || !isAbsolute(caches)) return undefined;
  const folder = join(caches, 'sysdesign');
  return existsSync(folder) || isMade(folder) || (isMade(caches) && isMade(folder)) ? folder : undefined;
}

/** Node would make folders above it too, but never ends where that can neither be done nor is forbidden, as below /proc. */
function isMade(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

#!/usr/bin/env node
'use strict';
// CommonJS on purpose: it starts sooner than an ES module. Answers --version before anything is loaded.

const { existsSync, readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

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
  // Set by the build alone, which runs the program once to keep what V8 compiled of it.
  const keep = process.env.SYSDESIGN_KEEP_CODE === '1';
  const code = require('./kept-code.js');
  code.use(join(__dirname, '..', 'dist', 'cli'), keep);
  require(main)
    .run(process.argv.slice(2))
    .then(
      (status) => {
        process.exitCode = status;
        if (keep) code.keep();
      },
      (error) => {
        process.stderr.write(`sysdesign: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 3;
      },
    );
}

'use strict';
// Compiles the chunks of dist/cli from code that V8 kept of an earlier run. `scripts/prepare.mjs` makes it, beside each chunk, as part of the
// build; nothing is written when the program runs. Code kept by another version of V8 is refused by V8 itself, and the chunk is compiled as usual.

const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname } = require('node:path');
const { Script } = require('node:vm');

const scripts = [];

const keptOf = (filename) => {
  try {
    return readFileSync(`${filename}.kept`);
  } catch {
    return undefined;
  }
};

/** From here on, modules below `folder` are compiled from kept code where there is some; all of them if it is about to be kept. */
exports.use = (folder, keep) => {
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (!filename.startsWith(folder)) return compile.call(this, content, filename);
    const cachedData = keep ? undefined : keptOf(filename);
    if (!keep && cachedData === undefined) return compile.call(this, content, filename);
    // What is kept names the chunk alone, not where it was built.
    const script = new Script(Module.wrap(content), { filename: keep ? basename(filename) : filename, cachedData });
    if (keep) scripts.push({ filename, script });
    const load = (id) => this.require(id);
    return script.runInThisContext().call(this.exports, this.exports, load, this, filename, dirname(filename));
  };
};

/** Keeps what has been compiled, lazily compiled functions too: to be called when a run is over. */
exports.keep = () => {
  for (const { filename, script } of scripts) {
    const data = script.createCachedData();
    if (!data.includes(dirname(filename))) writeFileSync(`${filename}.kept`, data);
  }
};

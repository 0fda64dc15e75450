// WebAssembly text, in pieces that both the loops over samples and the sums of times are made of.

/** @param {string} name */
export const get = (name) => `(local.get $${name})`;
/** @param {string} name @param {string} value */
export const set = (name, value) => `(local.set $${name} ${value})`;

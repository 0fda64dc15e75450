/** WebAssembly as it is kept in this code: what of the standard is used. Types of it come only with those of browsers. */

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Imported = Readonly<Record<string, Readonly<Record<string, (...args: readonly number[]) => number>>>>;

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imported) => { readonly exports: unknown };
};

/** What a module exports. @param base64 its binary @throws where the host has no WebAssembly, forbids it, or has no room for its memory */
export const moduleOf = <T>(base64: string, imports: Imported): T =>
  new WebAssembly.Instance(new WebAssembly.Module(bytesOf(base64)), imports).exports as T;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** `atob` of some hosts is written in JavaScript, and takes milliseconds where it has never run. */
function bytesOf(base64: string): Uint8Array {
  const digitOf = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) digitOf[DIGITS.charCodeAt(i)] = i;
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((base64.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < base64.length; from += 4) {
    let word = 0;
    for (let i = 0; i < 4; i++) word = (word << 6) | (digitOf[base64.charCodeAt(from + i)] as number);
    // What is beyond the end is dropped.
    bytes[to++] = word >> 16;
    bytes[to++] = word >> 8;
    bytes[to++] = word;
  }
  return bytes;
}

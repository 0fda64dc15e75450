import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SPECS } from '../support/fixtures.js';
import { findingsIn, root } from '../support/reading.js';

const known = process.env.SYSDESIGN_KNOWN_ANSWERS ?? join(root, '../shared/known-answers');
const files = existsSync(known)
  ? [join(known, 'conformance.sysdesign.yaml'), ...readdirSync(join(known, 'specs')).map((file) => join(known, 'specs', file))]
  : [];
if (files.length === 0) console.warn('SKIPPED: the published specs are not here; set SYSDESIGN_KNOWN_ANSWERS');

describe('valid specs', () => {
  it.each(Object.keys(SPECS))('finds nothing in %s', (name) => {
    expect(findingsIn(SPECS[name] ?? '')).toEqual([]);
  });

  it.skipIf(files.length === 0)('finds nothing in the 48 published specs', () => {
    expect(files).toHaveLength(48);
    for (const file of files) expect({ file, findings: findingsIn(readFileSync(file, 'utf8')) }).toEqual({ file, findings: [] });
  });
});

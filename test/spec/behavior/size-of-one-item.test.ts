import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../support/estimating.js';

const spec = (data: string): string => `sysdesign: 1
name: meters
horizon: 1 year
flows: { upload: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database } }
data: { readings: { in: db, ${data} } }
`;

describe('a size that is that of one item', () => {
  test.each([
    ['by flows', 'addedBy: upload', 'flows add to it'],
    ['at a rate', 'added: 288M per day', 'items are added to it'],
  ])('is an error where something is added: %s', async (_, adding, why) => {
    const [finding, ...others] = await findingsOf(spec(`size: 120 bytes, ${adding}, keep: 3 years`));
    expect(others).toEqual([]);
    expect(finding).toContain('spec/contradiction');
    expect(finding).toContain(`size is that of all of "readings", and ${why}: 120 bytes is what one item takes (write item: 120 bytes;`);
  });

  test.each([
    ['nothing is added', 'size: 120 bytes'],
    ['an item is stated', 'size: 1 MB, item: 120 bytes, added: 288M per day'],
    ['it is a store', 'size: 1 TB, added: 288M per day'],
  ])('is none where %s', async (_, data) => {
    expect((await findingsOf(spec(data))).filter((finding) => finding.includes('spec/contradiction'))).toEqual([]);
  });
});

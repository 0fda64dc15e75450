import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { sysdesign } from '../support/hosts.js';

const MAIN = 'shop.sysdesign.yaml';
const PARTS = 'parts.yaml';
const FILES = {
  [MAIN]: `sysdesign: 1
name: shop
include: [${PARTS}]
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }   # at noon
`,
  [PARTS]: `components:
  api: { kind: service }
  mails: { kind: queue, delivery: at-least-once, consumers: { sender: {} } }   # of ours
  sender: { kind: worker, idempotent: false }
`,
};

async function textsAfter(...flags: readonly string[]) {
  const { files, code, out, err } = await sysdesign(['lint', MAIN, ...flags], { files: FILES });
  const texts: Record<string, string> = {};
  for (const name of Object.keys(FILES)) {
    const bytes = await files.readBytes(name);
    texts[name] = bytes.ok ? new TextDecoder().decode(bytes.value) : '';
  }
  return { texts, code, out, err };
}

describe('--fix=all', () => {
  test('mends what rules find, in the file that states it', async () => {
    const { texts, code, err } = await textsAfter('--fix=all');
    expect(texts).toEqual({ ...FILES, [PARTS]: FILES[PARTS].replace('idempotent: false', 'idempotent: true') });
    expect(err).toBe(`${MAIN}: sender: skips messages that it has done\n`);
    expect(code).toBe(0);
  });

  test('changes no design unless it is asked to, and in a dry run nothing', async () => {
    expect((await textsAfter('--fix')).texts).toEqual(FILES);
    const { texts, out } = await textsAfter('--fix=all', '--fix-dry-run');
    expect(texts).toEqual(FILES);
    expect(out).toContain(`--- a/${PARTS}\n+++ b/${PARTS}\n`);
    expect(out).toContain('-  sender: { kind: worker, idempotent: false }\n+  sender: { kind: worker, idempotent: true }\n');
  });

  test('takes what follows --fix for a path, unless it is all', async () => {
    const { code, out } = await sysdesign(['lint', '--fix', MAIN], { files: FILES });
    expect(out).toContain('redelivery-not-idempotent');
    expect(code).toBe(1);
  });

  test('leaves no error that it could mend, adds none, and comes to an end', async () => {
    const text = `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 2, path: api -> db } }
components:
  api: { kind: service, instances: 1, each: { rate: 150 req/s } }   # one is enough on most days
  db: { kind: database, instances: 3, each: { reads: 1k/s, writes: 1k/s }, replication: 3 }
requirements: { quality: { up: { flow: read, availability: 99% } } }
`;
    const files = memoryFileSystem({ [MAIN]: text });
    await sysdesign(['lint', MAIN, '--fix=all'], { fileSystem: files });
    const { out } = await sysdesign(['lint', MAIN, '-f', 'json'], { fileSystem: files });
    const { specs } = JSON.parse(out) as { specs: { findings: { severity: string }[] }[] };
    expect(specs[0]?.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const again = await sysdesign(['lint', MAIN, '--fix=all'], { fileSystem: files });
    expect(again.err).toBe('');
  });
});

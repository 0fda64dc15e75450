import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/core/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { editedFiles } from '../../src/workspace/edit-spec.js';
import { modelOf } from '../support/estimating.js';
import { sysdesign } from '../support/hosts.js';

describe('review --fix', () => {
  const SHOP = `sysdesign: 1
name: shop   # ours
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }
components:
  api: { kind: service }
  mails: { kind: queue, delivery: at-least-once, consumers: { sender: {} } }
  sender: { kind: worker, idempotent: false } # for now
`;
  const NAME = 'messaging/redelivery-not-idempotent@components.sender';
  const run = (...flags: readonly string[]) => sysdesign(['review', 'a.sysdesign.yaml', ...flags], { files: { 'a.sysdesign.yaml': SHOP } });
  const textOf = async ({ files }: Awaited<ReturnType<typeof run>>): Promise<string> => {
    const bytes = await files.readBytes('a.sysdesign.yaml');
    return bytes.ok ? new TextDecoder().decode(bytes.value) : '';
  };

  it('writes one change, says what it does, and shows what is left', async () => {
    const ran = await run('--fix', NAME);
    expect(await textOf(ran)).toBe(SHOP.replace('idempotent: false', 'idempotent: true'));
    expect(ran.err).toBe('a.sysdesign.yaml: sender: skips messages that it has done: resolves 1; 1 line\n');
    expect(ran.out).not.toContain('redelivery-not-idempotent');
    expect(ran.code).toBe(0);
  });

  it('shows it as a diff and writes nothing', async () => {
    const ran = await run('--fix', `${NAME}#mails:1`, '--fix-dry-run');
    expect(await textOf(ran)).toBe(SHOP);
    expect(ran.out).toContain(
      '-  sender: { kind: worker, idempotent: false } # for now\n+  sender: { kind: worker, idempotent: true } # for now\n',
    );
    expect(ran.code).toBe(0);
  });

  it('says what there is for what is not there', async () => {
    const misspelt = await run('--fix', 'messaging/redelivery-not-idempotent@components.sendr');
    expect(misspelt.code).toBe(2);
    expect(misspelt.err.replace(/\s+/g, ' ')).toContain(`did you mean "${NAME}#mails"?`);
    const beyond = await run('--fix', `${NAME}:2`);
    expect(beyond.code).toBe(2);
    expect(beyond.err.replace(/\s+/g, ' ')).toContain('has 1 change');
    expect((await run('--fix-dry-run')).code).toBe(2);
    expect((await run('--fix', NAME, '--no-fixes')).code).toBe(2);
  });

  it('stands in JSON with its edits', async () => {
    const { specs } = JSON.parse((await run('-f', 'json')).out) as { specs: { findings: { rule: string; fixes: Fix[] }[] }[] };
    const fix = specs[0]?.findings.find(({ rule }) => NAME.startsWith(rule))?.fixes[0];
    expect(fix?.edits).toEqual([{ do: 'set', path: 'components.sender.idempotent', value: true }]);
    expect(fix?.resolves).toEqual([
      { rule: 'messaging/redelivery-not-idempotent', subject: 'components.sender', key: 'mails', severity: 'error' },
    ]);
  });

  it('writes nothing into a file that was changed meanwhile, or that may not be written', async () => {
    const files = memoryFileSystem({ 'a.sysdesign.yaml': SHOP });
    const spec = await modelOf(SHOP, 'a.sysdesign.yaml');
    await files.writeWhole('a.sysdesign.yaml', SHOP.replace('10 req/s', '11 req/s'), true);
    const edited = await editedFiles(spec, [{ do: 'set', path: 'components.sender.idempotent', value: true }], files);
    expect(edited.ok ? '' : edited.findings[0]?.rule).toBe('fix/outdated');
  });
});

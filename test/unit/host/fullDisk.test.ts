import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bundleDriver } from './bundleDriver.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const run = promisify(execFile);

/** A disk of 2 MiB that only the started commands see, on systems where a user may make one. */
const onSmallDisk = (disk: string, script: string, args: readonly string[]) =>
  run('unshare', [
    '--user',
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    `set -e; mount -t tmpfs -o size=2m tmpfs "${disk}"; ${script}`,
    'sh',
    ...args,
  ]);

describe('On a disk that is full', () => {
  const folder = useTemporaryFolder();

  test('the old version stays whole, the error says so, and no half file is left', async (context) => {
    await mkdir(folder.in('disk'));
    try {
      await onSmallDisk(folder.in('disk'), 'true', []);
    } catch {
      return context.skip('this system gives no small disk to its users (unshare with tmpfs)');
    }
    const driver = await bundleDriver(folder.path);
    const old = createHash('sha256').update('a good study').digest('hex');
    const script = `
      cd "$1"; printf 'a good study' > s.endplate
      "$2" "$3" "$1/s.endplate" 3145728 ${old}
      cat s.endplate; echo; ls -A; echo ---
      "$2" "$3" "$1/t.endplate" 3145728 new; ls -A; echo ---
      "$2" "$3" "$1/s.endplate" 1000000 ${old}; wc -c < s.endplate; cat .s.endplate.bak`;
    const { stdout } = await onSmallDisk(folder.in('disk'), script, [folder.in('disk'), process.execPath, driver]);
    const [first = '', second = '', third = ''] = stdout.split('---\n').map((part) => part.trim());
    const [error = '', content, ...names] = first.split('\n');
    expect(JSON.parse(error)).toMatchObject({ ok: false, error: { code: 'diskFull', detail: 'ENOSPC' } });
    expect(content).toBe('a good study');
    expect(names).toEqual(['s.endplate']);
    const [newError = '', ...namesAfterNew] = second.split('\n');
    expect(JSON.parse(newError)).toMatchObject({ ok: false, error: { code: 'diskFull' } });
    expect(namesAfterNew).toEqual(['s.endplate']);
    const [saved = '', size, backup] = third.split('\n');
    expect(JSON.parse(saved)).toMatchObject({ ok: true });
    expect([size?.trim(), backup]).toEqual(['1000000', 'a good study']);
    return undefined;
  });
});

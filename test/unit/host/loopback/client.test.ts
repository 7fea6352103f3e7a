import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoopbackHost } from '../../../../renderer/hosts/loopbackHost.ts';
import type { FilePort } from '../../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../../electron/host/nodeFilePort.ts';
import type { HostEvent } from '../../../../shared/host/contract.ts';
import { openPage } from '../../../contract/loopbackClient.ts';
import { startTestServer } from './rawRequest.ts';
import type { ServerUnderTest } from './rawRequest.ts';
import { ManualClock } from '../manualClock.ts';

describe('The page in a browser', () => {
  let clock: ManualClock;
  let server: ServerUnderTest;
  beforeEach(async () => {
    clock = new ManualClock();
    server = await startTestServer(clock);
  });
  afterEach(() => server.end());

  test('exchanges the code of its address, and the address bar shows nothing of it', async () => {
    const page = openPage(server.mintAddress());
    const host = await createLoopbackHost(page);
    expect(page.address()).toBe(`${server.origin}/`);
    expect((await host.call('about', {})).ok).toBe(true);
    host.close();
  });

  test('works again after a reload of the window, and not in another window', async () => {
    const page = openPage(server.mintAddress());
    (await createLoopbackHost(page)).close();
    const reloaded = await createLoopbackHost(openPage(`${server.origin}/`, page.storage));
    expect((await reloaded.call('about', {})).ok).toBe(true);
    reloaded.close();

    const other = await createLoopbackHost(openPage(`${server.origin}/`));
    expect(await other.call('about', {})).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  test('says in words that its address was used before', async () => {
    const address = server.mintAddress();
    (await createLoopbackHost(openPage(address))).close();
    const late = await createLoopbackHost(openPage(address));
    const result = await late.call('about', {});
    expect(result.ok ? '' : result.error.message).toContain('address was used before');
  });

  test('says in words that the server has stopped, and that the work is still there', async () => {
    const host = await createLoopbackHost(openPage(server.mintAddress()));
    host.close();
    await server.close();
    const result = await host.call('about', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'notAnswering' } });
    expect(result.ok ? '' : result.error.message).toContain('Your work is still open');
  });

  test('is refused with the token of an earlier start', async () => {
    const stale = new Map([['endplate.token', 'A'.repeat(43)]]);
    const host = await createLoopbackHost(openPage(`${server.origin}/`, stale));
    expect(await host.call('about', {})).toMatchObject({ ok: false, error: { code: 'refused' } });
    host.close();
  });

  test('hears what the host tells it, until it ends the subscription', async () => {
    const host = await createLoopbackHost(openPage(server.mintAddress()));
    const heard: HostEvent[] = [];
    const end = host.onEvent((event) => heard.push(event));
    const event: HostEvent = { type: 'command', command: 'Ünïcode "and\nlines"' };
    // The stream is opened in the background: what is sent before it is open is not heard.
    await expect
      .poll(
        () => {
          if (heard.length === 0) server.send(event);
          return heard[0];
        },
        { timeout: 20_000 },
      )
      .toEqual(event);
    end();
    const count = heard.length;
    server.send({ type: 'saveBeforeClosing' });
    expect((await host.call('about', {})).ok).toBe(true);
    expect(heard).toHaveLength(count);
    host.close();
  });

  test('writes a table of 40 MiB and reads it back', async () => {
    const host = await createLoopbackHost(openPage(server.mintAddress()));
    const bytes = new Uint8Array(40 << 20).fill(0x41);
    const target = await host.call('openInFolder', { name: 'large.csv' });
    const grant = target.ok ? target.value.grant : '';
    expect(await host.call('writeFile', { grant, bytes, replaces: null })).toMatchObject({ ok: true });
    const read = await host.call('readFile', { grant });
    expect(read.ok && read.value.bytes.length).toBe(40 << 20);
    expect((await readFile(path.join(server.root, 'studies/large.csv'))).length).toBe(40 << 20);
    host.close();
  });
});

describe('The server ends', () => {
  const MINUTE = 60_000;

  test('ten minutes after the last heartbeat, and not before', async () => {
    const clock = new ManualClock();
    const server = await startTestServer(clock);
    const beat = async (): Promise<number> => {
      const headers = {
        'content-type': 'application/json',
        origin: server.origin,
        'x-endplate-token': server.token,
      };
      return (await fetch(`${server.origin}/heartbeat`, { method: 'POST', headers })).status;
    };
    await clock.advance(9 * MINUTE);
    expect(await beat()).toBe(204);
    await clock.advance(9.5 * MINUTE);
    expect(await beat()).toBe(204);
    await clock.advance(10 * MINUTE);
    await server.closed;
    await expect(beat()).rejects.toThrow();
    await server.end();
  });

  test('never while work is unsaved', async () => {
    const clock = new ManualClock();
    const server = await startTestServer(clock);
    const host = await createLoopbackHost(openPage(server.mintAddress()));
    expect((await host.call('setUnsaved', { unsaved: true, title: 'Series' })).ok).toBe(true);
    host.close();
    await clock.advance(60 * MINUTE);
    expect((await host.call('about', {})).ok).toBe(true);
    expect((await host.call('setUnsaved', { unsaved: false, title: 'Series' })).ok).toBe(true);
    await clock.advance(11 * MINUTE);
    await server.closed;
    await server.end();
  });

  test('when it is asked to, twice as well as once, after the write that was begun', async () => {
    let onBegun!: () => void;
    let release!: () => void;
    const begun = new Promise<void>((resolve) => {
      onBegun = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slowDisk: FilePort = {
      ...nodeFilePort,
      link: async (existing, name) => {
        onBegun();
        await released;
        await nodeFilePort.link(existing, name);
      },
    };
    const server = await startTestServer(undefined, slowDisk);
    const host = await createLoopbackHost(openPage(server.mintAddress()));
    const target = await host.call('openInFolder', { name: 's.endplate' });
    const grant = target.ok ? target.value.grant : '';
    const writing = host.call('writeFile', { grant, bytes: new Uint8Array(1000), replaces: null });
    await begun;
    const closing = Promise.all([server.close(), server.close()]);
    release();
    await closing;
    await server.closed;
    expect((await writing).ok).toBe(true);
    expect((await readFile(path.join(server.root, 'studies/s.endplate'))).length).toBe(1000);
    host.close();
    await server.end();
  });
});

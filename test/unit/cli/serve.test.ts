import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

test('a page that is not built is said plainly', async () => {
  const ran = await desk.run(['serve', '--no-open', '--folder', desk.folder, '--json']);
  expect(refusalCode(ran)).toBe('cannot_serve');
  expect(ran.stderr).toBe('The page of Endplate is not built. Run "npm run build" first, or install Endplate again.\n');
});

test('a folder that is not there, or is a file', async () => {
  for (const folder of [desk.at('nothing'), desk.write('file', '')]) {
    expect(refusalOf(await desk.run(['serve', '--no-open', '--folder', folder]))).toBe(
      `${folder} is not a folder. Name an existing folder, or leave it out.`,
    );
  }
});

test.each(['x', '-1', '65536', '1.5', '100000'])('--port=%s', async (port) => {
  expect(refusalOf(await desk.run(['serve', `--port=${port}`, '--no-open']))).toBe(
    `--port ${port}: give a number from 1 to 65535.`,
  );
});

test('a port that another program has', async () => {
  mkdirSync(desk.at('page'));
  desk.write('page/index.html', '<!doctype html>');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const args = ['serve', '--no-open', '--folder', desk.folder, '--port', String(port)];
  const sentence = refusalOf(await desk.run(args, { staticRoot: desk.at('page') }));
  await new Promise((resolve) => other.close(resolve));
  expect(sentence).toBe(`Port ${port} is taken or not allowed. Name another port, or leave it out.`);
});

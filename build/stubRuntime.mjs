import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import constants from '@electron/fuses/dist/constants.js';

/** The fuses as the pinned runtime comes: '1' is on. Order and version of the table are those of @electron/fuses. */
const FUSES = '101100011';
const FUSE_TABLE_VERSION = 1;

/**
 * A folder that electron-builder takes for an Electron runtime: an executable that holds the table of fuses, and
 * what belongs beside it. It cannot run anything; it lets the package be built and looked into without a download.
 */
export function makeStubRuntime(folder, version) {
  const write = (name, content) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const table = Buffer.concat([
    Buffer.from(constants.SENTINEL, 'latin1'),
    Buffer.from([FUSE_TABLE_VERSION, FUSES.length]),
    Buffer.from(FUSES, 'latin1'),
  ]);
  const executable = write('electron', Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), table, Buffer.from('\n')]));
  chmodSync(executable, 0o755);
  write('version', version);
  write('LICENSE', 'stub');
  write('LICENSES.chromium.html', 'stub');
  write('chrome-sandbox', '');
  write('locales/en-US.pak', '');
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
}

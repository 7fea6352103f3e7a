import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../electron/host/atomicFile.ts';
import { systemClock } from '../../electron/host/clock.ts';
import { nodeFilePort } from '../../electron/host/nodeFilePort.ts';
import { decodeCopy } from '../../electron/host/recoveryCopy.ts';
import { bundleDriver } from '../unit/host/bundleDriver.ts';
import { COPY_ID, keepCopy } from '../unit/host/keepCopy.ts';
import type { KillScenario } from './killEveryCall.ts';

const OLD = 'o'.repeat(300_000);
const SIZE = 310_000;
const NEW = 'n'.repeat(SIZE);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A study is saved; afterwards the next save must leave no trace of the killed one. */
export async function killWhileSaving(folder: string): Promise<KillScenario> {
  const driver = await bundleDriver(folder);
  const studies = path.join(folder, 'studies');
  const file = path.join(studies, 's.endplate');
  return {
    watched: studies,
    trace: path.join(folder, 'trace'),
    async reset() {
      await rm(studies, { recursive: true, force: true });
      await mkdir(studies);
      await writeFile(file, OLD);
      return [driver, file, String(SIZE), sha256(OLD)];
    },
    async judge() {
      const content = await readFile(file, 'utf8').catch(() => null);
      const state = content === OLD ? 'old' : content === NEW ? 'new' : 'broken';
      const left = (await readdir(studies)).filter((name) => name.endsWith('.tmp')).length;
      await replaceFile(nodeFilePort, file, Buffer.from('next'), {
        replaces: sha256(content ?? ''),
        clock: systemClock,
        keepsPrevious: true,
      });
      const names = await readdir(studies);
      const isClean = names.sort().join() === '.s.endplate.bak,s.endplate';
      return `${state}, ${left} left, ${isClean ? 'clean' : names.join()}`;
    },
  };
}

/** A copy of unsaved work is kept again, with a part. */
export async function killWhileKeeping(folder: string): Promise<KillScenario> {
  const driver = await bundleDriver(folder, 'keepDriver');
  const user = path.join(folder, 'user');
  const ofCopy = (name: string): string => path.join(user, COPY_ID, name);
  return {
    watched: user,
    trace: path.join(folder, 'trace-copy'),
    async reset() {
      await rm(user, { recursive: true, force: true });
      await keepCopy(user, 'o');
      return [driver, user, 'n'];
    },
    async judge() {
      const content = await readFile(ofCopy('snapshot')).catch(() => null);
      const copy = content === null ? null : decodeCopy(content);
      if (copy === null) return 'broken';
      for (const part of copy.parts) {
        const bytes = await readFile(ofCopy(`${part}.part`), 'latin1').catch(() => '');
        if (sha256(bytes) !== part) return 'broken part';
      }
      const state = String.fromCharCode(copy.bytes[0] ?? 0) === 'o' ? 'old' : 'new';
      const left = (await readdir(path.join(user, COPY_ID))).filter((name) => name.endsWith('.tmp')).length;
      await keepCopy(user, 'x');
      const names = await readdir(path.join(user, COPY_ID));
      const isClean = names.length === 2 && names.every((name) => name === 'snapshot' || name.endsWith('.part'));
      return `${state}, ${left} left, ${isClean ? 'clean' : names.join()}`;
    },
  };
}

export const isBad = (outcome: string): boolean => /broken|[4-9] left|left, (?!clean)/.test(outcome);

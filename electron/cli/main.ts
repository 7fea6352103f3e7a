import { homedir } from 'node:os';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { systemClock } from '../host/clock.ts';
import { nodeFilePort } from '../host/nodeFilePort.ts';
import { answerInspection, inspectInWorker } from './inspectInWorker.ts';
import { runProgram } from './program.ts';
import { userFolder } from './userFolder.ts';
import type { CommandContext } from './verb.ts';
import { writerTo } from './writer.ts';

/** Put in by the bundler. */
declare const __APP_VERSION__: string;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const contextOfProcess = (): CommandContext => ({
  appVersion: __APP_VERSION__,
  port: nodeFilePort,
  clock: systemClock,
  stdin: process.stdin,
  onStop(stop) {
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
    return () => {
      for (const signal of STOP_SIGNALS) process.off(signal, stop);
    };
  },
  // This file is also the script of the thread that decodes: the program is one file.
  inspectBytes: (bytes, frame) => inspectInWorker(new URL(import.meta.url), { bytes, frame }),
  staticRoot: path.resolve(import.meta.dirname, '../renderer'),
  userFolder: userFolder(process.platform, process.env, homedir()),
});

if (isMainThread) {
  process.exitCode = await runProgram(process.argv.slice(2), contextOfProcess(), {
    toStdout: writerTo(process.stdout),
    toStderr: writerTo(process.stderr),
  });
} else {
  answerInspection();
}

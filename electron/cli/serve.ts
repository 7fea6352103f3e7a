import { serveUntilStopped, startLoopback, type Loopback } from '../loopback/launch.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import type { CommandContext, Invocation, Verb } from './verb.ts';

const HIGHEST_PORT = 65_535;

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'the program in a browser, for this computer only',
  operands: [],
  options: {
    folder: { value: 'DIR', help: 'the folder of studies and images (default: Endplate in your documents)' },
    port: { value: 'N', help: 'a fixed port (default: any free one)' },
    'no-open': { help: 'opens no window, only prints the address' },
  },
  notes: [
    'Prints one line with the address, which works once, and runs until Ctrl-C or until its window is closed.',
    'With --json that line is {"address", "folder"}. Nothing outside this computer can reach it.',
  ],
  async run(invocation, context) {
    const started = await start(invocation, context);
    if (!started.ok) return started;
    const loopback = started.value;
    const { address, folder } = loopback;
    return success({
      json: { address, folder },
      text: `Endplate runs at ${address} (Ctrl-C ends it)`,
      lasting: serveUntilStopped(loopback),
    });
  },
};

async function start(
  { values, flags }: Invocation,
  { staticRoot, userFolder, appVersion }: CommandContext,
): Promise<Result<Loopback, CommandError>> {
  const { folder = null, port = '0' } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > HIGHEST_PORT) {
    return commandFailure('usage', `--port ${shown(port)}: give a number from 1 to ${HIGHEST_PORT}.`);
  }
  const open = !flags.has('no-open');
  try {
    return success(await startLoopback({ folder, port: Number(port), open, staticRoot, userFolder, appVersion }));
  } catch (error) {
    // Its promise: whatever it rejects with is one plain sentence for the user.
    return failure({ code: 'cannot_serve', message: shown(error instanceof Error ? error.message : String(error)) });
  }
}

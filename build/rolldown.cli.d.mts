import type { InputOptions, OutputOptions } from 'rolldown';

/** The command line and the loopback shell. */
export const cliConfig: InputOptions & { readonly output: OutputOptions };

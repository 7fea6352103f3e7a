import type { InputOptions, OutputOptions } from 'rolldown';

interface BundleConfig extends InputOptions {
  readonly output: OutputOptions;
}
/** Main process, preload. */
export declare const electronConfigs: readonly [BundleConfig, BundleConfig];

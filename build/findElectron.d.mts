export type FoundElectron =
  | { readonly state: 'ready'; readonly executable: string; readonly version: string | null }
  | { readonly state: 'missing' | 'damaged'; readonly packageFolder: string; readonly version: string }
  | { readonly state: 'wrongOverride'; readonly folder: string; readonly version: string | null }
  | { readonly state: 'noPackage' };
export declare function executableName(platform?: NodeJS.Platform): string;
export declare function findElectron(options: {
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}): FoundElectron;

export interface NpmOutcome {
  readonly code: number;
  readonly output: string;
}
export declare const root: string;
export declare function nodeIsNewEnough(found: string, needed: string): boolean;
export declare function whyInstall(folder: string): string | null;
export declare function ensureDependencies(options?: {
  readonly folder?: string;
  readonly say?: (line: string) => void;
  readonly run?: (folder: string, args: readonly string[]) => Promise<NpmOutcome>;
}): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
export declare function lastNpmError(output: string): string;

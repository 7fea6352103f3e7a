import type { FoundElectron } from './findElectron.mjs';

export declare const FETCH_LIMIT_S: number;
export declare function fetchRuntime(options: {
  readonly folder: string;
  readonly found: Extract<FoundElectron, { readonly packageFolder: string }>;
  readonly say: (line: string) => void;
  readonly limitSeconds?: number;
}): Promise<string | null>;
export declare function downloadError(output: string): string;

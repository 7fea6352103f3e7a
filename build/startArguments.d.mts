export interface StartArguments {
  readonly side: 'any' | 'desktop' | 'browser' | 'both';
  readonly download: boolean;
  readonly desktopArguments: readonly string[];
  readonly browserArguments: readonly string[];
}
export declare function readStartArguments(args: readonly string[], environment: NodeJS.ProcessEnv): StartArguments;

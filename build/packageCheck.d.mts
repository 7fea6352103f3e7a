export interface PackageContents {
  readonly files: readonly string[];
  readonly megabytes: number;
  readonly forbidden: readonly string[];
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly fuses: Readonly<Record<string, boolean>>;
}
export declare function whyNoPackageCheck(): string | null;
export declare function packageCheck(): Promise<PackageContents>;

export interface PackageContents {
  readonly files: readonly string[];
  readonly megabytes: number;
  readonly forbidden: readonly string[];
  /** What every package must hold and this one does not. */
  readonly missing: readonly string[];
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly fuses: Readonly<Record<string, boolean>>;
}
export declare function whyNoPackageCheck(): string | null;
export declare function packageCheck(): Promise<PackageContents>;

import { packageCheck, whyNoPackageCheck } from '../../build/packageCheck.mjs';

export interface PackageFigures {
  /** Files inside the archive of the unpacked Linux package. */
  readonly files: number;
  readonly megabytes: number;
  /** Names inside that must not be there. */
  readonly forbidden: readonly string[];
}

/** What a user installs, without the Electron runtime itself. */
export async function measure({ say }: { readonly say: (line: string) => void }): Promise<PackageFigures> {
  const reason = whyNoPackageCheck();
  if (reason !== null) throw new Error(`The package cannot be built here: ${reason}.`);
  say('Building the package around a stub runtime...');
  const { files, megabytes, forbidden } = await packageCheck();
  return { files: files.length, megabytes, forbidden };
}

/** The films that come with the program, under the names that a study keeps of them. */
const BUNDLED: Readonly<Record<string, string>> = {
  'demo-pre.dcm': '/demo/pre.dcm',
  'demo-post.dcm': '/demo/post.dcm',
};

/** The bytes of a film that comes with the program; null for every other name. Its content is still checked by hash. */
export async function readBundled(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const address = Object.hasOwn(BUNDLED, name) ? BUNDLED[name] : undefined;
  if (address === undefined) return null;
  const response = await fetch(address);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/**
 * What the bundles are made of besides the project's own sources: every package of which a module ended in a bundle, and
 * the Electron runtime. Written as a list of licences for people and as a CycloneDX bill of materials for programs; both
 * are served with the page and lie in the package.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MARK = 'node_modules/';
export const LICENCES_FILE = 'licences.json';
export const SBOM_FILE = 'sbom.cdx.json';
/** Part of every package, though in no bundle. */
const RUNTIME = 'electron';

/** Compiled into the WebAssembly of a package, under a licence of its own that the package does not name. */
const COMPILED_IN = {
  '@cornerstonejs/codec-charls': 'CharLS (BSD-3-Clause)',
  '@cornerstonejs/codec-openjpeg': 'OpenJPEG (BSD-2-Clause)',
  '@cornerstonejs/codec-openjph': 'OpenJPH (BSD-2-Clause)',
};

/** Remembers the packages of all modules that were written; a plugin of both bundlers. */
export function createComponentList() {
  const folders = new Set();
  const remember = (id) => {
    const file = id.replaceAll('\\', '/').replace(/^\0/, '').split('?')[0];
    const start = file.lastIndexOf(MARK);
    if (start === -1) return;
    const [scope, name] = file.slice(start + MARK.length).split('/');
    folders.add(file.slice(0, start + MARK.length) + (scope.startsWith('@') ? `${scope}/${name}` : scope));
  };
  return {
    remember,
    folders: () => [...folders].sort((a, b) => (a < b ? -1 : 1)),
    plugin: {
      name: 'list-components',
      generateBundle(_options, bundle) {
        for (const part of Object.values(bundle)) {
          if (part.type !== 'chunk') continue;
          for (const id of [...(part.moduleIds ?? []), ...Object.keys(part.modules ?? {})]) remember(id);
        }
      },
    },
  };
}

/** Name, version, licence and its text. Throws for a package without a licence: such a package must not be shipped. */
export function readComponent(folder) {
  const { name, version, license, author, homepage } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  if (typeof license !== 'string' || license === '') throw new Error(`${name} ${version} names no licence.`);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const by = typeof author === 'string' ? author.replace(/\s*[<(].*/, '') : author?.name;
  const text = file === undefined ? null : readFileSync(path.join(folder, file), 'utf8').trim();
  return { name, version, licence: license, text, by: by ?? null, homepage: homepage ?? null };
}

/** The list of licences: what the program is made of, in order of names. */
export function licenceList(components) {
  return components
    .map(({ name, version, licence, text, by }) => {
      const contains = COMPILED_IN[name];
      return { name, version, licence, by, ...(contains === undefined ? {} : { contains }), text };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** CycloneDX 1.6. The same components give the same bytes: no time and no random number is in it. */
export function billOfMaterials(project, components, integrityOf) {
  const parts = licenceList(components).map(({ name, version, licence }) => ({
    type: name === RUNTIME ? 'platform' : 'library',
    'bom-ref': reference(name, version),
    name,
    version,
    scope: 'required',
    ...hashesOf(integrityOf(name, version)),
    licenses: [/^[\w.-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence }],
    purl: reference(name, version),
  }));
  const self = reference(project.name, project.version);
  const body = {
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: project.name,
        version: project.version,
        licenses: [{ license: { id: project.license } }],
        purl: self,
      },
    },
    components: parts,
    dependencies: [{ ref: self, dependsOn: parts.map((part) => part['bom-ref']) }],
  };
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const serial = [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial.join('-')}-${digest.slice(20, 32)}`,
    version: 1,
    ...body,
  };
}

const reference = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The lock file has SHA-512 in base64. */
function hashesOf(integrity) {
  const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return base64 === undefined
    ? {}
    : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

/** Writes both files into the folder of the built page. */
export async function writeComponents(root, folders, target) {
  const runtime = path.join(root, MARK, RUNTIME);
  const components = [...folders, ...(existsSync(runtime) ? [runtime] : [])].map(readComponent);
  const project = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const integrityOf = (name, version) =>
    Object.entries(lock.packages).find(
      ([place, entry]) => place.endsWith(`${MARK}${name}`) && entry.version === version,
    )?.[1].integrity;
  await mkdir(target, { recursive: true });
  const write = (file, value) => writeFile(path.join(target, file), `${JSON.stringify(value, null, 1)}\n`);
  await write(LICENCES_FILE, licenceList(components));
  await write(SBOM_FILE, billOfMaterials(project, components, integrityOf));
}

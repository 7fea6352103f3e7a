import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
  CodecInstance,
  CodecLoader,
  HighThroughputModule,
  Jpeg2000Module,
  JpegLsModule,
} from '../../shared/image/codecLoader.ts';

/** Node's own WebAssembly, of which the types of Node say nothing. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
};

interface CodecOptions {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (imports: object, use: (instance: object, module: object) => void) => object;
}

type CodecFactory<Module> = (options: CodecOptions) => Promise<Module>;

interface CodecFiles {
  /** In a checkout: the package's names of the script and the binary. */
  readonly script: string;
  readonly binary: string;
  /** In the built program: file name without extension, in the folder `codecs` beside it. */
  readonly built: string;
}

const require = createRequire(import.meta.url);
const builtCodecs = path.join(import.meta.dirname, 'codecs');

/** Loads the image codecs in Node: from the built program's own folder, or from the packages in a checkout. */
export const nodeCodecs: CodecLoader = {
  openJpeg: codec<Jpeg2000Module>({
    script: '@cornerstonejs/codec-openjpeg/decodewasmjs',
    binary: '@cornerstonejs/codec-openjpeg/decodewasm',
    built: 'openjpegwasm_decode',
  }),
  charls: codec<JpegLsModule>({
    script: '@cornerstonejs/codec-charls/decodewasmjs',
    binary: '@cornerstonejs/codec-charls/decodewasm',
    built: 'charlswasm_decode',
  }),
  openJph: codec<HighThroughputModule>({
    script: '@cornerstonejs/codec-openjph/wasmjs',
    binary: '@cornerstonejs/codec-openjph/wasm',
    built: 'openjphjs',
  }),
};

function codec<Module>(files: CodecFiles): () => Promise<CodecInstance<Module>> {
  let compiled: Promise<object> | null = null;
  let factory: CodecFactory<Module> | null = null;
  return async () => {
    const { script, binary } = located(files);
    factory ??= require(script) as CodecFactory<Module>;
    compiled ??= WebAssembly.compile(readFileSync(binary));
    return instantiate(factory, await compiled);
  };
}

function located(files: CodecFiles): { script: string; binary: string } {
  const script = path.join(builtCodecs, `${files.built}.js`);
  if (existsSync(script)) return { script, binary: path.join(builtCodecs, `${files.built}.wasm`) };
  return { script: require.resolve(files.script), binary: require.resolve(files.binary) };
}

async function instantiate<Module>(factory: CodecFactory<Module>, compiled: object): Promise<CodecInstance<Module>> {
  const messages: string[] = [];
  const keep = (line: string): void => {
    if (messages.length < 100) messages.push(line);
  };
  const module = await new Promise<Module>((resolve, reject) => {
    const options: CodecOptions = {
      print: keep,
      printErr: keep,
      instantiateWasm: (imports, use) => {
        WebAssembly.instantiate(compiled, imports).then((instance) => use(instance, compiled), reject);
        return {};
      },
    };
    factory(options).then(resolve, reject);
  });
  return { module, messages };
}

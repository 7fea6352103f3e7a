import charlsScript from '@cornerstonejs/codec-charls/decodewasmjs';
import charlsBinary from '@cornerstonejs/codec-charls/decodewasm?url';
import openJpegScript from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import openJpegBinary from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import openJphScript from '@cornerstonejs/codec-openjph/wasmjs';
import openJphBinary from '@cornerstonejs/codec-openjph/wasm?url';
import type {
  CodecInstance,
  CodecLoader,
  HighThroughputModule,
  Jpeg2000Module,
  JpegLsModule,
} from '../../shared/image/codecLoader.ts';
import type { CodecFactory } from './codecFactory.ts';

/** Loads the image codecs in a module worker: the binary is fetched from beside the page, compiled once. */
export const browserCodecs: CodecLoader = {
  openJpeg: codec<Jpeg2000Module>(openJpegScript as CodecFactory<Jpeg2000Module>, openJpegBinary),
  charls: codec<JpegLsModule>(charlsScript as CodecFactory<JpegLsModule>, charlsBinary),
  openJph: codec<HighThroughputModule>(openJphScript as CodecFactory<HighThroughputModule>, openJphBinary),
};

function codec<Module>(factory: CodecFactory<Module>, url: string): () => Promise<CodecInstance<Module>> {
  let compiled: Promise<WebAssembly.Module> | null = null;
  return async () => {
    compiled ??= compile(url);
    try {
      return await instantiate(factory, await compiled);
    } catch (cause) {
      // A failed fetch must not stick: the next image tries again.
      compiled = null;
      throw cause;
    }
  };
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The decoder ${url} could not be loaded (${response.status}).`);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function instantiate<Module>(
  factory: CodecFactory<Module>,
  compiled: WebAssembly.Module,
): Promise<CodecInstance<Module>> {
  const messages: string[] = [];
  const keep = (line: string): void => {
    if (messages.length < 100) messages.push(line);
  };
  const module = await new Promise<Module>((resolve, reject) => {
    factory({
      print: keep,
      printErr: keep,
      instantiateWasm: (imports, use) => {
        WebAssembly.instantiate(compiled, imports).then((instance) => use(instance, compiled), reject);
        return {};
      },
    }).then(resolve, reject);
  });
  return { module, messages };
}

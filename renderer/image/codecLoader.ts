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

/** Hands a codec that was just compiled to whoever may use it again. */
type OnCompiled = (url: string, codec: WebAssembly.Module) => void;

/**
 * Loads the image codecs in a module worker. A binary is fetched from beside the page and compiled once in the life of
 * the page: every worker gets what an earlier one has compiled, with the machine code that the engine has since made fast.
 */
export function browserCodecs(compiled: ReadonlyMap<string, WebAssembly.Module>, onCompiled: OnCompiled): CodecLoader {
  const load = async (url: string): Promise<WebAssembly.Module> => {
    const known = compiled.get(url);
    if (known) return known;
    const codec = await compile(url);
    onCompiled(url, codec);
    return codec;
  };
  return {
    openJpeg: codecFrom<Jpeg2000Module>(openJpegScript, () => load(openJpegBinary)),
    charls: codecFrom<JpegLsModule>(charlsScript, () => load(charlsBinary)),
    openJph: codecFrom<HighThroughputModule>(openJphScript, () => load(openJphBinary)),
  };
}

/** A fresh instance at each call, of a binary that is loaded once. */
function codecFrom<Module>(
  script: unknown,
  load: () => Promise<WebAssembly.Module>,
): () => Promise<CodecInstance<Module>> {
  let loading: Promise<WebAssembly.Module> | null = null;
  return async () => {
    loading ??= load();
    try {
      return await instantiate(script as CodecFactory<Module>, await loading);
    } catch (cause) {
      // A failed fetch must not stick: the next image tries again.
      loading = null;
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

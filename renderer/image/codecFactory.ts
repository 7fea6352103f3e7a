/** What a codec's script exports: it makes an instance around a compiled binary. */
export type CodecFactory<Module> = (options: CodecOptions) => Promise<Module>;

export interface CodecOptions {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    use: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}

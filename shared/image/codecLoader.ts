/**
 * The codecs that are WebAssembly. The core is pure and cannot load them, so every environment injects a loader: the
 * page's worker fetches the binary beside its script, Node reads it from the package.
 *
 * Each call gives a fresh instance of a module that was compiled once: a codec's memory then ends with the frame it
 * decoded, an earlier picture can never come back, and an instance broken by a hostile stream is simply dropped. An
 * instance costs about 2 ms.
 */
export interface CodecLoader {
  /** JPEG 2000 (OpenJPEG). */
  readonly openJpeg: () => Promise<CodecInstance<Jpeg2000Module>>;
  /** JPEG-LS (CharLS). */
  readonly charls: () => Promise<CodecInstance<JpegLsModule>>;
  /** High-throughput JPEG 2000 (OpenJPH). */
  readonly openJph: () => Promise<CodecInstance<HighThroughputModule>>;
}

export interface CodecInstance<Module> {
  readonly module: Module;
  /** What the codec printed since the instance was made; OpenJPEG reports errors in no other way. */
  readonly messages: readonly string[];
}

export interface CodecFrame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
}

/** What all decoder classes of the codec family offer. The buffers are views into the codec's memory: copy at once. */
export interface CodecDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): CodecFrame;
  delete(): void;
}

export interface Jpeg2000Decoder extends CodecDecoder {
  decodeSubResolution(level: number, layer: number): void;
  getNumDecompositions(): number;
  getIsReversible(): boolean;
}

export interface JpegLsDecoder extends CodecDecoder {
  /** 0 planes one after another, 1 by line, 2 by sample. */
  getInterleaveMode(): number;
  getNearLossless(): number;
}

export interface Jpeg2000Module {
  readonly J2KDecoder: new () => Jpeg2000Decoder;
}

export interface JpegLsModule {
  readonly JpegLSDecoder: new () => JpegLsDecoder;
  getExceptionMessage(exception: number): string;
}

export interface HighThroughputModule {
  readonly HTJ2KDecoder: new () => HighThroughputDecoder;
}

export interface HighThroughputDecoder extends CodecDecoder {
  decodeSubResolution(level: number): void;
  getIsHeaderValid?(): boolean;
  getLastErrorMessage?(): string;
  getNumDecompositions(): number;
  getIsReversible(): boolean;
}

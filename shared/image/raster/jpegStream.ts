import { JpegFault, damaged, ZIGZAG, type JpegComponent, type JpegFrameHeader } from './jpegFrame.ts';
import { buildHuffmanTable, type HuffmanTable } from './jpegHuffman.ts';
import { decodeScan } from './jpegScan.ts';
import type { ScanComponent, ScanHeader } from './jpegScanHeader.ts';
import { inverseDct } from './jpegIdct.ts';
import { checkRasterSize } from './rasterLimits.ts';

/** A file that asks for more scans than this wants to waste time: real ones have about ten. */
const MAX_SCANS = 200;

/** Everything the markers of a JPEG stream said, and the decoded planes. */
export interface JpegStream {
  readonly frame: JpegFrameHeader;
  /** JFIF density: unit 0 none (aspect ratio only), 1 dots per inch, 2 dots per centimetre. */
  readonly jfif: { readonly unit: number; readonly x: number; readonly y: number } | null;
  /** Colour transform of the Adobe marker: 0 none, 1 YCbCr, 2 YCCK. */
  readonly adobeTransform: number | null;
  /** The TIFF structure of the EXIF marker. */
  readonly exif: Uint8Array | null;
  readonly endMarkerMissing: boolean;
}

/** The names of the processes that this decoder does not do (T.81 table B.1). */
const REFUSED_FRAMES: Readonly<Record<number, string>> = {
  0xc3: 'lossless JPEG',
  0xc5: 'hierarchical JPEG',
  0xc6: 'hierarchical JPEG',
  0xc7: 'hierarchical lossless JPEG',
  0xc9: 'JPEG with arithmetic coding',
  0xca: 'JPEG with arithmetic coding',
  0xcb: 'lossless JPEG with arithmetic coding',
  0xcd: 'hierarchical JPEG with arithmetic coding',
  0xce: 'hierarchical JPEG with arithmetic coding',
  0xcf: 'hierarchical JPEG with arithmetic coding',
  0xf7: 'JPEG-LS',
};

const truncated = (): JpegFault =>
  new JpegFault('truncated', 'This JPEG file ends before its picture begins. Ask for the file again.');

const cutShort = (): JpegFault =>
  new JpegFault('truncated', 'This JPEG file ends before its picture is complete. Ask for the file again.');

/** Walks the markers of one stream and decodes every scan. */
export class JpegStreamReader {
  private readonly bytes: Uint8Array;
  private position = 0;
  private frame: JpegFrameHeader | null = null;
  private jfif: JpegStream['jfif'] = null;
  private adobeTransform: number | null = null;
  private exif: Uint8Array | null = null;
  private restartInterval = 0;
  private scans = 0;
  private readonly quantTables: (Uint16Array | null)[] = [null, null, null, null];
  private readonly dcTables: (HuffmanTable | null)[] = [null, null, null, null];
  private readonly acTables: (HuffmanTable | null)[] = [null, null, null, null];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Throws JpegFault. */
  read(): JpegStream {
    if (this.bytes[0] !== 0xff || this.bytes[1] !== 0xd8) {
      throw new JpegFault('not_an_image', 'This is not a JPEG file: it does not begin like one.');
    }
    this.position = 2;
    let ended = false;
    while (!ended) {
      const marker = this.nextMarker();
      if (marker === null || marker === 0xd9) {
        ended = true;
        return this.finish(marker === null);
      }
      this.readMarker(marker);
    }
    throw truncated();
  }

  /** The next marker code, past fill bytes and stray data; null at the end of the bytes. */
  private nextMarker(): number | null {
    const { bytes } = this;
    while (this.position + 1 < bytes.length) {
      if (bytes[this.position] !== 0xff) {
        this.position++;
        continue;
      }
      const code = bytes[this.position + 1] as number;
      if (code === 0xff) {
        this.position++;
        continue;
      }
      this.position += 2;
      if (code !== 0) return code;
    }
    return null;
  }

  private readMarker(marker: number): void {
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return;
    const segment = this.segment();
    const refused = REFUSED_FRAMES[marker];
    if (refused !== undefined) {
      const message = `This file is ${refused}, which is not supported. Convert it to baseline JPEG or PNG, or export DICOM.`;
      throw new JpegFault('unsupported_format', message);
    }
    if (marker === 0xdb) this.readQuantTables(segment);
    else if (marker === 0xc4) this.readHuffmanTables(segment);
    else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) this.readFrame(segment, marker === 0xc2);
    else if (marker === 0xdd) this.restartInterval = segment.length >= 2 ? word(segment, 0) : 0;
    else if (marker === 0xda) this.readScan(segment);
    else if (marker === 0xe0) this.readJfif(segment);
    else if (marker === 0xe1) this.readExif(segment);
    else if (marker === 0xee) this.readAdobe(segment);
  }

  /** The bytes of the segment at the position, without its length field. */
  private segment(): Uint8Array {
    const { bytes, position } = this;
    if (position + 2 > bytes.length) throw truncated();
    const length = word(bytes, position);
    if (length < 2) throw damaged('a segment has no length');
    if (position + length > bytes.length) throw truncated();
    this.position = position + length;
    return bytes.subarray(position + 2, position + length);
  }

  private readQuantTables(segment: Uint8Array): void {
    let at = 0;
    while (at < segment.length) {
      const head = segment[at++] as number;
      const wide = head >> 4 === 1;
      if ((head & 15) > 3 || head >> 4 > 1 || at + (wide ? 128 : 64) > segment.length) {
        throw damaged('a quantisation table is incomplete');
      }
      const table = new Uint16Array(64);
      for (let k = 0; k < 64; k++, at += wide ? 2 : 1) {
        table[ZIGZAG[k] as number] = wide ? word(segment, at) : (segment[at] as number);
      }
      this.quantTables[head & 15] = table;
    }
  }

  private readHuffmanTables(segment: Uint8Array): void {
    let at = 0;
    while (at < segment.length) {
      const head = segment[at++] as number;
      const counts = segment.subarray(at, at + 16);
      const total = counts.reduce((sum, count) => sum + count, 0);
      at += 16;
      if ((head & 15) > 3 || head >> 4 > 1 || counts.length < 16 || total > 256 || at + total > segment.length) {
        throw damaged('a Huffman table is incomplete');
      }
      const tables = head >> 4 === 0 ? this.dcTables : this.acTables;
      tables[head & 15] = buildHuffmanTable(counts, segment.slice(at, at + total));
      at += total;
    }
  }

  private readFrame(segment: Uint8Array, progressive: boolean): void {
    if (this.frame) throw damaged('it has two frame headers');
    const bitsLeft = (this.bytes.length - this.position) * 8;
    this.frame = parseFrameHeader(segment, progressive, bitsLeft);
  }

  private readScan(segment: Uint8Array): void {
    const frame = this.frame;
    if (!frame) throw damaged('a scan stands before the frame header');
    if (++this.scans > MAX_SCANS) throw damaged(`it has more than ${MAX_SCANS} scans`);
    const count = segment[0] ?? 0;
    if (count < 1 || count > 4 || segment.length < 4 + 2 * count) throw damaged('a scan header is incomplete');
    const parts: ScanComponent[] = [];
    for (let i = 0; i < count; i++) {
      const component = frame.components.find((each) => each.id === segment[1 + 2 * i]);
      const tables = segment[2 + 2 * i] as number;
      if (!component || parts.some((part) => part.component === component)) {
        throw damaged('a scan names a colour component that is not there');
      }
      component.quant ??= this.quantTables[component.quantTable] ?? null;
      if (!component.quant) throw damaged('a quantisation table is missing');
      parts.push({
        component,
        dcTable: this.dcTables[tables >> 4] ?? null,
        acTable: this.acTables[tables & 15] ?? null,
      });
    }
    const end = 1 + 2 * count;
    const scan = scanHeader(segment.subarray(end), { parts, frame, restartInterval: this.restartInterval });
    this.position = decodeScan(this.bytes, this.position, frame, scan);
  }

  private readJfif(segment: Uint8Array): void {
    if (segment.length < 12 || ascii(segment, 0, 5) !== 'JFIF\0') return;
    this.jfif = { unit: segment[7] as number, x: word(segment, 8), y: word(segment, 10) };
  }

  private readExif(segment: Uint8Array): void {
    if (this.exif === null && ascii(segment, 0, 6) === 'Exif\0\0') this.exif = segment.subarray(6);
  }

  private readAdobe(segment: Uint8Array): void {
    if (segment.length >= 12 && ascii(segment, 0, 5) === 'Adobe') this.adobeTransform = segment[11] as number;
  }

  private finish(endMarkerMissing: boolean): JpegStream {
    const frame = this.frame;
    if (!frame || this.scans === 0) throw truncated();
    // Without its end a progressive stream may lack refinements, and nothing tells.
    if (endMarkerMissing && frame.progressive) throw cutShort();
    if (frame.components.some((component) => component.quant === null)) {
      throw new JpegFault('truncated', 'This JPEG file lacks the data of one of its colours. Ask for the file again.');
    }
    if (frame.progressive) for (const component of frame.components) transformComponent(component, frame);
    const { jfif, adobeTransform, exif } = this;
    return { frame, jfif, adobeTransform, exif, endMarkerMissing };
  }
}

/** Checks the frame header against the limits and the length of the data before any plane is allocated. */
function parseFrameHeader(segment: Uint8Array, progressive: boolean, bitsLeft: number): JpegFrameHeader {
  if (segment.length < 6) throw truncated();
  const bits = segment[0] as number;
  const rows = word(segment, 1);
  const columns = word(segment, 3);
  const count = segment[5] as number;
  if (bits !== 8 && bits !== 12) {
    throw new JpegFault('unsupported_pixels', `This JPEG file has ${bits} bits a sample; 8 and 12 are supported.`);
  }
  const size = checkRasterSize({ rows, columns, format: 'JPEG' });
  if (!size.ok) throw new JpegFault(size.error.code, size.error.message);
  if (count !== 1 && count !== 3 && count !== 4) {
    throw new JpegFault(
      'unsupported_pixels',
      `This JPEG file has ${count} colour components; 1, 3 and 4 are supported.`,
    );
  }
  if (segment.length < 6 + 3 * count) throw truncated();
  const factors = Array.from({ length: count }, (_, i) => {
    const sampling = segment[7 + 3 * i] as number;
    const quantTable = segment[8 + 3 * i] as number;
    return { id: segment[6 + 3 * i] as number, h: sampling >> 4, v: sampling & 15, quantTable };
  });
  // A single component is never interleaved: its sampling factors mean nothing (T.81 A.2.2).
  const used = count === 1 ? factors.map((each) => ({ ...each, h: 1, v: 1 })) : factors;
  if (factors.some(({ h, v, quantTable }) => h < 1 || h > 4 || v < 1 || v > 4 || quantTable > 3)) {
    throw damaged('the frame header has impossible sampling factors');
  }
  const hMax = Math.max(...used.map((each) => each.h));
  const vMax = Math.max(...used.map((each) => each.v));
  const mcusAcross = Math.ceil(columns / (8 * hMax));
  const mcusDown = Math.ceil(rows / (8 * vMax));
  const blocks = used.reduce((sum, each) => sum + each.h * each.v, 0) * mcusAcross * mcusDown;
  // Every block costs at least one bit in some scan, so a header that promises more is a cut or hostile file.
  if (blocks > bitsLeft) {
    throw new JpegFault(
      'truncated',
      'This JPEG file is too short for the picture that it announces. Ask for the file again.',
    );
  }
  const components = used.map((each): JpegComponent => {
    const width = Math.ceil((columns * each.h) / hMax);
    const height = Math.ceil((rows * each.v) / vMax);
    const storedAcross = mcusAcross * each.h;
    const storedDown = mcusDown * each.v;
    const samples = storedAcross * storedDown * 64;
    return {
      ...each,
      width,
      height,
      blocksAcross: Math.ceil(width / 8),
      blocksDown: Math.ceil(height / 8),
      storedAcross,
      storedDown,
      plane: bits === 8 ? new Uint8Array(samples) : new Uint16Array(samples),
      coefficients: progressive ? new Int16Array(samples) : null,
      quant: null,
    };
  });
  return { progressive, bits, rows, columns, hMax, vMax, mcusAcross, mcusDown, components };
}

function scanHeader(
  tail: Uint8Array,
  { parts, frame, restartInterval }: { parts: ScanComponent[]; frame: JpegFrameHeader; restartInterval: number },
): ScanHeader {
  if (!frame.progressive) {
    return { parts, restartInterval, spectralStart: 0, spectralEnd: 63, successiveHigh: 0, successiveLow: 0 };
  }
  const spectralStart = tail[0] as number;
  const spectralEnd = tail[1] as number;
  const successiveHigh = (tail[2] as number) >> 4;
  const successiveLow = (tail[2] as number) & 15;
  const valid =
    spectralEnd <= 63 &&
    spectralStart <= spectralEnd &&
    successiveLow <= 13 &&
    (spectralStart === 0 ? spectralEnd === 0 : parts.length === 1) &&
    (successiveHigh === 0 || successiveHigh === successiveLow + 1);
  if (!valid) throw damaged('a progressive scan has impossible parameters');
  return { parts, restartInterval, spectralStart, spectralEnd, successiveHigh, successiveLow };
}

function transformComponent(component: JpegComponent, frame: JpegFrameHeader): void {
  const { coefficients, quant, plane, storedAcross, storedDown } = component;
  if (!coefficients || !quant) return;
  const stride = storedAcross * 8;
  for (let down = 0; down < storedDown; down++) {
    for (let across = 0; across < storedAcross; across++) {
      const target = { plane, offset: down * 8 * stride + across * 8, stride, bits: frame.bits };
      inverseDct(coefficients, (down * storedAcross + across) * 64, quant, target);
    }
  }
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

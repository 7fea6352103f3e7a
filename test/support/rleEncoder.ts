import { concatenated } from './dicomWriter.ts';

/** Encodes one frame as PS3.5 annex G has it: a segment per byte of a sample, the most significant first. */
export function encodeRle(
  cells: readonly number[],
  { samplesPerPixel, bitsAllocated }: { samplesPerPixel: number; bitsAllocated: number },
): Uint8Array {
  const segments: Uint8Array[] = [];
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    const own = cells.filter((_, i) => i % samplesPerPixel === sample);
    for (let shift = bitsAllocated - 8; shift >= 0; shift -= 8) {
      segments.push(packBits(own.map((cell) => (cell >> shift) & 0xff)));
    }
  }
  return rleFrame(segments);
}

/** Puts a header before segments. */
export function rleFrame(segments: readonly Uint8Array[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, i) => {
    header.setUint32(4 + 4 * i, at, true);
    at += segment.length;
  });
  return concatenated([new Uint8Array(header.buffer), ...segments]);
}

function packBits(bytes: readonly number[]): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run > 1) {
      out.push(257 - run, bytes[at] as number);
      at += run;
      continue;
    }
    const literal: number[] = [];
    while (at < bytes.length && literal.length < 128 && bytes[at] !== bytes[at + 1])
      literal.push(bytes[at++] as number);
    if (literal.length === 0) literal.push(bytes[at++] as number);
    out.push(literal.length - 1, ...literal);
  }
  if (out.length % 2 === 1) out.push(0x80);
  return Uint8Array.from(out);
}

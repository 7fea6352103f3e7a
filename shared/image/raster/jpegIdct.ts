/**
 * The inverse DCT of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in 13-bit fixed point: the arithmetic, and so the
 * samples, of the "accurate integer" transform that the common C library uses, for 8 and for 12 bit samples.
 */
const F_0_298 = 2446;
const F_0_390 = 3196;
const F_0_541 = 4433;
const F_0_765 = 6270;
const F_0_899 = 7373;
const F_1_175 = 9633;
const F_1_501 = 12299;
const F_1_847 = 15137;
const F_1_961 = 16069;
const F_2_053 = 16819;
const F_2_562 = 20995;
const F_3_072 = 25172;
const CONSTANT_BITS = 13;

const work = new Int32Array(64);

/** One 8-point transform: reads `step`-spaced values from `start` of `work`, writes them back rounded by `shift`. */
function transform8(start: number, step: number, shift: number): void {
  const i1 = start + step;
  const i2 = i1 + step;
  const i3 = i2 + step;
  const i4 = i3 + step;
  const i5 = i4 + step;
  const i6 = i5 + step;
  const i7 = i6 + step;
  const c2 = work[i2] as number;
  const c6 = work[i6] as number;
  const even = Math.imul(c2 + c6, F_0_541);
  const e2 = (even - Math.imul(c6, F_1_847)) | 0;
  const e3 = (even + Math.imul(c2, F_0_765)) | 0;
  const c0 = work[start] as number;
  const c4 = work[i4] as number;
  const e0 = (c0 + c4) << CONSTANT_BITS;
  const e1 = (c0 - c4) << CONSTANT_BITS;
  const round = 1 << (shift - 1);
  const t0 = (e0 + e3 + round) | 0;
  const t3 = (e0 - e3 + round) | 0;
  const t1 = (e1 + e2 + round) | 0;
  const t2 = (e1 - e2 + round) | 0;

  const c1 = work[i1] as number;
  const c3 = work[i3] as number;
  const c5 = work[i5] as number;
  const c7 = work[i7] as number;
  const z5 = Math.imul(c7 + c3 + c5 + c1, F_1_175);
  const z1 = -Math.imul(c7 + c1, F_0_899);
  const z2 = -Math.imul(c5 + c3, F_2_562);
  const z3 = (z5 - Math.imul(c7 + c3, F_1_961)) | 0;
  const z4 = (z5 - Math.imul(c5 + c1, F_0_390)) | 0;
  const o0 = (Math.imul(c7, F_0_298) + z1 + z3) | 0;
  const o1 = (Math.imul(c5, F_2_053) + z2 + z4) | 0;
  const o2 = (Math.imul(c3, F_3_072) + z2 + z3) | 0;
  const o3 = (Math.imul(c1, F_1_501) + z1 + z4) | 0;

  work[start] = (t0 + o3) >> shift;
  work[i7] = (t0 - o3) >> shift;
  work[i1] = (t1 + o2) >> shift;
  work[i6] = (t1 - o2) >> shift;
  work[i2] = (t2 + o1) >> shift;
  work[i5] = (t2 - o1) >> shift;
  work[i3] = (t3 + o0) >> shift;
  work[i4] = (t3 - o0) >> shift;
}

export interface BlockTarget {
  readonly plane: Uint8Array | Uint16Array;
  readonly offset: number;
  readonly stride: number;
  readonly bits: 8 | 12;
}

/** Dequantises and transforms 64 coefficients (natural order, from `from`) into an 8 × 8 square of the plane. */
export function inverseDct(coefficients: Int16Array, from: number, quant: Uint16Array, target: BlockTarget): void {
  const { plane, offset, stride, bits } = target;
  // 12-bit samples need one guard bit less, as their products would leave 32 bits.
  const guard = bits === 8 ? 2 : 1;
  const centre = 1 << (bits - 1);
  const largest = (1 << bits) - 1;
  let anyAc = 0;
  for (let i = 0; i < 64; i++) {
    const value = coefficients[from + i] as number;
    if (i > 0) anyAc |= value;
    work[i] = value === 0 ? 0 : Math.imul(value, quant[i] as number);
  }
  if (anyAc === 0) {
    const flat = ((((work[0] as number) << guard) + (1 << (guard + 2))) >> (guard + 3)) + centre;
    const sample = flat < 0 ? 0 : flat > largest ? largest : flat;
    for (let y = 0; y < 8; y++) plane.fill(sample, offset + y * stride, offset + y * stride + 8);
    return;
  }
  for (let x = 0; x < 8; x++) transform8(x, 8, CONSTANT_BITS - guard);
  for (let y = 0; y < 8; y++) {
    transform8(y * 8, 1, CONSTANT_BITS + guard + 3);
    const row = offset + y * stride;
    for (let x = 0; x < 8; x++) {
      const sample = (work[y * 8 + x] as number) + centre;
      plane[row + x] = sample < 0 ? 0 : sample > largest ? largest : sample;
    }
  }
}

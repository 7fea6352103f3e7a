import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError } from '../radiograph.ts';
import { readElementHeader, type ElementHeader } from './elementHeader.ts';
import { isPrivate, PIXEL_DATA_TAGS, READ_SEQUENCES, TAG } from './tags.ts';
import { IMPLICIT_LITTLE, type ElementEncoding } from './transferSyntax.ts';

/** A data element whose value lies within the bytes. */
export interface DataElement {
  readonly tag: string;
  readonly vr: string | null;
  readonly offset: number;
  readonly length: number;
  /** Items of a sequence that is read; else empty. */
  readonly items: readonly DataSet[];
}

/** The elements of a file or of a sequence item, by tag. */
export interface DataSet {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly elements: ReadonlyMap<string, DataElement>;
}

/** The header of a file: everything before the pixel data. */
export interface HeaderPart {
  readonly dataSet: DataSet;
  /** Where the pixel data element begins; null where the bytes ended without one. */
  readonly pixelData: ElementHeader | null;
  /** Where reading stopped. */
  readonly end: number;
}

interface OpenDataSet {
  readonly kind: 'dataSet';
  readonly elements: Map<string, DataElement>;
  readonly encoding: ElementEncoding;
  /** Where it must end; with an undefined length: where its parent must. */
  readonly end: number;
  readonly undefinedLength: boolean;
  /** Whether anybody will look at its elements. */
  readonly read: boolean;
}

interface OpenSequence {
  readonly kind: 'sequence';
  readonly header: ElementHeader;
  readonly encoding: ElementEncoding;
  readonly end: number;
  readonly undefinedLength: boolean;
  readonly read: boolean;
  readonly items: DataSet[];
}

type Open = OpenDataSet | OpenSequence;

const truncated = (): Result<never, ImageError> =>
  imageFailure('truncated', 'The file ends in the middle of its header. It is incomplete: copy or export it again.');

const damaged = (what: string): Result<never, ImageError> =>
  imageFailure('damaged', `The header of this file is damaged: ${what}. Ask for the file again.`);

/**
 * Reads the elements from `start` up to the pixel data, without recursion: each step moves forward, depth, number and
 * every length are checked against the limits and against the enclosing item. Values are not read, private elements and
 * sequences nobody asks for are passed over. `groupOnly` stops where another group begins (the meta header).
 * Errors: `truncated` where the bytes end too early, `damaged`, `too_large`.
 */
export function readHeader(
  bytes: Uint8Array,
  { start, encoding, groupOnly }: { start: number; encoding: ElementEncoding; groupOnly?: number },
): Result<HeaderPart, ImageError> {
  return new HeaderReader(bytes, start, encoding, groupOnly ?? null).read();
}

class HeaderReader {
  private readonly bytes: Uint8Array;
  private readonly groupOnly: number | null;
  private readonly root: OpenDataSet;
  private readonly open: Open[] = [];
  private position: number;
  private count = 0;

  constructor(bytes: Uint8Array, start: number, encoding: ElementEncoding, groupOnly: number | null) {
    this.bytes = bytes;
    this.position = start;
    this.groupOnly = groupOnly;
    const end = bytes.length;
    this.root = { kind: 'dataSet', elements: new Map(), encoding, end, undefinedLength: false, read: true };
  }

  read(): Result<HeaderPart, ImageError> {
    this.open.push(this.root);
    for (;;) {
      const top = this.open[this.open.length - 1];
      if (!top) return success(this.finished(null));
      if (this.position >= top.end && !top.undefinedLength) {
        this.close();
        continue;
      }
      if (++this.count > IMAGE_LIMITS.elements) {
        return imageFailure(
          'too_large',
          `The header of this file has more than ${IMAGE_LIMITS.elements} elements. It is no usual image file.`,
        );
      }
      const step = top.kind === 'dataSet' ? this.readElement(top) : this.readItem(top);
      if (!step.ok) return step;
      if (step.value) return success(step.value);
    }
  }

  /** One element of a data set; a value where the header is complete. */
  private readElement(top: OpenDataSet): Result<HeaderPart | null, ImageError> {
    if (top === this.root && this.groupOnly !== null && this.groupAhead() !== this.groupOnly) {
      return success(this.finished(null));
    }
    const header = readElementHeader(this.bytes, this.position, top.encoding);
    if (!header) return this.unreadable(top);
    if (header.valueOffset > top.end) return truncated();
    if (top === this.root && PIXEL_DATA_TAGS.has(header.tag)) return success(this.finished(header));
    if (header.tag === TAG.itemEnd || header.tag === TAG.sequenceEnd) return this.endOfItem(top, header);
    if (header.tag === TAG.item) return damaged('an item stands outside a sequence');
    if (header.undefinedLength) return this.openSequence(top, header, top.end);
    const end = header.valueOffset + header.length;
    if (end > top.end) return top.end < this.bytes.length ? damaged('an element is longer than its item') : truncated();
    if (READ_SEQUENCES.has(header.tag) && top.read && header.length > 0) return this.openSequence(top, header, end);
    if (top.read && !isPrivate(header.tag)) this.keep(top, header, header.length, []);
    this.position = end;
    return success(null);
  }

  /** The group of the next element; what follows a meta header may be encoded in another way, or not at all. */
  private groupAhead(): number {
    const { bytes, position, root } = this;
    const [first = 0, second = 0] = bytes.subarray(position, position + 2);
    return root.encoding.littleEndian ? first | (second << 8) : (first << 8) | second;
  }

  private unreadable(top: OpenDataSet): Result<never, ImageError> {
    const left = this.bytes.length - this.position;
    return left < 12 || this.position + 8 > top.end ? truncated() : damaged('an element has no valid type');
  }

  /** A delimiter closes an item of undefined length; a stray one, as some writers leave behind, is passed over. */
  private endOfItem(top: OpenDataSet, header: ElementHeader): Result<null, ImageError> {
    if (header.length !== 0) return damaged('a delimiter has a length');
    this.position += 8;
    if (header.tag === TAG.itemEnd && top.undefinedLength) this.close();
    else if (top.undefinedLength) return damaged('a sequence ends before its item');
    return success(null);
  }

  private openSequence(top: OpenDataSet, header: ElementHeader, end: number): Result<null, ImageError> {
    // Icons hold compressed pixel data, which are items too (PS3.5 A.4).
    const icon = header.tag === TAG.pixelData;
    const sequence = header.vr === null || header.vr === 'SQ' || header.vr === 'UN' || icon;
    if (!sequence) return damaged('an element that is no sequence has no length');
    if (this.open.length > 2 * IMAGE_LIMITS.sequenceDepth) {
      return damaged(`its sequences are nested deeper than ${IMAGE_LIMITS.sequenceDepth} levels`);
    }
    // A sequence of unknown type is written implicitly whatever the file is (PS3.5 6.2.2 note 2).
    const encoding = header.vr === 'UN' ? IMPLICIT_LITTLE : top.encoding;
    const read = top.read && READ_SEQUENCES.has(header.tag);
    const { undefinedLength } = header;
    this.open.push({ kind: 'sequence', header, encoding, end, undefinedLength, read, items: [] });
    this.position = header.valueOffset;
    return success(null);
  }

  private readItem(top: OpenSequence): Result<null, ImageError> {
    const header = readElementHeader(this.bytes, this.position, top.encoding);
    if (!header || header.valueOffset > top.end) return truncated();
    if (header.tag === TAG.sequenceEnd && top.undefinedLength) {
      this.position = header.valueOffset;
      this.close();
      return success(null);
    }
    if (header.tag !== TAG.item) return damaged('a sequence holds something that is no item');
    const end = header.undefinedLength ? top.end : header.valueOffset + header.length;
    if (end > top.end)
      return top.end < this.bytes.length ? damaged('an item is longer than its sequence') : truncated();
    const { encoding, read } = top;
    const elements = new Map<string, DataElement>();
    this.open.push({ kind: 'dataSet', elements, encoding, end, undefinedLength: header.undefinedLength, read });
    if (read) top.items.push({ bytes: this.bytes, littleEndian: encoding.littleEndian, elements });
    this.position = header.valueOffset;
    // An item nobody reads can be passed over when its end is known.
    if (!read && !header.undefinedLength) this.position = end;
    return success(null);
  }

  private close(): void {
    const closed = this.open.pop();
    const parent = this.open[this.open.length - 1];
    if (closed?.kind === 'sequence' && closed.read && parent?.kind === 'dataSet') {
      this.keep(parent, closed.header, this.position - closed.header.valueOffset, closed.items);
    }
  }

  /** The first of two equal tags counts, as the standard allows only one. */
  private keep(into: OpenDataSet, header: ElementHeader, length: number, items: readonly DataSet[]): void {
    const { tag, vr, valueOffset: offset } = header;
    if (!into.elements.has(tag)) into.elements.set(tag, { tag, vr, offset, length, items });
  }

  private finished(pixelData: ElementHeader | null): HeaderPart {
    const { bytes, root } = this;
    const dataSet = { bytes, littleEndian: root.encoding.littleEndian, elements: root.elements };
    return { dataSet, pixelData, end: this.position };
  }
}

// Pixel size of an image from its first bytes: enough of each format to find two numbers, and no more. Bytes are not
// trusted: every read is checked, every loop moves forward.

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** PNG, JPEG (as turned by its EXIF orientation), GIF, WebP, AVIF, SVG; null if it is none of them or its size does not stand in these bytes. */
export function imageSize(head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return sizeOf(view);
  } catch (error) {
    if (error instanceof RangeError) return null; // the bytes end too early
    throw error;
  }
}

function sizeOf(view: DataView): ImageSize | null {
  if (view.byteLength < 4) return null;
  if (view.getUint32(0) === 0x89504e47) return ascii(view, 12, 4) === 'IHDR' ? size(view.getUint32(16), view.getUint32(20)) : null;
  if (view.getUint16(0) === 0xffd8) return jpeg(view);
  if (ascii(view, 0, 4) === 'GIF8') return size(view.getUint16(6, true), view.getUint16(8, true));
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return webp(view);
  if (view.byteLength >= 12 && ascii(view, 4, 4) === 'ftyp') return avif(view);
  return svg(view);
}

function size(width: number, height: number): ImageSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

function ascii(view: DataView, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(at + i));
  return text;
}

// ---- JPEG: segments `FF marker length`

function jpeg(view: DataView): ImageSize | null {
  let turned = false;
  for (let at = 2; at + 4 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? size(height, width) : size(width, height);
    }
    if (marker === 0xe1 && ascii(view, at + 4, 4) === 'Exif') turned = isTurned(view, at + 10);
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** EXIF orientation 5 to 8: a quarter turn. `at`: the TIFF header. */
function isTurned(view: DataView, at: number): boolean {
  const little = view.getUint16(at) === 0x4949;
  const directory = at + view.getUint32(at + 4, little);
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > view.byteLength) return false;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5 && view.getUint16(entry + 8, little) <= 8;
  }
  return false;
}

// ---- WebP: the first chunk tells

function webp(view: DataView): ImageSize | null {
  const kind = ascii(view, 12, 4);
  if (kind === 'VP8X') return size(uint24(view, 24) + 1, uint24(view, 27) + 1);
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return view.getUint8(20) === 0x2f ? size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1) : null;
  }
  if (kind !== 'VP8 ' || uint24(view, 23) !== 0x2a019d) return null;
  return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
}

function uint24(view: DataView, at: number): number {
  return view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
}

// ---- AVIF: boxes in boxes, meta > iprp > ipco > ispe; `irot` turns

function avif(view: DataView): ImageSize | null {
  if (!/avi[fs]|mif1|msf1/.test(ascii(view, 8, Math.min(24, view.byteLength - 8)))) return null;
  const meta = findBox(view, 0, view.byteLength, 'meta');
  const properties = meta && findBox(view, meta.start + 4, meta.end, 'iprp');
  const container = properties && findBox(view, properties.start, properties.end, 'ipco');
  if (!container) return null;
  let largest: ImageSize | null = null;
  for (const box of boxes(view, container.start, container.end)) {
    if (box.kind !== 'ispe') continue;
    const found = size(view.getUint32(box.start + 4), view.getUint32(box.start + 8));
    // the picture beside its thumbnails
    if (found !== null && (largest === null || found.width * found.height > largest.width * largest.height)) largest = found;
  }
  const turn = findBox(view, container.start, container.end, 'irot');
  const turned = turn !== null && turn.start < view.byteLength && (view.getUint8(turn.start) & 1) === 1;
  return largest !== null && turned ? { width: largest.height, height: largest.width } : largest;
}

interface Box {
  readonly kind: string;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= Math.min(to, view.byteLength);) {
    const short = view.getUint32(at);
    const long = short === 1;
    const length = short === 0 ? to - at : long ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : short;
    const header = long ? 16 : 8;
    if (length < header) return;
    yield { kind: ascii(view, at + 4, 4), start: at + header, end: Math.min(to, at + length) };
    at += length;
  }
}

function findBox(view: DataView, from: number, to: number, kind: string): Box | null {
  for (const box of boxes(view, from, to)) if (box.kind === kind) return box;
  return null;
}

// ---- SVG: the attributes of the root element

const utf8 = new TextDecoder();

function svg(view: DataView): ImageSize | null {
  const text = utf8.decode(new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 16_384)));
  const tag = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/i.exec(text)?.[0];
  if (tag === undefined || !/^[\ufeff\s]*</.test(text)) return null;
  const box = /\sviewBox\s*=\s*["']\s*([^"']*)["']/i
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const [boxWidth, boxHeight] = [box?.[2] ?? 0, box?.[3] ?? 0];
  const [width, height] = [pixels(tag, widthPattern), pixels(tag, heightPattern)];
  if (width !== null && height !== null) return rounded(width, height);
  if (!(boxWidth > 0 && boxHeight > 0)) return null;
  if (width !== null) return rounded(width, (width * boxHeight) / boxWidth);
  return height === null ? rounded(boxWidth, boxHeight) : rounded((height * boxWidth) / boxHeight, height);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  rem: 16,
  ex: 8,
};

const widthPattern = /\swidth\s*=\s*["']\s*([\d.]+)\s*([a-z%]*)\s*["']/i;
const heightPattern = /\sheight\s*=\s*["']\s*([\d.]+)\s*([a-z%]*)\s*["']/i;

/** In pixels; null for percentages and what is absent. */
function pixels(tag: string, pattern: RegExp): number | null {
  const found = pattern.exec(tag);
  const unit = units[found?.[2]?.toLowerCase() ?? '%'];
  return found === null || unit === undefined ? null : Number(found[1]) * unit;
}

function rounded(width: number, height: number): ImageSize | null {
  return Number.isFinite(width) && Number.isFinite(height) ? size(Math.round(width), Math.round(height)) : null;
}

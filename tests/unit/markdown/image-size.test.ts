import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSize } from '../../../src/markdown/image-size.js';

/** Bytes from numbers and texts. */
function bytes(...parts: readonly (number | string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));
}
const u32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const box = (kind: string, ...content: (number | string | readonly number[])[]): number[] => {
  const inner = [...bytes(...content)];
  return [...u32(inner.length + 8), ...bytes(kind), ...inner];
};
const svg = (text: string): Uint8Array => new TextEncoder().encode(text);

const png = bytes(0x89, 'PNG\r\n', 0x1a, '\n', u32(13), 'IHDR', u32(640), u32(480), [8, 6, 0, 0, 0]);
const frame = [0xff, 0xc0, 0, 17, 8, 1, 0xe0, 2, 0x80, 3];
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0], frame);
/** A TIFF header with one entry: the orientation. */
const exif = (orientation: number): Uint8Array =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe1, 0, 34],
    'Exif',
    [0, 0],
    'II',
    [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0],
    frame,
  );
const avif = (...properties: number[][]): Uint8Array =>
  Uint8Array.from([
    ...box('ftyp', 'avif', u32(0), 'avifmif1'),
    ...box('meta', u32(0), box('hdlr', u32(0)), box('iprp', box('ipco', properties.flat()))),
  ]);
const ispe = (width: number, height: number): number[] => box('ispe', u32(0), u32(width), u32(height));

describe('imageSize', () => {
  it.each<[string, Uint8Array, [number, number] | null]>([
    ['PNG', png, [640, 480]],
    ['GIF', bytes('GIF89a', [0x80, 2, 0xe0, 1]), [640, 480]],
    ['JPEG', jpeg, [640, 480]],
    ['JPEG lying on its side (EXIF 6)', exif(6), [480, 640]],
    ['JPEG upside down (EXIF 3)', exif(3), [640, 480]],
    ['WebP, lossy', bytes('RIFF', u32(0), 'WEBPVP8 ', u32(0), [0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]), [640, 480]],
    ['WebP, lossless', bytes('RIFF', u32(0), 'WEBPVP8L', u32(0), [0x2f, 0x7f, 0xc2, 0x77, 0]), [640, 480]],
    ['WebP, extended', bytes('RIFF', u32(0), 'WEBPVP8X', u32(0), [0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), [640, 480]],
    ['AVIF', avif(ispe(640, 480)), [640, 480]],
    ['AVIF with a thumbnail', avif(ispe(64, 48), ispe(640, 480)), [640, 480]],
    ['AVIF turned', avif(ispe(640, 480), box('irot', [1])), [480, 640]],
    ['SVG by its size', svg('<?xml version="1.0"?>\n<svg width="640" height="480px" viewBox="0 0 1 1">'), [640, 480]],
    ['SVG by its view box', svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48">'), [64, 48]],
    ['SVG with one side', svg('<svg width="128" viewBox="0,0,64,48">'), [128, 96]],
    ['SVG in percent', svg('<svg width="100%" height="100%" viewBox="0 0 64 48">'), [64, 48]],
    ['SVG in millimetres', svg("<svg width='25.4mm' height='1in'>"), [96, 96]],
    ['SVG without any size', svg('<svg xmlns="http://www.w3.org/2000/svg">'), null],
    ['HTML that holds an SVG', svg('a page with <svg width="1" height="1">'), null],
    ['PNG cut short', png.slice(0, 18), null],
    ['JPEG cut short', jpeg.slice(0, 12), null],
    ['PNG of no size', bytes(0x89, 'PNG\r\n', 0x1a, '\n', u32(13), 'IHDR', u32(0), u32(480)), null],
    ['nothing', bytes(), null],
    ['text', svg('hello'), null],
  ])('%s', (_name, head, size) => expect(imageSize(head)).toEqual(size && { width: size[0], height: size[1] }));

  it('reads a view into a larger buffer', () => {
    const buffer = new Uint8Array(png.length + 7);
    buffer.set(png, 7);
    expect(imageSize(buffer.subarray(7))).toEqual({ width: 640, height: 480 });
  });

  it('answers any bytes, also those that begin like an image', () => {
    const heads = [png, jpeg, exif(6), avif(ispe(6, 4)), bytes('GIF8'), bytes('RIFF', u32(0), 'WEBPVP8 '), svg('<svg width="')];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.nat(80), fc.uint8Array({ maxLength: 200 }), (head, keep, noise) => {
        const size = imageSize(Uint8Array.from([...head.slice(0, keep), ...noise]));
        expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

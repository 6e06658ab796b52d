/** Width and height of a PNG. */
export function imageSize(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  if (view.getUint32(0) !== 0x89504e47) throw new Error('not a PNG');
  return [view.getUint32(16), view.getUint32(20)];
}

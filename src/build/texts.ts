// Where the texts of late records lie: side by side in large pieces of memory, as one of its own for each would cost a quarter as
// much again. Beyond what 10,000 posts need a piece that is full is packed: all are looked at once more at the end, when they
// are written down, and hardly any before.
import { packed, unpacked } from '../text/deflate.js';

export interface Piece {
  readonly bytes: Uint8Array;
}

export type Place = readonly [piece: Piece, start: number, end: number];

/** Keeps texts, and says where. */
export type Texts = (text: string) => Place;

const size = 256 * 1024;
/** Unpacked ones that are kept. Records are looked at in the order in which they were made, so that it is one, mostly. */
const most = 2;

/** `mostPlain`: so many pieces stay as they are. */
export function openTexts(mostPlain = 100): Texts {
  const recent = new Map<Piece, Uint8Array>();
  let open: OpenPiece | null = null;
  let full = 0;
  return (text) => {
    // A UTF-16 unit is three bytes at most.
    const need = text.length * 3;
    if (open === null || need > open.room()) {
      if (open !== null && ++full > mostPlain) open.pack();
      open = openPiece(Math.max(need, size), recent);
    }
    return open.add(text);
  };
}

type OpenPiece = ReturnType<typeof openPiece>;

function openPiece(length: number, recent: Map<Piece, Uint8Array>) {
  let buffer: Buffer | null = Buffer.allocUnsafeSlow(length);
  let packet: Uint8Array = buffer;
  let used = 0;
  const piece: Piece = {
    get bytes() {
      return buffer ?? recent.get(piece) ?? lately(piece, unpacked(packet, used));
    },
  };

  function lately(piece: Piece, bytes: Uint8Array): Uint8Array {
    for (const oldest of recent.keys()) if (recent.size >= most) recent.delete(oldest);
    recent.set(piece, bytes);
    return bytes;
  }

  return {
    room: () => length - used,
    add(text: string): Place {
      const start = used;
      used += buffer!.write(text, start);
      return [piece, start, used];
    },
    /** Nothing is added any more. */
    pack() {
      packet = packed(buffer!.subarray(0, used));
      buffer = null;
    },
  };
}

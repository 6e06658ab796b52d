// What a plain scalar of YAML stands for.
import type { Scalar } from './node.js';

/** YAML 1.2, section 10.3.2 (core schema). */
export function coreValue(text: string): Scalar['json'] {
  const first = text.charCodeAt(0);
  // Only a digit, a sign, a dot, `~`, or the first letter of null, true and false can begin something else than text.
  if (text === '' || text === '~') return null;
  if (first === 0x2b || first === 0x2d || first === 0x2e || (first >= 0x30 && first <= 0x39)) return coreNumber(text);
  if (text.length > 5 || !/^[nNtTfF]/.test(text)) return text;
  if (text === 'null' || text === 'Null' || text === 'NULL') return null;
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return text;
}

function coreNumber(text: string): string | number {
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value + 0 : text;
  }
  return /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/.test(text) ? Number(text) : text;
}

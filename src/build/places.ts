// Later steps know of a post's fields, not where they stand: such a message is given its line before it is shown. The
// source is read again for it, which costs something only where something is wrong.
import { placeOfField } from '../content/field-place.js';
import type { Field } from '../content/fields/spellings.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Files } from '../model/files.js';

export function withPlaces(diagnostics: readonly Diagnostic[], files: Files): readonly Diagnostic[] {
  return diagnostics.map((one) => {
    const { span } = one;
    if (span === null || span.line !== 0) return one;
    const related = one.related.map((other) => placeOf(one, other, files));
    return { ...one, span: placeOf(one, span, files), related };
  });
}

function placeOf(one: Diagnostic, span: Span, files: Files): Span {
  const cause = span.line === 0 && /^(?:posts|pages)\//.test(span.file) ? causeOf(one, span.file) : null;
  if (cause === null) return span;
  const bytes = files.read(span.file);
  if (!(bytes instanceof Uint8Array)) return span;
  return placeOfField(span.file, bytes, cause.fields, cause.part) ?? span;
}

interface Cause {
  readonly fields: readonly Field[];
  /** Of the value, as far as it is known how it was written. */
  readonly part?: string;
}

/** What in the front matter of a file it comes from. */
function causeOf(one: Diagnostic, file: string): Cause | null {
  switch (one.code) {
    case 'unknown-layout':
      return { fields: ['layout'] };
    case 'category-too-deep':
      return { fields: ['categories'], part: one.data.name };
    case 'card-character':
      return { fields: ['title'] };
    case 'missing-image':
      return { fields: ['cover'] };
    case 'alias-changed':
    case 'alias-differs-by-case':
      return alias(one.data.alias);
    case 'url-collision': {
      // An alias is named with its address.
      const isAlias = [one.data.first, one.data.second].some((name) => name.startsWith(`${file} (`));
      return isAlias ? alias(one.data.url) : address;
    }
    case 'unsafe-path':
    case 'permalink-changed':
    case 'address-too-long':
      return address;
    default:
      return null;
  }
}

const address: Cause = { fields: ['permalink', 'slug'] };

/** It may be written without the slashes around it. */
function alias(path: string): Cause {
  return { fields: ['aliases'], part: path.replace(/^\/|\/$/g, '') };
}

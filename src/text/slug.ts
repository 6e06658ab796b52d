// Names → parts of addresses. What comes out is safe as a file name on every system and as one part of a URL, and a
// different name gives a different slug wherever `slugs` is used.
import { foldName } from './compare.js';
import { shortHash } from './hash.js';
import { toPinyin } from './pinyin.js';

/** Bytes that one file name may have on every common file system, less room for `.html` and a hash. */
const longest = 200;

/**
 * What becomes of letters outside ASCII: they stay; Han becomes pinyin; a name that has any becomes a hash. A slug that an
 * author has written is never changed.
 */
export type SlugStyle = 'keep' | 'pinyin' | 'hash';

/** A file's name or a title in the style of the site, case kept; not yet safe as a part of a path. */
export function styled(name: string, style: SlugStyle): string {
  if (style === 'keep' || !/[^\0-\x7f]/.test(name)) return name;
  return style === 'pinyin' ? toPinyin(name) : shortHash(name.normalize('NFC'), 8);
}

/**
 * The slug of a title or a term: lower case, spaces and signs that hosts refuse become `-`; letters of every script stay.
 * Empty only if nothing of the name can stand in an address.
 */
export function slugify(name: string, style: SlugStyle = 'keep'): string {
  const slug = segmentOf(foldName(styled(name.trim(), style)));
  // As an address it would mean the page of the folder that it stands in.
  return slug === 'index.html' ? 'index-html' : slug;
}

/** One part of a path by the name of a file or a slug, case kept. Empty only if nothing of the name can stand in an address. */
export function segmentOf(name: string): string {
  if (!/[+#.]/.test(name)) return safeSegment(name);
  // Signs that alone tell names apart, as programmers say them: C++ → cpp, C++17 → cpp17, C# → csharp, .NET → dotnet.
  const spoken = name.replaceAll('++', 'pp').replace(/(?<=(?<![A-Za-z0-9])[A-Za-z])#/g, 'sharp');
  return safeSegment(spoken.replace(/^\.(?=net\b)/i, 'dot'));
}

/**
 * One part of an address as its author wrote it (case kept), without what hosts, URLs or Windows refuse:
 * `# ? % \ : * " < > |`, controls, `/`, spaces, a dot or space at the end; over 200 bytes it is cut and marked with a hash.
 */
export function safeSegment(name: string): string {
  let safe = name.normalize('NFC');
  if (!/^[A-Za-z0-9_-]+$/.test(safe)) {
    safe = safe
      .toWellFormed()
      .replace(/[\s\p{Cc}\p{Cf}\p{Z}#?%\\/:*"<>|&+'`^{}[\]\ufdd0-\ufdef\ufffd-\uffff，。、；：！？（）《》〈〉「」『』【】“”‘’…]+/gu, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '');
  }
  // Device names of Windows: `con`, `nul.txt` … cannot be files there.
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe)) safe = `${safe.replace('.', '-')}-`.replace(/-$/, '_');
  return shorten(safe);
}

function shorten(name: string): string {
  if (name.length * 3 <= longest) return name;
  let bytes = 0;
  let end = 0;
  for (const character of name) {
    const code = character.codePointAt(0)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + size > longest) return `${name.slice(0, end).replace(/[-.]+$/, '')}-${shortHash(name, 8)}`;
    bytes += size;
    end += character.length;
  }
  return name;
}

/**
 * A slug for every name, no two alike: names whose slugs would meet (or come out empty) all get a short hash of the name,
 * so that adding a name never changes the address of a third. `own` holds the author's choices, by name; they win.
 */
export function slugsFor(
  names: readonly string[],
  own: Readonly<Record<string, string>>,
  style: SlugStyle = 'keep',
): ReadonlyMap<string, string> {
  const chosen = new Map(Object.entries(own).map(([name, slug]) => [foldName(name.trim()), safeSegment(slug)]));
  const slugs = new Map<string, string>();
  const byslug = new Map<string, string[]>();
  for (const name of names) {
    const slug = chosen.get(foldName(name)) ?? slugify(name, style);
    slugs.set(name, slug);
    const key = foldName(slug);
    const group = byslug.get(key);
    if (group === undefined) byslug.set(key, [name]);
    else group.push(name);
  }
  for (const [key, group] of byslug) {
    if (group.length === 1 && key !== '') continue;
    // The name that is its own slug, or that its author chose, keeps it; the others step aside.
    const aside = group.filter((name) => key === '' || !(chosen.has(foldName(name)) || foldName(name) === key));
    for (const [name, mark] of marksOf(aside)) slugs.set(name, `${slugs.get(name) || 'term'}-${mark}`);
  }
  return slugs;
}

/** A short hash of each name; a long one where the short ones of two names are alike, as among thousands they will be. */
function marksOf(names: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const short = shortHash(foldName(name));
    counts.set(short, (counts.get(short) ?? 0) + 1);
  }
  return new Map(
    names.map((name) => {
      const short = shortHash(foldName(name));
      return [name, counts.get(short) === 1 ? short : shortHash(foldName(name), 16)];
    }),
  );
}

// Is a text well-formed XML? Enough of the rules for feeds and sitemaps: one root, tags that match, quoted attributes given
// once, known entities, no characters that XML forbids.

/** The first fault with its place; null if the text is well-formed. */
export function xmlFault(text: string): string | null {
  const token =
    /<\?[^]*?\?>|<!--(?:(?!--)[^])*-->|<!\[CDATA\[[^]*?\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g;
  const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.exec(text);
  if (forbidden) return at(text, forbidden.index, 'a character that XML forbids');
  const open: string[] = [];
  let roots = 0;
  for (const { 0: part, 1: closing, 2: name, 3: attributes = '', 4: empty, index } of text.matchAll(token)) {
    if (part === '<') return at(text, index, 'a tag that is none');
    const written = name === undefined ? (part.startsWith('<') ? '' : part) : attributes;
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(written)) return at(text, index, 'an unknown entity');
    if (name === undefined) {
      if (open.length === 0 && written.trim() !== '') return at(text, index, 'text outside the root');
      continue;
    }
    const names = [...attributes.matchAll(/([\w.:-]+)\s*=/g)].map(([, attribute]) => attribute);
    if (attributes !== '' && new Set(names).size !== names.length) return at(text, index, 'an attribute given twice');
    if (closing === '/') {
      if (open.pop() !== name) return at(text, index, `</${name}> that closes nothing`);
    } else {
      if (open.length === 0 && ++roots > 1) return at(text, index, 'a second root');
      if (empty !== '/') open.push(name);
    }
  }
  if (open.length > 0) return `<${open.at(-1)!}> is never closed`;
  return roots === 1 ? null : 'no root';
}

/** Texts of all elements of a name, unescaped. */
export function xmlTexts(text: string, name: string): string[] {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return [...text.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, inner]) =>
    inner!.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (_all, hex?: string, decimal?: string, entity?: string) =>
      entity !== undefined ? entities[entity]! : String.fromCodePoint(hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)),
    ),
  );
}

function at(text: string, index: number, what: string): string {
  const line = text.slice(0, index).split('\n').length;
  return `line ${line}: ${what}: ${text.slice(index, index + 60)}`;
}

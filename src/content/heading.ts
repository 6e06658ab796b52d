// The title that a body begins with: `# Title`, a line of `===` under it, or `<h1>`. Looked for only where the front
// matter has none.

/** Plain text of the heading that the body begins with; null if it begins otherwise. */
export function leadingHeading(body: string, format: 'markdown' | 'html'): string | null {
  const first = body.search(/\S/);
  if (first < 0) return null;
  const start = body.lastIndexOf('\n', first - 1) + 1;
  // Longer than this is no title; the bound keeps the patterns below cheap.
  const head = body.slice(start, start + 2000);
  const html = /^\s{0,3}<h1(?:\s[^<>]{0,500})?>([^]{0,1000}?)<\/h1\s*>/i.exec(head);
  if (html !== null) return plain(unescape(html[1]!.replace(/<[^<>]*>/g, '')));
  if (format === 'html') return null;
  const [line = '', next = ''] = head.split('\n', 2);
  // Without a space it is a heading only if the next sign is no Latin letter or digit: `#tag` is not.
  const atx = /^ {0,3}#(?:[ \t]+|(?=[^\s#!-~]))(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
  if (atx !== null) return plain(withoutMarks(atx[1]!));
  return /^ {0,3}=+[ \t]*$/.test(next) && /^ {0,3}[^\s>#|`~-]/.test(line) ? plain(withoutMarks(line)) : null;
}

function plain(text: string): string | null {
  const tidy = text.replace(/\s+/g, ' ').trim().normalize('NFC');
  return tidy === '' ? null : tidy;
}

/** Inline Markdown and HTML of one line → its text. */
function withoutMarks(text: string): string {
  const bare = text
    .replace(/\s*\{[#.:][^{}]*\}\s*$/, '')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
    .replace(/<\/?[A-Za-z][^<>]*>/g, '')
    .replace(/(`+)([^`]+)\1/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}\\])([*_])(?=\S)([^*_]+?)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
  return unescape(bare);
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['#39', "'"],
]);

function unescape(text: string): string {
  return text.replace(/&(#39|[a-z]{2,4});/g, (whole, name: string) => entities.get(name) ?? whole);
}

// What highlight.js writes its colours with: text, not the tree of tokens that it would build and walk through once more.
// The same HTML as its own writer gives (a test compares them), in two thirds of the time. Ugly for speed: the methods and
// their names are the library's.
/* oxlint-disable no-underscore-dangle -- the library's names */

export class ColourWriter {
  private html = '';
  /** Of each open scope: was a tag written for it? */
  private readonly open: boolean[] = [];

  addText(text: string): void {
    this.html += escapeCode(text);
  }

  openNode(scope: string | undefined): void {
    const isWritten = scope !== undefined && scope !== '';
    if (isWritten) this.html += startTag(scope);
    this.open.push(isWritten);
  }

  closeNode(): void {
    if (this.open.pop() === true) this.html += '</span>';
  }

  startScope(scope: string): void {
    this.openNode(scope);
  }

  endScope(): void {
    this.closeNode();
  }

  __addSublanguage(inner: ColourWriter, name: string | undefined): void {
    this.html += name ? `<span class="language-${name}">${inner.html}</span>` : inner.html;
  }

  finalize(): boolean {
    while (this.open.length > 0) this.closeNode();
    return true;
  }

  toHTML(): string {
    return this.html;
  }
}

/** Quotes too, as the library does it. */
export function escapeCode(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => references[c as keyof typeof references]) : text;
}

const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' } as const;

const startTags = new Map<string, string>();

/** `title.function` → `hljs-title function_`. */
function startTag(scope: string): string {
  let tag = startTags.get(scope);
  if (tag === undefined) {
    const [first, ...rest] = scope.split('.');
    const classes = [`hljs-${first}`, ...rest.map((part, depth) => part + '_'.repeat(depth + 1))];
    startTags.set(scope, (tag = `<span class="${classes.join(' ')}">`));
  }
  return tag;
}

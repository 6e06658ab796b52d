// An image alone in its paragraph that has a title is a figure: the title becomes its caption.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

export function figures(md: MarkdownIt): void {
  md.core.ruler.push('figure', (state) => {
    if (!state.src.includes('![')) return;
    for (let i = 0; i + 2 < state.tokens.length; i++) {
      const open = state.tokens[i]!;
      if (open.type !== 'paragraph_open' || open.hidden) continue;
      const inline = state.tokens[i + 1]!;
      const title = onlyImage(inline.children ?? [])?.attrGet('title');
      if (title === null || title === undefined || title === '') continue;
      const image = onlyImage(inline.children!)!;
      image.attrs = image.attrs!.filter(([name]) => name !== 'title');
      const caption = new state.Token('figcaption', 'figcaption', 0);
      caption.content = title;
      inline.children!.push(caption);
      open.tag = 'figure';
      state.tokens[i + 2]!.tag = 'figure';
    }
  });
  md.renderer.rules['figcaption'] = (tokens, index) => `<figcaption>${md.utils.escapeHtml(tokens[index]!.content)}</figcaption>`;
}

/** `![…](… "…")`, or the same inside a link. */
function onlyImage(children: readonly Token[]): Token | null {
  if (children.length === 1 && children[0]!.type === 'image') return children[0]!;
  return children.length === 3 && children[0]!.type === 'link_open' && children[1]!.type === 'image' ? children[1]! : null;
}

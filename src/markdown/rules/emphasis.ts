// In Chinese and Japanese, emphasis is a dot below each character, which Latin letters do not take: `<em>` without CJK
// characters in a post that has some gets `class="lat"`, and the theme sets it in italics.
import type MarkdownIt from 'markdown-it';
import type { Context } from '../context.js';

const cjk = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
/** Emphasis over more pieces than this is not looked through. */
const most = 50;

export function latinEmphasis(md: MarkdownIt): void {
  md.core.ruler.after('normalize', 'has_cjk', (state) => {
    (state.env as Context).hasCjk = cjk.test(state.src);
  });
  md.renderer.rules['em_open'] = (tokens, index, _options, env) => {
    if (!(env as Context).hasCjk) return '<em>';
    for (let i = index + 1; i < Math.min(tokens.length, index + most); i++) {
      if (tokens[i]!.type === 'em_close' && tokens[i]!.level === tokens[index]!.level) return '<em class="lat">';
      if (cjk.test(tokens[i]!.content)) return '<em>';
    }
    return '<em>';
  };
}

// `![](a.png =500x300)`, `=500x`, `=x300`, `=50%x`: the size of an image, as HackMD, Zenn and many editors write it. To
// CommonMark all of it is text.
import type MarkdownIt from 'markdown-it';

const sized =
  /!\[([^[\]\n]{0,300})\]\([ ]*(<[^<>\n]{1,500}>|[^\s()<>]{1,1000}) {1,5}=(\d{0,5}%?)x(\d{0,5}) *(?:"([^"\n]{0,300})"|'([^'\n]{0,300})')? *\)/y;

export function sizedImages(md: MarkdownIt): void {
  md.inline.ruler.before('image', 'sized_image', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x21 || state.src.charCodeAt(state.pos + 1) !== 0x5b) return false;
    sized.lastIndex = state.pos;
    const found = sized.exec(state.src);
    if (found === null || found[0].length > state.posMax - state.pos) return false;
    const [whole, alt = '', target = '', width = '', height = '', title = found[6]] = found;
    const url = md.normalizeLink(target.replace(/^<|>$/g, ''));
    if ((width === '' && height === '') || !md.validateLink(url)) return false;
    if (!silent) {
      const image = state.push('image', 'img', 0);
      image.attrs = [
        ['src', url],
        ['alt', ''],
      ];
      image.content = alt;
      image.children = [];
      md.inline.parse(alt, md, state.env, image.children);
      if (title !== undefined) image.attrPush(['title', title]);
      if (width.endsWith('%')) image.attrPush(['style', `width: ${width}`]);
      else if (width !== '') image.attrPush(['width', width]);
      if (height !== '') image.attrPush(['height', height]);
    }
    state.pos += whole.length;
    return true;
  });
}

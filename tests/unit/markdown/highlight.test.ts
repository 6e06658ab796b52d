import { createRequire } from 'node:module';
import type { HLJSApi } from 'highlight.js';
import { describe, expect, it } from 'vitest';
import { createHighlighter } from '../../../src/markdown/highlight.js';
import { languageOf } from '../../../src/markdown/languages.js';
import { wrapLines, readInfo } from '../../../src/markdown/rules/fence.js';

const library = createRequire(import.meta.url)('highlight.js') as HLJSApi;

describe('languages', () => {
  it('are those of the library, by all their names', () => {
    const names = library
      .listLanguages()
      .flatMap((name) => [name, ...(library.getLanguage(name)!.aliases ?? [])].map((alias) => [alias.toLowerCase(), name] as const));
    // A few other names belong to two languages: any of them will do.
    const wrong = names.filter(([alias]) => !names.some(([other, name]) => other === alias && languageOf(alias) === name));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['C++', 'cpp'],
    ['c#', 'csharp'],
    ['sh', 'bash'],
    ['YML', 'yaml'],
    ['html', 'xml'],
    ['vue', 'xml'],
    ['tsx', 'typescript'],
    ['python3', 'python'],
    ['nothing', null],
  ])('%s', (name, expected) => {
    expect(languageOf(name)).toBe(expected);
  });
});

describe('highlight', () => {
  it('colours by class', () => {
    expect(createHighlighter().highlight('let a = 1', 'js').html).toBe(
      '<span class="hljs-keyword">let</span> a = <span class="hljs-number">1</span>',
    );
  });

  it('gives the same whatever was coloured before', () => {
    const texts = [
      ['<style>a{color:red}</style><script>let a = `x`</script>', 'html'],
      ['# a\n\n```js\nlet a\n```\n<b>', 'md'],
      ['const q = gql`query { a }`; const h = html`<b>${x}</b>`', 'js'],
      ['HTTP/1.1 200 OK\n\n{"a": 1}', 'http'],
      ['$ ls -l', 'shell'],
    ] as const;
    const fresh = texts.map(([text, lang]) => createHighlighter().highlight(text, lang).html);
    const used = createHighlighter();
    for (const name of library.listLanguages()) used.highlight('a', name);
    expect(texts.map(([text, lang]) => used.highlight(text, lang).html)).toEqual(fresh);
  });

  it('colours every language of the library', () => {
    const highlighter = createHighlighter();
    const uncoloured = library
      .listLanguages()
      .filter((name) => name !== 'plaintext' && highlighter.highlight('if "x" 1 <a> # //', name).language === null);
    expect(uncoloured).toEqual([]);
  });

  it('leaves long blocks, plain names and unknown languages as text', () => {
    const highlighter = createHighlighter();
    expect(highlighter.highlight('let a;\n'.repeat(20_000), 'js')).toMatchObject({ language: null, plain: true });
    // Minified: the library would need half a minute for this line.
    expect(highlighter.highlight('_'.repeat(80_000), 'js')).toMatchObject({ language: null, plain: true });
    expect(highlighter.highlight(`a = '${'x'.repeat(4000)}'\n`.repeat(2), 'js')).toMatchObject({ language: null, plain: true });
    expect(highlighter.highlight(`a = '${'x'.repeat(4000)}'\n`, 'js')).toMatchObject({ language: 'javascript', plain: false });
    expect(highlighter.highlight('<a>', 'text')).toEqual({ html: '&lt;a&gt;', language: null, plain: true, nearest: null });
    expect(highlighter.highlight('<a>', 'javscript')).toEqual({ html: '&lt;a&gt;', language: null, plain: false, nearest: 'javascript' });
  });
});

describe('the words after a fence', () => {
  it.each([
    ['js', 'js', null, null],
    ['js {1,3-5} title="a b.js"', 'js', 'a b.js', '1,3-5'],
    ['js{2}', 'js', null, '2'],
    ["ts title='x.ts'", 'ts', 'x.ts', null],
    ['ts filename=x.ts', 'ts', 'x.ts', null],
    ['ruby:lib/a.rb', 'ruby', 'lib/a.rb', null],
    ['{.python .numberLines}', 'python', null, null],
    ['language-go', 'go', null, null],
    ['js numbers', 'js', null, null],
    ['go linenos=table', 'go', null, null],
    ['title="only"', '', 'only', null],
    ['C++', 'C++', null, null],
    ['', '', null, null],
  ])('%s', (info, lang, title, marked) => {
    const numbers = ['js numbers', 'go linenos=table', '{.python .numberLines}'].includes(info);
    expect(readInfo(info)).toEqual({ lang, title, marked, numbers, wrap: false, fold: false });
  });

  it.each([
    ['js fold', false, true],
    ['js wrap {1}', true, false],
    ['{.js .wrap .fold}', true, true],
    ['fold', false, false],
    ['js title="fold wrap.js"', false, false],
  ])('%s', (info, wrap, fold) => expect(readInfo(info)).toMatchObject({ wrap, fold }));

  it('marks lines, splitting colours that reach over their ends', () => {
    expect(wrapLines('a\n<span class="s">b\nc</span>\nd', '2')).toBe(
      'a\n<span class="marked"><span class="s">b</span></span><span class="s">\nc</span>\nd',
    );
  });

  it('marks nothing for ranges that make no sense', () => {
    expect(wrapLines('a\nb', '0,-1,9-3,1e9')).toBe('a\nb');
  });
});

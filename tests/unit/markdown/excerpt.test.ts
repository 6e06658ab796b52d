import { describe, expect, it } from 'vitest';
import { takeExcerpt } from '../../../src/markdown/excerpt.js';
import { articleOf } from './render-case.js';

const excerptOf = (body: string): string => articleOf(body).value.facts.excerpt;

describe('the excerpt up to a mark', () => {
  it.each([
    '<!--more-->',
    '<!-- more -->',
    '<!--  MORE  -->',
    '<!--more 阅读全文-->',
    '<!-- readmore -->',
    '<!-- read more -->',
    '<!-- read-more -->',
  ])('%s', (mark) => {
    expect(excerptOf(`# 标题\n\n第一段。\n\n第二段，\n第二行。\n\n${mark}\n\n第三段。`)).toBe('第一段。 第二段，第二行。');
  });

  it('inside a paragraph, and inside raw HTML', () => {
    expect(excerptOf('One, <!--more--> two.')).toBe('One,');
    expect(excerptOf('<div>\n<p>一。</p>\n<!-- more -->\n<p>二。</p>\n</div>')).toBe('一。');
  });

  it('takes the mark out of the page', () => {
    expect(articleOf('one\n\n<!--more-->\n\ntwo <!-- more --> three').value.html).toBe('<p>one</p>\n\n<p>two  three</p>\n');
  });

  it('is no mark inside another comment, in code, or before the first word', () => {
    expect(excerptOf('<!-- see <!--more-->\n\nOne. Two.')).toBe('One. Two.');
    expect(excerptOf('One `<!--more-->` two.')).toBe('One <!--more--> two.');
    expect(excerptOf('<!--more-->\n\nOne.')).toBe('One.');
    expect(takeExcerpt('<!-- moreover --><p>One.</p>').html).toBe('<!-- moreover --><p>One.</p>');
  });
});

describe('the excerpt of a post without a mark', () => {
  it('is whole sentences, up to about 140 Chinese characters', () => {
    const sentence = `${'墨'.repeat(39)}。`;
    expect(excerptOf(sentence.repeat(10))).toBe(sentence.repeat(3));
  });

  it('is whole sentences, up to about 280 Latin characters', () => {
    const sentence = `Word ${'word '.repeat(18)}end.`;
    expect(excerptOf(`${sentence} ${sentence}\n${sentence} ${sentence}`)).toBe(`${sentence} ${sentence}`);
  });

  it.each([
    ['ends at Chinese and Latin marks', '一！二？“三。”四', '一！二？“三。”四'],
    ['joins blocks with a space only where there is none to see', '甲。\n\n乙\n\nAb.\n\nCd', '甲。乙Ab. Cd'],
    [
      'leaves out headings, code, tables and captions',
      '# H\n\n```js\ncode\n```\n\n| a |\n|---|\n| b |\n\n![x](y.png "cap")\n\nText.',
      'Text.',
    ],
    ['leaves out footnote marks and notes', 'Text[^1] here.\n\n[^1]: Note.', 'Text here.'],
    ['leaves out the label of a callout', '> [!NOTE]\n> Words.', 'Words.'],
    ['leaves out tables of contents', '[TOC]\n\nText.', 'Text.'],
    ['is plain text', 'A & B <b>bold</b> `x < y` &copy; [link](a.md)', 'A & B bold x < y © link'],
    ['of nothing is nothing', '', ''],
    ['of an image is nothing', '![alt](a.png)', ''],
    [
      'does not end after an abbreviation or a number',
      'Use e.g. this or v1.2 of it, as J. Smith did. Next',
      'Use e.g. this or v1.2 of it, as J. Smith did. Next',
    ],
  ])('%s', (_name, body, expected) => {
    expect(excerptOf(body)).toBe(expected);
  });

  it('cuts a very long first sentence at a comma, or at a word', () => {
    expect(excerptOf(`${'砚'.repeat(100)}，${'墨'.repeat(400)}`)).toBe(`${'砚'.repeat(100)}…`);
    expect(excerptOf(`${'word '.repeat(200)}`)).toMatch(/^(?:word ){55}word…$/);
  });
});

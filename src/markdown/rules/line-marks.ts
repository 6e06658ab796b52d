// `（1）…`, `1、…`, `①…`, `·…` line by line: marks of a list in Chinese and Japanese, which Markdown does not know. Each keeps
// its line; joined, as other lines are, they would run into one another.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

const mark = /^(?:[·•●○■□◆◇▪①-⑳㈠-㈩]|[（(][0-9０-９一二三四五六七八九十]{1,3}[）)]|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})、)/;

export function lineMarks(md: MarkdownIt): void {
  md.renderer.rules['softbreak'] = (tokens, index) => (isMarked(tokens, index + 1) && hasAnother(tokens, index + 1) ? '<br>\n' : '\n');
}

function isMarked(tokens: readonly Token[], index: number): boolean {
  return mark.test(tokens[index]?.content ?? '') && (index === 0 || tokens[index - 1]!.type === 'softbreak');
}

/** One alone may be part of a sentence: `由公式⏎（1）可得`. */
function hasAnother(tokens: readonly Token[], index: number): boolean {
  return tokens.some((_, other) => other !== index && isMarked(tokens, other));
}

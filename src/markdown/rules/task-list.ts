// `- [ ] open`, `- [x] done`: list items with a box that cannot be ticked.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { escapeAttribute } from '../../html/escape.js';
import type { Context } from '../context.js';

const anywhere = /\[[ xX]\]/;
/** A space behind it is left out before Chinese and Japanese. */
const box = /^\[([ xX])\](?:[ \t\n]+|$|(?=[\u3041-\u30ff\u3400-\u9fff]))/;

export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after('block', 'task_list', (state) => {
    if (anywhere.test(state.src)) markItems(state.tokens);
  });
  md.renderer.rules['task_box'] = (tokens, index, _options, env) => {
    const { labels } = env as Context;
    const done = tokens[index]!.info === 'done';
    return `<input type="checkbox" disabled${done ? ' checked' : ''} aria-label="${escapeAttribute(done ? labels.done : labels.open)}"> `;
  };
  // The box is put before the item's text once that has been parsed.
  md.core.ruler.after('inline', 'task_box', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'inline' || token.info === '') continue;
      const made = new state.Token('task_box', 'input', 0);
      made.info = token.info;
      token.children!.unshift(made);
    }
  });
}

function markItems(tokens: readonly Token[]): void {
  const lists: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.type.endsWith('_list_open')) lists.push(token);
    else if (token.type.endsWith('_list_close')) lists.pop();
    if (token.type !== 'list_item_open' || tokens[i + 1]?.type !== 'paragraph_open') continue;
    const inline = tokens[i + 2]!;
    const found = box.exec(inline.content);
    if (found === null) continue;
    inline.content = inline.content.slice(found[0].length);
    inline.info = found[1] === ' ' ? 'open' : 'done';
    token.attrSet('class', 'task-list-item');
    lists.at(-1)?.attrSet('class', 'contains-task-list');
  }
}

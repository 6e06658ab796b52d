// A table stands in a box of its own that scrolls sideways, can be reached by keyboard and has a name.
import type MarkdownIt from 'markdown-it';
import { escapeAttribute } from '../../html/escape.js';
import type { Context } from '../context.js';

export function tables(md: MarkdownIt): void {
  md.renderer.rules['table_open'] = (_tokens, _index, _options, env) => {
    const context = env as Context;
    context.tables++;
    // Two regions of one page may not have the same name.
    const name = context.tables === 1 ? context.labels.table : `${context.labels.table} ${context.tables}`;
    return `<div class="table" role="region" tabindex="0" aria-label="${escapeAttribute(name)}">\n<table>\n`;
  };
  md.renderer.rules['table_close'] = () => '</table>\n</div>\n';
}

// A post as the cases of this folder show it: its fields but for those that say nothing, its HTML, and what is said.
import { bodyOf, readPost } from '../../src/content/read-post.js';
import { sentence } from '../../src/diagnostics/catalogue.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Post, PostDate } from '../../src/model/post.js';
import { articleOf } from '../unit/markdown/render-case.js';

const usual: Partial<Record<keyof Post, unknown>> = { slug: 'a-post', layout: 'post', pin: 0, kind: 'post', format: 'markdown' };
const untold = new Set<string>(['id', 'bodyLine', 'script', 'titleFrom', 'title']);

/** In Shanghai, `⇥` is a tab, `␣` a space at the end of a line. A title may name the file: `… (posts/2024-01-02-x.md)`. */
export function readingOf(source: string, title: string): string {
  const path = /\((p\S+\.\w+)\)$/.exec(title)?.[1] ?? 'posts/a-post.md';
  const bytes = new TextEncoder().encode(source.replaceAll('⇥', '\t').replaceAll('␣', ' '));
  const { value: post, diagnostics } = readPost(path, bytes, { timezone: 'Asia/Shanghai', countScript: false });
  const { body, line } = bodyOf(path, bytes);
  const article = articleOf(body, { title: post.title, titleFrom: post.titleFrom, bodyLine: line, format: post.format });
  const fields = Object.entries(post).flatMap(([key, value]) => {
    const text = untold.has(key) ? '' : told(key, value);
    return text === '' ? [] : [`${key}: ${text}`];
  });
  const html = body.trim() === 'text' || body.trim() === '' ? '' : article.value.html.trim();
  const said = [...diagnostics.filter(({ code }) => code !== 'empty-post'), ...article.diagnostics].map(sayingOf);
  return [`title: ${post.title}`, ...fields, ...(html === '' ? [] : ['', html]), ...said].map((one) => `${one}\n`).join('');
}

function told(key: string, value: unknown): string {
  if (value === null || value === false || value === usual[key as keyof Post]) return '';
  if (key === 'date' || key === 'updated') return dateText(value as PostDate);
  if (typeof value === 'object' && Object.keys(value).length === 0) return '';
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('","', '", "');
}

function dateText({ civil, time, offset, precision }: PostDate): string {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
  const clock = precision === 'day' ? '' : ` ${time}`;
  return `${civil}${clock} ${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

function sayingOf(diagnostic: Diagnostic): string {
  const { message, hint } = sentence(diagnostic, 'en');
  const { span, severity, code } = diagnostic;
  return `! ${span === null || span.line === 0 ? 'file' : `line ${span.line}`}, ${severity} ${code}: ${message}${hint === undefined ? '' : `\n  → ${hint}`}`;
}

import { describe, expect, test } from 'vitest';
import { summaryText } from '../../../src/cli/summary.js';
import { diagnostic, inFile } from '../../../src/diagnostics/diagnostic.js';
import { noPaint } from '../../../src/diagnostics/print.js';
import type { BuildResult, Summary } from '../../../src/project.js';

const nothingHeld: Summary['held'] = { drafts: 0, unpublished: 0, unreadable: 0, future: 0, nextDue: null };
const plain: Summary = {
  posts: 12,
  pages: 2,
  held: nothingHeld,
  rendered: 61,
  report: { added: 61, changed: 0, unchanged: 0, removed: 0, unknown: 0 },
  milliseconds: 843,
};
const warning = diagnostic('link-loop', {}, inFile('posts/a'));
const error = diagnostic('unreadable-source', { detail: 'EACCES' }, inFile('posts/b.md'));

function print(summary: Summary, published: boolean, diagnostics: BuildResult['diagnostics'], speech: 'en' | 'zh', strict = false): string {
  return summaryText(
    { summary, published, diagnostics, frames: () => null, counted: () => Promise.resolve() },
    { speech, paint: noPaint, strict },
  );
}

const full: Summary = {
  ...plain,
  held: {
    drafts: 1,
    unpublished: 2,
    unreadable: 1,
    future: 3,
    nextDue: { civil: '2026-12-24', time: '08:00:00', instant: 0, offset: 480, precision: 'minute' },
  },
  report: { added: 1, changed: 9, unchanged: 51, removed: 2, unknown: 4 },
  milliseconds: 12_345,
};

describe('the summary', () => {
  test('of a first build', () => {
    expect(print(plain, true, [], 'en')).toBe(
      ['  Read      12 posts, 2 pages', '  Rendered  61 files', '  On disk   61 new', 'Published in 0.84 s', ''].join('\n'),
    );
  });

  test('of a build with all that there can be', () => {
    expect(print(full, true, [warning, warning], 'en')).toBe(
      [
        '  Read      19 posts, 2 pages',
        '  Withheld  1 draft, 2 not to be published, 1 with an unclear “draft” or “published”, 3 for later (next due 2026-12-24 08:00)',
        '  Rendered  61 files',
        '  On disk   1 new, 9 changed, 2 removed, 51 unchanged',
        '  4 files in the output folder not written by Inkstone; inkstone clean --unknown removes them',
        'Published in 12.3 s, with 1 warning',
        '',
      ].join('\n'),
    );
  });

  test('in Chinese', () => {
    expect(print(full, true, [], 'zh')).toBe(
      [
        '  读取    19 篇文章，2 个页面',
        '  未发布  草稿 1 篇，设为不发布 2 篇，“draft”或“published”写法看不懂 1 篇，日期未到 3 篇（最近一篇 2026-12-24 08:00）',
        '  生成    61 个文件',
        '  写入    新增 1，更新 9，删除 2，未变 51',
        '  输出文件夹里有 4 个不是由 Inkstone 写入的文件，可用 inkstone clean --unknown 删除',
        '发布完成，用时 12.3 秒',
        '',
      ].join('\n'),
    );
  });

  test('of a day due without a time', () => {
    const nextDue = { civil: '2026-12-24', time: '00:00:00', instant: 0, offset: 0, precision: 'day' } as const;
    expect(print({ ...plain, held: { ...nothingHeld, future: 1, nextDue } }, true, [], 'en')).toContain(
      '1 for later (next due 2026-12-24)\n',
    );
  });

  test('of a build that failed', () => {
    expect(print({ ...plain, rendered: 61, report: null }, false, [error, warning], 'en')).toBe(
      [
        '  Read      12 posts, 2 pages',
        '  Rendered  61 files',
        'Nothing was published: 1 error, 1 warning. What was there before is as it was.',
        '',
      ].join('\n'),
    );
  });

  test('of a build that never began', () => {
    expect(print({ ...plain, posts: 0, pages: 0, rendered: 0, report: null }, false, [error], 'zh')).toBe(
      '没有发布：1 个错误。原来发布的内容保持原样。\n',
    );
  });

  test('of a build that only --strict stopped', () => {
    expect(print({ ...plain, report: null }, false, [warning], 'en', true)).toMatch(
      /Nothing was published: 1 warning\..*Without --strict it would have been published\.\n$/,
    );
  });
});

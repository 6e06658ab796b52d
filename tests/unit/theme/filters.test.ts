import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { contextOf, date, rendered } from './support.js';

const having = (value: unknown) => ({ post: { ...contextOf().post!, data: { x: value } } });

describe('filters', () => {
  const table: [filter: string, value: unknown, result: string][] = [
    ['url', '/tags/容器/', '/tags/%E5%AE%B9%E5%99%A8/'],
    ['url', '/tags/%E5%AE%B9%E5%99%A8/', '/tags/%E5%AE%B9%E5%99%A8/'],
    ['url', '/100% sure/?q=a b#节', '/100%25%20sure/?q=a%20b#%E8%8A%82'],
    ['url', '/a%2Fb/', '/a%2Fb/'],
    ['url', 'https://example.org/ü?x=1&y', 'https://example.org/ü?x=1&amp;y'],
    ['url', 'mailto:a@b.c', 'mailto:a@b.c'],
    ['url', '#top', '#top'],
    ['absoluteUrl', '/容/', 'https://example.com/blog/%E5%AE%B9/'],
    ['absoluteUrl', 'a/b', 'https://example.com/blog/a/b'],
    ['absoluteUrl', 'https://example.org/', 'https://example.org/'],
    ['date', date('2024-03-02'), 'March 2, 2024'],
    ["date('YYYY/MM/DD')", date('2024-03-02'), '2024/03/02'],
    ["date('YYYY-MM-DD HH:mm')", { ...date('2024-03-02'), time: '09:05:00' }, '2024-03-02 09:05'],
    ['date', '2024-03-02 10:00', 'March 2, 2024'],
    ['date', 'soon', 'soon'],
    ['readingTime', { minutes: 3 }, '3 min'],
    ['readingTime', { minutes: 0 }, ''],
    ['readingTime', { words: { minutes: 7 } }, '7 min'],
    ['excerpt(5)', '一二三四五', '一二三四五'],
    ['excerpt(5)', '一二三四五六', '一二三四五…'],
    ['excerpt(6)', '一二三。四五六七', '一二三。'],
    ['excerpt(6)', 'One two three four', 'One two…'],
    ['excerpt(12)', 'It is late now. We go home now.', 'It is late now.'],
    ['json', '</script><!-- & \u2028', '"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"'],
    ['json', { a: [1, null] }, '{"a":[1,null]}'],
    ['json', null, 'null'],
    ['number', 1234567, '1,234,567'],
    ['number', -1234.5678, '-1,234.5678'],
    ['number', 999, '999'],
    ['initial', '《砚台》', '砚'],
    ['initial', ' ink', 'I'],
    ['initial', '…', ''],
  ];
  test.each(table)('%s of %j', (filter, value, result) =>
    expect(rendered(`[{{ post.data.x | ${filter} }}]`, having(value))).toBe(`[${result}]`),
  );

  test.each(['url', 'absoluteUrl', 'date', "date('YYYY')", 'readingTime', 'excerpt', 'excerpt(3)', 'fill({ n: 1 })', 'number', 'initial'])(
    '%s of nothing is nothing',
    (filter) => {
      expect(rendered(`[{{ post.data.x | ${filter} }}{{ post.data.y | ${filter} }}]`, having(null))).toBe('[]');
    },
  );

  test.each([
    ['{{ t.posts | fill({ n: 1 }) }}', '1 post'],
    ['{{ t.posts | fill({ n: 0 }) }}', '0 posts'],
    ['{{ t.posts | fill({ n: 1 | number }) }}', '1 post'],
    ['{{ t.posts | fill({ n: 1001 | number }) }}', '1,001 posts'],
    ['{{ t.minutes | fill({ n: "<5" }) }}', '&lt;5 min'],
    ['{{ "{a} {b} {c}" | fill({ a: 1, b: none }) }}', '1  {c}'],
    ['{{ "{constructor}" | fill({}) }}', '{constructor}'],
    ['{{ post.date | date }}', '2024年1月2日'],
  ])('%s', (text, result) => {
    expect(rendered(text, text.includes('date') ? { page: { ...contextOf().page, lang: 'zh-Hans' } } : {})).toBe(result);
  });

  test('whatever the value is, no filter throws, and json stays inside its script', () => {
    const names = ['url', 'absoluteUrl', 'date', 'readingTime', 'excerpt(9)', 'fill({ n: 1 })', 'number', 'initial', 'json'];
    const text = names.map((name) => `{{ post.data.x | ${name} }}`).join('\n');
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, odd) => {
        for (const one of [value, odd]) {
          expect(rendered(text, having(one))).not.toContain('This template failed');
          const json = rendered('{{ post.data.x | json }}', having(one));
          expect(json).not.toMatch(/[<>&\u2028\u2029]/);
          expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(one)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { contextOf, rendered, said, themeOf } from './support.js';

describe('rendering', () => {
  test('values are escaped, the article is not', () => {
    expect(rendered('{{ post.title }}|{{ post.content }}|{{ post.content | safe }}')).toBe(
      'A &amp; B|<p>Body &amp; soul</p>|<p>Body &amp; soul</p>',
    );
  });
  test('what a block has captured is not escaped twice', () => {
    expect(
      rendered('{% set x %}<b>{{ post.title }}</b>{% endset %}{{ x }}|{% filter trim %} <i>{{ post.title }}</i> {% endfilter %}'),
    ).toBe('<b>A &amp; B</b>|<i>A &amp; B</i>');
  });
  test('absent values print as nothing', () => {
    expect(rendered('[{{ post.description }}{{ post.data.a.b.c }}{{ post.cover.url }}{{ post.newer.title | upper }}]')).toBe('[]');
  });
  test.each([
    ['{% block a %}{{ post.content }}{% endblock %}', '<p>$& $1</p>'],
    ['{% macro m(x) %}<i>{{ x.content }}</i>{% endmacro %}{{ m(post) }}', '<i><p>$& $1</p></i>'],
    ['{% set c = post.content %}{{ c }}', '<p>$& $1</p>'],
    ['{% set c %}{{ post.content }}{% endset %}{{ c | length }}', '12'],
    ['{% filter trim %} {{ post.content }} {% endfilter %}', '<p>$& $1</p>'],
    ['{{ post.content | striptags }}', '$& $1'],
    ['{{ post.content.length }}', '12'],
    ['{{ post.content if post.content else "none" }}', '<p>$& $1</p>'],
    ['{% include "part.njk" %}{{ post.content }}', '<p>$& $1</p><p>$& $1</p>'],
  ])('the article reaches every place: %s', (text, html) => {
    const context = contextOf();
    const post = { ...context.post!, content: '<p>$& $1</p>' };
    expect(rendered(text, { post }, { 'part.njk': '{{ post.content }}' })).toBe(html);
  });
  test('template code in an article is text', () => {
    const post = { ...contextOf().post!, content: '{{ 1 + 1 }}{% include "x" %}' };
    expect(rendered('{{ post.content }}', { post })).toBe('{{ 1 + 1 }}{% include "x" %}');
  });
  test('an article without text counts as absent', () => {
    expect(rendered('[{% if post.content %}box{% endif %}]', { post: { ...contextOf().post!, content: '' } })).toBe('[]');
  });
  test('loops know where they are', () => {
    expect(
      rendered(
        '{% for x in [7, 8, 9] %}{{ loop.index }}/{{ loop.length }}{{ loop.revindex0 }}{{ "!" if loop.last }}{{ "^" if loop.first }} {% endfor %}',
      ),
    ).toBe('1/32^ 2/31 3/30! ');
    expect(rendered('{% for k, v in { a: 1, b: 2 } %}{{ loop.index0 }}{{ k }}{{ v }}{{ "," if not loop.last }}{% endfor %}')).toBe(
      '0a1,1b2',
    );
  });
  test('asset addresses carry a digest, so that a changed file is fetched anew', () => {
    expect(rendered("{{ asset('ink.css') }}")).toBe('/assets/ink.css?v=01234567');
  });
  test.each([
    ['{% set post = { title: "own" } %}{{ post.title }}{% include "part.njk" %}', 'own<own>'],
    ['{% for post in [{ title: "own" }] %}{{ post.title }}{% include "part.njk" %}{% endfor %}{{ post.title }}', 'own<own>A &amp; B'],
    ['{% macro m(post) %}{{ post.title }}{% endmacro %}{{ m({ title: "own" }) }}{% include "part.njk" %}', 'own<A &amp; B>'],
    ['{% include "setting.njk" %}{% include "part.njk" %}', '<A &amp; B>'],
    [
      '{{ post.title.toUpperCase() }}{{ "abc".length }}{{ [1, 2].concat(3).length }}{{ (post.data.nothing or page).kind }}',
      'A &amp; B33post',
    ],
    ['{{ post["title"] }}{{ post.data.no.title }}{{ post.data.no["title"] }}', 'A &amp; B'],
  ])('a name means the nearest that was given to it, whoever gave it: %s', (text, html) => {
    expect(rendered(text, {}, { 'part.njk': '<{{ post.title }}>', 'setting.njk': '{% set post = 1 %}' })).toBe(html);
  });
  test('a parent, its blocks and super', () => {
    const files = { 'base.njk': '<{% block a %}base{% endblock %}>' };
    expect(rendered('{% extends "base.njk" %}{% block a %}[{{ super() }}]{% endblock %}', {}, files)).toBe('<[base]>');
  });
});

const said1 = (place: string) => `${place} This template failed while making /x/: no luck`;

describe('a template that throws', () => {
  const thrower = {
    post: {
      ...contextOf().post!,
      data: {
        call: () => {
          throw new Error('no luck');
        },
      },
    },
  };
  const fails = (text: string, files: Record<string, string> = {}) => {
    const theme = themeOf({ ...files, 'post.njk': text });
    expect(theme.diagnostics.map(said)).toEqual([]);
    const { value, diagnostics } = theme.value.render('post.njk', contextOf(thrower));
    expect(value).toBeNull();
    return diagnostics.map((one) => [said(one), ...one.related.map((span) => `  from ${span.file}:${span.line}:${span.column}`)]).flat();
  };

  test('names the line of the call', () => {
    expect(fails('a\nb\n{{ post.data.call() }}')).toEqual([said1('post.njk:3:13')]);
    expect(fails('\n{% if post.data.call() %}{% endif %}')).toEqual([said1('post.njk:2:16')]);
    expect(fails('\n\n{% set x = post.data.call() %}')).toEqual([said1('post.njk:3:21')]);
  });
  test('names the include and the tags that led there', () => {
    const files = {
      'a.njk': '\n{% for x in [1] %}\n  {% include "b.njk" %}{% endfor %}',
      'b.njk': '{{ post.title }}\n{{ post.data.call() }}',
    };
    expect(fails('x\n{% include "a.njk" %}', files)).toEqual([said1('b.njk:2:13'), '  from post.njk:2:4', '  from a.njk:3:6']);
  });
  test('after an include that went well, names its own line and no other', () => {
    expect(fails('{% include "a.njk" %}\n{{ post.data.call() }}', { 'a.njk': 'x' })).toEqual([said1('post.njk:2:13')]);
  });
  test('in a macro of another file, names that file', () => {
    const files = { 'm.njk': '{% macro m(f) %}\n{{ f() }}{% endmacro %}' };
    expect(fails('{% import "m.njk" as m %}\n{{ m.m(post.data.call) }}', files)).toEqual([said1('m.njk:2:4')]);
  });
  test('in a parent, names the parent and the child', () => {
    const files = { 'base.njk': '\n{{ post.data.call() }}' };
    expect(fails('{% extends "base.njk" %}', files)).toEqual([said1('base.njk:2:13'), '  from post.njk:1:4']);
  });
  test('by including itself, is told so', () => {
    expect(fails('{% include "a.njk" %}', { 'a.njk': '\n{% include "a.njk" %}' })).toEqual([
      'a.njk:2:4 This template includes itself without end: a.njk → a.njk',
    ]);
  });
  test('by including another that includes it, names the round', () => {
    const files = { 'a.njk': 'a{% include "b.njk" %}', 'b.njk': 'b\n{% include "c.njk" %}', 'c.njk': '{% include "a.njk" %}' };
    const [message, ...related] = fails('{% include "a.njk" %}', files);
    expect(message).toMatch(/ Templates include each other without end: (\w\.njk) → \w\.njk → \w\.njk → \1$/);
    expect(new Set([message!.split(' ', 1)[0], ...related.map((one) => one.slice('  from '.length))])).toEqual(
      new Set(['a.njk:1:5', 'b.njk:2:4', 'c.njk:1:4']),
    );
  });
  test('by a macro that calls itself, is told so', () => {
    expect(fails('{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}')[0]).toMatch(
      /^post\.njk:1:\d+ This template failed while making \/x\/: a macro calls itself without end$/,
    );
  });
  test('may include itself as often as a tree is deep', () => {
    const tree = '[{% if left > 0 %}{% set left = left - 1 %}{% include "tree.njk" %}{% endif %}]';
    expect(rendered('{% set left = 60 %}{% include "tree.njk" %}', {}, { 'tree.njk': tree })).toBe('['.repeat(61) + ']'.repeat(61));
  });
  test('does not spoil the next page', () => {
    const theme = themeOf({
      'post.njk': '{% include "a.njk" %}',
      'a.njk': '{{ post.data.call() }}',
      'page.njk': '<title>{{ post.title }}',
    }).value;
    theme.render('post.njk', contextOf(thrower));
    expect(theme.render('page.njk', contextOf())).toEqual({ value: '<title>A &amp; B', diagnostics: [] });
  });
});

test.each(['', ' \n', '{# soon #}', '{% if false %}x{% endif %}'])('a template that gives nothing is an error: %j', (text) => {
  const { value, diagnostics } = themeOf({ 'post.njk': text }).value.render('post.njk', contextOf());
  expect([value, diagnostics.map(said)]).toEqual([null, ['post.njk:0:0 This template makes an empty page']]);
});

test.each([
  ['/x/', 'post', '<h1>{{ post.title }}</h1>', 'post.njk:0:0 This template makes pages without a title,'],
  ['/x.html', 'page', 'x', 'post.njk:0:0 This template makes pages without a title,'],
  ['/x/', 'post', '<TITLE lang="en">{{ post.title }}</TITLE>', null],
  ['/feed.json', 'page', '[]', null],
  ['/old/', 'redirect', 'moved', null],
])('a page for browsers needs a title: %s, %s, %s', (url, kind, text, message) => {
  const context = contextOf();
  const { diagnostics } = themeOf({ 'post.njk': text }).value.render('post.njk', { ...context, page: { ...context.page, url, kind } });
  expect(diagnostics.map((one) => said(one).replace(/,.*/, ','))).toEqual(message === null ? [] : [message]);
});

describe('layouts', () => {
  test('has: what a post may ask for', () => {
    const theme = themeOf({ 'essay.njk': '', 'base.njk': '', 'partials/x.njk': '' }).value;
    const asked = ['post', 'page', 'essay', 'home', 'base', 'partials/x', 'nothing', '../post', 'constructor'];
    expect(asked.filter((name) => theme.layouts.has(name))).toEqual(['post', 'page', 'essay']);
  });
});

import { describe, expect, test } from 'vitest';
import { faultsOf, type Files } from './support.js';

const no = (name: string, meant: string | null) => `There is no “${name}”${meant === null ? '' : ` Did you mean “${meant}”?`}`;

describe('a name that does not exist is found wherever it stands', () => {
  const table: [place: string, text: string, line: number, column: number, message: string][] = [
    ['printed', '<h1>\n  {{ post.titel }}</h1>', 2, 11, no('post.titel', 'post.title')],
    ['in if', '{% if post.dat %}x{% endif %}', 1, 12, no('post.dat', 'post.date')],
    ['in elif', '{% if false %}{% elif post.dat %}x{% endif %}', 1, 28, no('post.dat', 'post.date')],
    ['in an if that is printed', "{{ 'x' if post.dat else 'y' }}", 1, 16, no('post.dat', 'post.date')],
    ['before a filter', '{{ post.titel | upper }}', 1, 9, no('post.titel', 'post.title')],
    ['in an argument of a filter', '{{ post.title | default(post.titel) }}', 1, 30, no('post.titel', 'post.title')],
    ['joined with ~', "{{ 'a' ~ post.titel ~ 'b' }}", 1, 15, no('post.titel', 'post.title')],
    ['in arithmetic', '{{ 1 + post.words.totl }}', 1, 19, no('post.words.totl', 'post.words.total')],
    ['compared', '{{ 1 < post.words.totl }}', 1, 19, no('post.words.totl', 'post.words.total')],
    ['in set', '{% set x = post.titel %}', 1, 17, no('post.titel', 'post.title')],
    ['in a set block', '{% set x %}{{ post.titel }}{% endset %}', 1, 20, no('post.titel', 'post.title')],
    ['in a filter block', '{% filter upper %}{{ post.titel }}{% endfilter %}', 1, 27, no('post.titel', 'post.title')],
    ['in switch and case', '{% switch post.lang %}{% case post.lan %}x{% endswitch %}', 1, 36, no('post.lan', 'post.lang')],
    ['in the body of a case', '{% switch 1 %}{% case 1 %}{{ post.lan }}{% endswitch %}', 1, 35, no('post.lan', 'post.lang')],
    ['in a list and a mapping', '{{ [1, { a: post.lan }] | dump }}', 1, 18, no('post.lan', 'post.lang')],
    ['what is looped over', '{% for tag in post.tag %}{% endfor %}', 1, 20, no('post.tag', 'post.tags')],
    ['a member of the loop variable', '{% for tag in post.tags %}{{ tag.nam }}{% endfor %}', 1, 34, no('tag.nam', 'tag.name')],
    ['in the else of a loop', '{% for tag in post.tags %}{% else %}{{ post.lan }}{% endfor %}', 1, 45, no('post.lan', 'post.lang')],
    ['loop itself', '{% for tag in post.tags %}{{ loop.indx }}{% endfor %}', 1, 35, no('loop.indx', 'loop.index')],
    ['through set', '{% set d = post.date %}{{ d.yaer }}', 1, 29, no('d.yaer', 'd.year')],
    [
      'through a filter that keeps the kind',
      '{% for tag in post.tags | reverse %}{{ tag.nam }}{% endfor %}',
      1,
      44,
      no('tag.nam', 'tag.name'),
    ],
    ['through first', '{{ (post.tags | first).nam }}', 1, 24, no('(…).nam', '(…).name')],
    ['through or', '{{ (post.newer or post.older).titel }}', 1, 31, no('(…).titel', '(…).title')],
    ['at an index', '{{ post.tags[0].nam }}', 1, 17, no('post.tags[0].nam', 'post.tags[0].name')],
    ['by brackets', "{{ post['titel'] }}", 1, 9, no('post.titel', 'post.title')],
    ['deep', '{{ post.series.posts[0].langg }}', 1, 25, no('post.series.posts[0].langg', 'post.series.posts[0].lang')],
    ['inherited from JavaScript', '{{ post.constructor }}', 1, 9, no('post.constructor', null)],
    ['at the top', '{{ pots.title }}', 1, 4, 'Nothing is named “pots” here Did you mean “post”?'],
    ['of another kind of page', '{{ pager.nth }}', 1, 4, 'Nothing is named “pager” here Did you mean “page”?'],
    ['with an operator of another language', '{{ post?.title }}', 1, 4, 'Nothing is named “post?” here Did you mean “post”?'],
    ['in a macro', '{% macro m(a) %}{{ post.titel }}{% endmacro %}{{ m(1) }}', 1, 25, no('post.titel', 'post.title')],
    [
      'an argument of a macro, mistyped in it',
      '{% macro m(links) %}{{ linsk }}{% endmacro %}{{ m(1) }}',
      1,
      24,
      'Nothing is named “linsk” here Did you mean “links”?',
    ],
    ['a default of a macro', '{% macro m(a=post.titel) %}{{ a }}{% endmacro %}{{ m() }}', 1, 19, no('post.titel', 'post.title')],
    ['an argument given to a macro', '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(a=post.titel) }}', 1, 50, no('post.titel', 'post.title')],
    [
      'the body of call',
      '{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ post.titel }}{% endcall %}',
      1,
      66,
      no('post.titel', 'post.title'),
    ],
    ['a macro', '{% macro card() %}{% endmacro %}{{ crad() }}', 1, 36, 'Nothing is named “crad” here Did you mean “card”?'],
    ['a filter', '{{ post.title | uper }}', 1, 17, 'There is no filter “uper” Did you mean “upper”?'],
    ['a filter that would make pages differ', '{{ post.tags | random }}', 1, 16, 'There is no filter “random”'],
    ['a filter of a block', '{% filter uper %}{% endfilter %}', 1, 11, 'There is no filter “uper” Did you mean “upper”?'],
    ['a test', '{% if post.date is defind %}{% endif %}', 1, 20, 'There is no test “is defind” Did you mean “defined”?'],
    ['an interface text', '{{ t.oldr }}', 1, 6, 'There is no interface text “t.oldr” Did you mean “t.older”?'],
    ['an asset', "{{ asset('ikn.css') }}", 1, 10, 'There is no file “ikn.css” in templates/assets/ Did you mean “ink.css”?'],
    ['an include', '{% include "partials/hed.njk" %}', 1, 12, 'There is no template “partials/hed.njk” Did you mean “partials/head.njk”?'],
    [
      'an import',
      '{% import "partials/hed.njk" as h %}',
      1,
      11,
      'There is no template “partials/hed.njk” Did you mean “partials/head.njk”?',
    ],
    ['a parent', '{% extends "bas.njk" %}', 1, 12, 'There is no template “bas.njk” Did you mean “base.njk”?'],
    [
      'a block',
      '{% extends "base.njk" %}{% block mian %}{% endblock %}',
      1,
      34,
      'No parent template has a block “mian”, so this one is never shown Did you mean “main”?',
    ],
    ['what a macro is given', '{% macro m(p) %}{{ p.titel }}{% endmacro %}{{ m(post) }}', 1, 22, no('p.titel', 'p.title')],
    [
      'what a macro is given by name, in a loop',
      '{% macro m(n, p=none) %}{{ p.nmae }}{% endmacro %}{% for tag in post.tags %}{{ m(1, p=tag) }}{% endfor %}',
      1,
      30,
      no('p.nmae', 'p.name'),
    ],
    [
      'what a macro gives to another, or to itself',
      '{% macro a(p) %}{{ b(p.older) }}{% endmacro %}{% macro b(l) %}{{ l.ulr }}{{ b(l) }}{% endmacro %}{{ a(post) }}',
      1,
      68,
      no('l.ulr', 'l.url'),
    ],
    ['an imported macro', '{% from "partials/macros.njk" import crad %}', 1, 38, 'That template has no macro “crad” Did you mean “card”?'],
    [
      'a macro of an import',
      '{% import "partials/macros.njk" as m %}{{ m.crad(1) }}',
      1,
      45,
      'That template has no macro “m.crad” Did you mean “m.card”?',
    ],
    ['a call of what is no function', '{{ post.title() }}', 1, 9, '“post.title” is not a function and cannot be called'],
  ];
  const around: Files = {
    'base.njk': '{% block main %}{% endblock %}',
    'partials/head.njk': '',
    'partials/macros.njk': '{% macro card(a) %}{{ a }}{% endmacro %}',
  };
  test.each(table)('%s: %s', (_place, text, line, column, message) => {
    expect(faultsOf({ ...around, 'post.njk': text })).toEqual([`post.njk:${line}:${column} ${message}`]);
  });
});

describe('what is right is left alone', () => {
  const table: string[] = [
    '{{ post.data.anything.at.all }}{{ site.data.links[0].name }}',
    '{{ post.title.length }}{{ post.title.slice(0, 3) }}{{ post.tags.length }}{{ post.tags.slice(1) }}',
    '{% for key, value in site.data %}{{ key }}{{ value.x }}{{ loop.first }}{% endfor %}',
    '{% for tag in post.tags %}{% if last %}{{ last.name }}{% endif %}{% set last = tag %}{% endfor %}',
    '{% set x = post.title %}{% set x = post.date %}{{ x.anything }}',
    '{% for i in range(3) %}{{ i }}{% endfor %}{% set c = cycler("a") %}{{ c.next() }}',
    '{% macro tree(terms) %}{% for term in terms %}{{ tree(term.children) }}{% endfor %}{% endmacro %}{{ tree(site.categories) }}',
    '{% macro m(p) %}{{ p.name }}{% endmacro %}{{ m(post) }}{% for tag in post.tags %}{{ m(tag) }}{% endfor %}',
    '{% macro m(p) %}{{ p.anything }}{% endmacro %}',
    '{% macro m(p, d=m()) %}{{ d.anything }}{{ p.anything }}{% endmacro %}{{ m() }}',
    '{% if post.date is defined and post.date is not none and post.title is string %}{% endif %}',
    '{% include "nothing.njk" ignore missing %}{% include post.data.part %}',
    '{% raw %}{{ post.titel }}{% endraw %}{# {{ post.titel }} #}',
    '{{ "a" | fill({ name: post.title }) }}{{ t[page.kind] }}',
    '{% call(x) m() %}{{ x }}{% endcall %}{% macro m() %}{{ caller(1) }}{% endmacro %}',
  ];
  test.each(table)('%s', (text) => expect(faultsOf({ 'post.njk': text })).toEqual([]));
});

describe('partials', () => {
  test('see the loop variables and names of the place that includes them', () => {
    const files = {
      'home.njk': '{% for post in posts %}{% include "partials/card.njk" %}{% endfor %}',
      'partials/card.njk': '{{ post.titel }}',
    };
    expect(faultsOf(files)).toEqual([`partials/card.njk:1:9 ${no('post.titel', 'post.title')}`]);
  });
  test('may ask for what only one of their places has', () => {
    const part = '{{ post.title }}{% if post.content %}{{ post.content }}{% endif %}';
    const loop = '{% for post in posts %}{% include "partials/card.njk" %}{% endfor %}';
    expect(faultsOf({ 'post.njk': '{% include "partials/card.njk" %}', 'home.njk': loop, 'partials/card.njk': part })).toEqual([]);
    expect(faultsOf({ 'home.njk': loop, 'partials/card.njk': part })).toHaveLength(2);
  });
  test('may include themselves', () => {
    const tree = '{% for term in term.children %}{{ term.nam }}{% include "partials/tree.njk" %}{% endfor %}';
    expect(faultsOf({ 'category.njk': '{% include "partials/tree.njk" %}', 'partials/tree.njk': tree })).toEqual([
      `partials/tree.njk:1:40 ${no('term.nam', 'term.name')}`,
    ]);
  });
  test('that nothing includes know the globals, and may get any other name', () => {
    expect(faultsOf({ 'partials/spare.njk': '{{ site.titel }}{{ whatever.x }}' })).toEqual([
      `partials/spare.njk:1:9 ${no('site.titel', 'site.title')}`,
    ]);
  });
  test('imported without context do not see the page', () => {
    const macros = '{% macro card(a) %}{{ t.older }}{{ a }}{% endmacro %}';
    const message = '“t” cannot be seen from here: this template is imported without its context';
    expect(faultsOf({ 'post.njk': '{% import "m.njk" as m %}{{ m.card(1) }}', 'm.njk': macros })).toEqual([`m.njk:1:23 ${message}`]);
    expect(faultsOf({ 'post.njk': '{% import "m.njk" as m with context %}{{ m.card(1) }}', 'm.njk': macros })).toEqual([]);
  });
  test('give macros that are checked with what they are called with', () => {
    const macros = '{% macro card(a) %}{{ a.titel }}{% endmacro %}';
    const said = [`m.njk:1:25 ${no('a.titel', 'a.title')}`];
    expect(faultsOf({ 'post.njk': '{% import "m.njk" as m %}{{ m.card(post) }}', 'm.njk': macros })).toEqual(said);
    expect(faultsOf({ 'post.njk': '{% from "m.njk" import card as c %}{{ c(post) }}', 'm.njk': macros })).toEqual(said);
    expect(faultsOf({ 'post.njk': '{% from "m.njk" import card %}{{ card(post.data) }}', 'm.njk': macros })).toEqual([]);
  });
  test('are found by relative names', () => {
    const files = {
      'post.njk': '{% include "./partials/a.njk" %}',
      'partials/a.njk': '{% include "./b.njk" %}{% include "../c.njk" %}',
      'partials/b.njk': '',
      'c.njk': '',
    };
    expect(faultsOf(files)).toEqual([]);
  });
});

describe('parents and blocks', () => {
  const base = '{% block head %}{% endblock %}{% for tag in site.tags %}{% block main %}{{ tag.name }}{% endblock %}{% endfor %}';
  test('a block sees the names of the place where its parent has it', () => {
    const files = {
      'base.njk': base,
      'post.njk': '{% extends "base.njk" %}{% block main %}{{ tag.nam }}{{ post.title }}{{ super() }}{% endblock %}',
    };
    expect(faultsOf(files)).toEqual([`post.njk:1:48 ${no('tag.nam', 'tag.name')}`]);
  });
  test('a parent may use what one of its children gets', () => {
    const files = {
      'base.njk': '{{ post.title if post }}{% block main %}{% endblock %}',
      'post.njk': '{% extends "base.njk" %}',
      'home.njk': '{% extends "base.njk" %}',
    };
    expect(faultsOf(files)).toEqual([]);
    expect(faultsOf({ ...files, 'post.njk': '' })).toEqual(
      [
        'base.njk:1:4 Nothing is named “post” here Did you mean “posts”?',
        'base.njk:1:18 Nothing is named “post” here Did you mean “posts”?',
      ].sort(),
    );
  });
  test('names set by a child reach its parent', () => {
    expect(
      faultsOf({
        'base.njk': '{{ width }}',
        'post.njk': '{% extends "base.njk" %}{% set width = 3 %}',
        'page.njk': '{% extends "base.njk" %}',
      }),
    ).toEqual([]);
  });
  test('a circle of parents is a fault', () => {
    const files = { 'a.njk': '{% extends "b.njk" %}', 'b.njk': '{% extends "a.njk" %}', 'post.njk': '{% extends "a.njk" %}' };
    expect(faultsOf(files)).toContain('b.njk:1:4 Templates extend each other in a circle: a.njk → b.njk → a.njk');
  });
  test('two blocks of one name in one template are a fault', () => {
    expect(faultsOf({ 'post.njk': '{% block a %}{% endblock %}\n{% block a %}{% endblock %}' })).toContain(
      'post.njk:2:10 This template has two blocks named “a”',
    );
  });
});

describe('layouts of the owner', () => {
  test('get what post.njk gets', () => {
    expect(faultsOf({ 'essay.njk': '{{ post.title }}{{ post.titel }}' })).toEqual([`essay.njk:1:25 ${no('post.titel', 'post.title')}`]);
  });
});

test('all faults of all templates are reported at once, each once', () => {
  const faults = faultsOf({
    'post.njk': '{{ post.a1 }}{{ post.b1 }}',
    'home.njk': '{% if x %}',
    'page.njk': '{% include "p.njk" %}{% include "p.njk" %}',
    'p.njk': '{{ post.c1 }}',
  });
  expect(faults.sort()).toEqual([
    'home.njk:1:4 {% if %} is opened here and never closed',
    'p.njk:1:9 There is no “post.c1”',
    'post.njk:1:22 There is no “post.b1”',
    'post.njk:1:9 There is no “post.a1”',
  ]);
});

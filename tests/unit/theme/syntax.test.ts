import { expect, test } from 'vitest';
import { said, themeOf, contextOf, faultsOf } from './support.js';

const table: [text: string, fault: string][] = [
  ['a\n{% if post.title %}\nb', '2:4 {% if %} is opened here and never closed'],
  ['{% for a in site.tags %}\n{% if a %}\n{% endfor %}', '2:4 {% if %} is opened here and never closed'],
  ['{% block a %}', '1:4 {% block %} is opened here and never closed'],
  ['{% macro a() %}', '1:4 {% macro %} is opened here and never closed'],
  ['{% set a %}x', '1:4 {% set %} is opened here and never closed'],
  ['{% set b = 1 %}{% set a %}x', '1:19 {% set %} is opened here and never closed'],
  ['x\n{{ post.title', '2:1 “{{” is opened here and never closed'],
  ['x {# never', '1:3 “{#” is opened here and never closed'],
  ['x #} y', '1:3 “#}” closes or continues nothing here'],
  ['x\n  {% endif %}', '2:6 “endif” closes or continues nothing here'],
  ['{% else %}', '1:4 “else” closes or continues nothing here'],
  ['\n\n{% fro a in b %}', '3:4 There is no tag {% fro %} Did you mean {% for %}?'],
  ['{% title %}', '1:4 There is no tag {% title %}'],
  ['{{ post.title ?? 1 }}', '1:15 This template cannot be read from here on (expected variable end)'],
  ['{{ a + }}', '1:8 This template cannot be read from here on (unexpected token: }})'],
  ['{% asyncEach a in site.tags %}{% endeach %}', '1:4 {% asyncEach %} cannot be used: templates here never wait for anything'],
  ['{# {% if %} #}{% raw %}{% if %}{% endraw %}{% if x', '1:44 “{%” is opened here and never closed'],
];
test.each(table)('%j', (text, fault) => expect(faultsOf({ 'post.njk': text })).toEqual([`post.njk:${fault}`]));

test('a syntax error in an include is a diagnostic, and rendering gives nothing instead of ending the process', async () => {
  const { value, diagnostics } = themeOf({ 'post.njk': '{% include "partials/x.njk" %}', 'partials/x.njk': 'a\nb {% if post.title %}' });
  expect(diagnostics.map(said)).toEqual(['partials/x.njk:2:6 {% if %} is opened here and never closed']);
  expect(value.render('post.njk', contextOf())).toEqual({ value: null, diagnostics: [] });
  // nunjucks would throw from a later task.
  await new Promise((resolve) => setTimeout(resolve, 20));
});

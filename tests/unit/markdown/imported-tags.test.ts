// Tags of other programs that stand for Markdown; what becomes of each is shown in `tests/reading/templates.txt`.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importTags } from '../../../src/markdown/imported-tags.js';

const read = (body: string, source = 'posts/a.md') => importTags(body, source, true).body;

test.each([
  ['[a]({{ site.baseurl }})', '[a](/)'],
  ['[a]({{site.url}}{{ site.baseurl }}/b/)', '[a](/b/)'],
  ['[a](<{{ "b c.png" | absolute_url }}>)', '[a](</b c.png>)'],
  ['[a]: {{ "/b" | prepend: site.baseurl }}', '[a]: /b'],
  ['<img src={{ site.baseurl }}/a.png>', '<img src=/a.png>'],
  ['![a]({% asset_path a.png %})', '![a](a.png)'],
  ['[a]({% link about.md %})', '[a](../pages/about.md)'],
  ['[a]({% link _posts/b/c.md %})', '[a](../posts/b/c.md)'],
  ['[a]({{< relref "/posts/b.md#c" >}})', '[a](../posts/b.md#c)'],
  ['[a]({{< ref "b" >}})', '[a](b)'],
  // What is not in the table stays.
  ['[a]({{ page.url }})', '[a]({{ page.url }})'],
  ['[a]({{ site.baseurl }}{{ page.url }})', '[a]({{ site.baseurl }}{{ page.url }})'],
  ['[a]({{ "/b" | upcase }})', '[a]({{ "/b" | upcase }})'],
  ['the {{ site.baseurl }} of a site', 'the {{ site.baseurl }} of a site'],
  ['`[a]({{ site.baseurl }}/b)` [a]({{ site.baseurl }}/c)', '`[a]({{ site.baseurl }}/b)` [a](/c)'],
  ['    [a]({{ site.baseurl }}/b)', '    [a]({{ site.baseurl }}/b)'],
  ['~~~\n[a]({{ site.baseurl }}/b)\n~~~\n[a]({{ site.baseurl }}/c)', '~~~\n[a]({{ site.baseurl }}/b)\n~~~\n[a](/c)'],
  ['```a``` b\n[a]({{ site.baseurl }}/c)', '```a``` b\n[a](/c)'],
  ['~~~~~\n~~~\n[a]({{ site.baseurl }}/b)\n~~~~~\n[a]({{ site.baseurl }}/c)', '~~~~~\n~~~\n[a]({{ site.baseurl }}/b)\n~~~~~\n[a](/c)'],
  // Code that holds a fence.
  ['{% highlight md %}\n````\n{% endhighlight %}', '`````md\n````\n`````'],
  ['* a\n  {%- highlight js -%}\n  b\n  {%- endhighlight -%}', '* a\n  ```js\n  b\n  ```'],
])('%j is read as %j', (body, expected) => {
  expect(read(body)).toBe(expected);
});

test('from a folder below', () => {
  expect(read('[a]({% post_url 2024-01-01-b %})', 'posts/x/a.md')).toBe('[a](../../posts/2024-01-01-b.md)');
});

test('an HTML file has no fences', () => {
  const body = '{% highlight js %}\n<a href="{{ site.baseurl }}/a">a</a>\n{% endhighlight %}';
  expect(importTags(body, 'posts/a.html', false).body).toBe('{% highlight js %}\n<a href="/a">a</a>\n{% endhighlight %}');
});

test('property: line for line, and a second time nothing is left to read', () => {
  const pieces = [
    '{% highlight js %}',
    '{% endhighlight %}',
    '{{',
    '}}',
    '{%',
    '%}',
    '[a](',
    ')',
    '{{ site.baseurl }}',
    '```',
    '`',
    '\n',
    '    ',
    '{{< highlight go >}}',
    '{{< /highlight >}}',
    'a',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
      const body = parts.join('');
      const once = read(body);
      expect(once.split('\n')).toHaveLength(body.split('\n').length);
      if (!body.includes('{')) expect(once).toBe(body);
      expect(importTags(once, 'posts/a.md', true).notices.filter(({ code }) => code === 'template-tag-read')).toEqual([]);
    }),
  );
});

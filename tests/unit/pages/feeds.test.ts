// The whole text of the feeds of a blog of two posts.
import { expect, test } from 'vitest';
import { buildBlog } from '../../support/blog.js';

const sources = {
  'posts/first.md':
    '---\ntitle: "容器 & <co>"\ndate: 2024-02-29T08:30:00+08:00\nupdated: 2024-03-01\ntags: [C++]\ncategories: [技术/容器]\nlang: zh-Hans\nauthor: 墨\n---\n看 [第二篇](second.md#x)、![图](i.gif) 和[这里](#a)。\n',
  'posts/second.md': '---\ndate: 2024-01-01\ndescription: "In short: \\u0007done"\n---\n# Second\n\n## X\n\nText with <b title="&quot;">HTML</b> & an [odd](?q=1) link.\n',
  'posts/undated.md': 'Not in the feeds.\n',
  'posts/hidden.md': '---\ndate: 2024-05-01\nnoindex: true\n---\nNot in the feeds either.\n',
  'posts/i.gif': new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 3, 0, 2, 0]),
};
const config = { title: 'Notes & more', url: 'https://example.com/blog', author: 'An Author', description: 'All of them', lang: 'en' };
const built = await buildBlog(sources, { config });

test('Atom', () => {
  expect(built.files.get('atom.xml')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <title>Notes &amp; more</title>
    <subtitle>All of them</subtitle>
    <link rel="alternate" type="text/html" href="https://example.com/blog/"/>
    <link rel="self" type="application/atom+xml" href="https://example.com/blog/atom.xml"/>
    <id>https://example.com/blog/</id>
    <updated>2024-03-01T00:00:00Z</updated>
    <author><name>An Author</name></author>
    <generator>Inkstone</generator>
    <entry xml:lang="zh-Hans">
    <title>容器 &amp; &lt;co&gt;</title>
    <link rel="alternate" type="text/html" href="https://example.com/blog/posts/first/"/>
    <id>https://example.com/blog/posts/first/</id>
    <published>2024-02-29T08:30:00+08:00</published>
    <updated>2024-03-01T00:00:00Z</updated>
    <author><name>墨</name></author>
    <category term="技术/容器"/>
    <category term="C++"/>
    <summary>看 第二篇、 和这里。</summary>
    <content type="html">&lt;p&gt;看 &lt;a href="https://example.com/blog/posts/second/#x"&gt;第二篇&lt;/a&gt;、&lt;img src="https://example.com/blog/posts/i.gif" alt="图" width="3" height="2"&gt; 和&lt;a href="https://example.com/blog/posts/first/#a"&gt;这里&lt;/a&gt;。&lt;/p&gt;
    </content>
    </entry>
    <entry>
    <title>Second</title>
    <link rel="alternate" type="text/html" href="https://example.com/blog/posts/second/"/>
    <id>https://example.com/blog/posts/second/</id>
    <published>2024-01-01T00:00:00Z</published>
    <updated>2024-01-01T00:00:00Z</updated>
    <author><name>An Author</name></author>
    <summary>In short: done</summary>
    <content type="html">&lt;h2 id="x"&gt;X&lt;a class="anchor" href="https://example.com/blog/posts/second/#x" aria-label="Link to “X”"&gt;&lt;/a&gt;&lt;/h2&gt;
    &lt;p&gt;Text with &lt;b title="&amp;quot;"&gt;HTML&lt;/b&gt; &amp;amp; an &lt;a href="https://example.com/blog/posts/second/?q=1"&gt;odd&lt;/a&gt; link.&lt;/p&gt;
    </content>
    </entry>
    </feed>
    "
  `);
});

test('RSS', () => {
  expect(built.files.get('rss.xml')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel>
    <title>Notes &amp; more</title>
    <link>https://example.com/blog/</link>
    <description>All of them</description>
    <language>en</language>
    <lastBuildDate>Fri, 01 Mar 2024 00:00:00 +0000</lastBuildDate>
    <generator>Inkstone</generator>
    <atom:link rel="self" type="application/rss+xml" href="https://example.com/blog/rss.xml"/>
    <item>
    <title>容器 &amp; &lt;co&gt;</title>
    <link>https://example.com/blog/posts/first/</link>
    <guid isPermaLink="true">https://example.com/blog/posts/first/</guid>
    <pubDate>Thu, 29 Feb 2024 08:30:00 +0800</pubDate>
    <dc:creator>墨</dc:creator>
    <category>技术/容器</category>
    <category>C++</category>
    <description>看 第二篇、 和这里。</description>
    <content:encoded>&lt;p&gt;看 &lt;a href="https://example.com/blog/posts/second/#x"&gt;第二篇&lt;/a&gt;、&lt;img src="https://example.com/blog/posts/i.gif" alt="图" width="3" height="2"&gt; 和&lt;a href="https://example.com/blog/posts/first/#a"&gt;这里&lt;/a&gt;。&lt;/p&gt;
    </content:encoded>
    </item>
    <item>
    <title>Second</title>
    <link>https://example.com/blog/posts/second/</link>
    <guid isPermaLink="true">https://example.com/blog/posts/second/</guid>
    <pubDate>Mon, 01 Jan 2024 00:00:00 +0000</pubDate>
    <dc:creator>An Author</dc:creator>
    <description>In short: done</description>
    <content:encoded>&lt;h2 id="x"&gt;X&lt;a class="anchor" href="https://example.com/blog/posts/second/#x" aria-label="Link to “X”"&gt;&lt;/a&gt;&lt;/h2&gt;
    &lt;p&gt;Text with &lt;b title="&amp;quot;"&gt;HTML&lt;/b&gt; &amp;amp; an &lt;a href="https://example.com/blog/posts/second/?q=1"&gt;odd&lt;/a&gt; link.&lt;/p&gt;
    </content:encoded>
    </item>
    </channel>
    </rss>
    "
  `);
});

test('JSON Feed', () => {
  expect(built.files.get('feed.json')).toMatchInlineSnapshot(`
    "{
     "version": "https://jsonfeed.org/version/1.1",
     "title": "Notes & more",
     "home_page_url": "https://example.com/blog/",
     "feed_url": "https://example.com/blog/feed.json",
     "description": "All of them",
     "language": "en",
     "authors": [
      {
       "name": "An Author"
      }
     ],
     "items": [
      {
       "id": "https://example.com/blog/posts/first/",
       "url": "https://example.com/blog/posts/first/",
       "title": "容器 & <co>",
       "content_html": "<p>看 <a href=\\"https://example.com/blog/posts/second/#x\\">第二篇</a>、<img src=\\"https://example.com/blog/posts/i.gif\\" alt=\\"图\\" width=\\"3\\" height=\\"2\\"> 和<a href=\\"https://example.com/blog/posts/first/#a\\">这里</a>。</p>\\n",
       "summary": "看 第二篇、 和这里。",
       "date_published": "2024-02-29T08:30:00+08:00",
       "date_modified": "2024-03-01T00:00:00Z",
       "authors": [
        {
         "name": "墨"
        }
       ],
       "tags": [
        "技术/容器",
        "C++"
       ],
       "language": "zh-Hans"
      },
      {
       "id": "https://example.com/blog/posts/second/",
       "url": "https://example.com/blog/posts/second/",
       "title": "Second",
       "content_html": "<h2 id=\\"x\\">X<a class=\\"anchor\\" href=\\"https://example.com/blog/posts/second/#x\\" aria-label=\\"Link to “X”\\"></a></h2>\\n<p>Text with <b title=\\"&quot;\\">HTML</b> &amp; an <a href=\\"https://example.com/blog/posts/second/?q=1\\">odd</a> link.</p>\\n",
       "summary": "In short: done",
       "date_published": "2024-01-01T00:00:00Z",
       "date_modified": "2024-01-01T00:00:00Z",
       "authors": [
        {
         "name": "An Author"
        }
       ]
      }
     ]
    }
    "
  `);
});

test('a blog without dated posts has feeds without entries, and no clock in them', async () => {
  const { files } = await buildBlog({ 'posts/a.md': 'x' }, { config: { ...config, description: undefined } });
  expect(files.get('atom.xml')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <title>Notes &amp; more</title>
    <subtitle>A blog made with Inkstone</subtitle>
    <link rel="alternate" type="text/html" href="https://example.com/blog/"/>
    <link rel="self" type="application/atom+xml" href="https://example.com/blog/atom.xml"/>
    <id>https://example.com/blog/</id>
    <updated>1970-01-01T00:00:00Z</updated>
    <author><name>An Author</name></author>
    <generator>Inkstone</generator>
    </feed>
    "
  `);
  expect(files.get('rss.xml')).toContain('<lastBuildDate>Thu, 01 Jan 1970 00:00:00 +0000</lastBuildDate>');
  expect(JSON.parse(files.get('feed.json')!).items).toEqual([]);
});

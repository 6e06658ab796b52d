// What a template sees, as data: the template check, the types of the view (`View<'Post'>`) and the table in the docs
// all come from here. Types: text, html (already safe), number, flag, any (author's own data; may be absent),
// texts (interface text by key), a shape's name; `?` may be null (prints as nothing), `[]` a list.

export const shapes = {
  /** Names at the top of every template. */
  Globals: {
    site: ['Site', 'The whole blog'],
    page: ['Page', 'The page being made'],
    t: ['texts', 'Interface text in the language of the page, from templates/text/*.yaml'],
  },
  Site: {
    title: ['text', 'Title of the site'],
    description: ['text', 'One sentence about it'],
    lang: ['text', 'Language of the site, BCP 47'],
    author: ['text', 'Name of the author'],
    home: ['text', 'Address of the home page'],
    url: ['text?', 'Absolute address of the home page; null if the config has no url'],
    menu: ['MenuItem[]', 'Navigation, from the config or made from what the site has'],
    feeds: ['Feed[]', 'Feeds of the site; empty without a url'],
    feedPage: ['text?', 'Address of the page that says what a feed is; null without feeds'],
    searchPage: ['text?', 'Address of the search page; null without one'],
    pages: ['Link[]', 'Undated pages, by weight and title'],
    recent: ['Summary[]', 'The five newest posts'],
    count: ['number', 'How many posts are published'],
    years: ['YearCount[]', 'Years with posts, newest first'],
    firstYear: ['number?', 'Year of the oldest dated post'],
    lastYear: ['number?', 'Year of the newest dated post'],
    categories: ['TermLink[]', 'Top categories with their children'],
    tags: ['TermLink[]', 'Tags, most used first'],
    license: ['Notice?', 'Licence of the posts, from the config'],
    footer: ['Notice[]', 'Lines at the foot, from the config'],
    comments: ['Comments?', 'Comment service, from the config'],
    scripts: ['Script[]', 'Counters of visits, from the config'],
    customCss: ['text?', 'Address of templates/assets/custom.css, if you have one'],
    generator: ['text', 'Name and version of this program'],
    data: ['any', 'data/*.yaml and data/*.json by file name'],
  },
  Page: {
    kind: ['text', 'post, page, home, posts, categories, category, tags, tag, archive, year, series, feeds, search, not-found'],
    title: ['text', 'Title of the page, plain text'],
    description: ['text', 'For <meta name=description>; may be empty'],
    url: ['text', 'Address of the page'],
    canonical: ['text?', 'Absolute address; null without a site url, and on 404'],
    lang: ['text', 'Language of the page, BCP 47'],
    noindex: ['flag', 'Asks search engines to leave it out'],
    image: ['text?', 'Absolute address of the cover, else of the card that is drawn for the post'],
    nth: ['number', 'Which page of a list, from 1'],
    jsonLd: ['any', 'Structured data (schema.org) for <script type=application/ld+json>, or null'],
  },
  Post: {
    title: ['text', 'Title, plain text'],
    url: ['text', 'Address'],
    canonical: ['text?', 'Absolute address; null without a site url'],
    date: ['Date?', 'When it was written'],
    updated: ['Date?', 'When it was last changed, if said'],
    lang: ['text', 'Language, BCP 47'],
    author: ['text', 'Author of the post, else of the site'],
    description: ['text?', 'Description from the front matter'],
    excerpt: ['text', 'First sentences, plain text; may be empty'],
    cover: ['Image?', 'Cover picture'],
    categories: ['TermLink[]', 'Its categories, each with its path'],
    tags: ['TermLink[]', 'Its tags'],
    pinned: ['flag', 'Held at the top'],
    withheld: ['text?', 'draft, unpublished or future in a preview; null on the real site'],
    words: ['Words', 'Length of the text'],
    content: ['html', 'The rendered text'],
    hasCode: ['flag', 'It has code blocks'],
    toc: ['Heading[]', 'Table of contents; empty if refused or fewer than three headings'],
    newer: ['Link?', 'The next newer post'],
    older: ['Link?', 'The next older post'],
    series: ['Series?', 'The series it belongs to'],
    related: ['Link[]', 'Three posts that share most with it; empty unless the config has `related: true`'],
    edit: ['text?', 'Where its file can be edited, by `editUrl` of the config'],
    source: ['text', 'Path of its file'],
    data: ['any', 'Every other key of the front matter'],
  },
  /** A post as it stands in a list. */
  Summary: {
    title: ['text', 'Title, plain text'],
    url: ['text', 'Address'],
    date: ['Date?', 'When it was written'],
    updated: ['Date?', 'When it was last changed, if said'],
    lang: ['text', 'Language, BCP 47'],
    author: ['text', 'Author of the post, else of the site'],
    description: ['text?', 'Description from the front matter'],
    excerpt: ['text', 'First sentences, plain text; may be empty'],
    cover: ['Image?', 'Cover picture'],
    categories: ['TermLink[]', 'Its categories'],
    tags: ['TermLink[]', 'Its tags'],
    pinned: ['flag', 'Held at the top'],
    withheld: ['text?', 'draft, unpublished or future in a preview; null on the real site'],
    words: ['Words', 'Length of the text'],
    data: ['any', 'Every other key of the front matter'],
  },
  Date: {
    civil: ['text', 'The day as written, 2018-03-03'],
    iso: ['text', 'For <time datetime>: the day, or with time and zone if a time was written'],
    instant: ['text', 'The exact instant, RFC 3339 with offset'],
    year: ['number', 'Year'],
    month: ['number', 'Month, 1 to 12'],
    day: ['number', 'Day, 1 to 31'],
    hasTime: ['flag', 'A time of day was written'],
    time: ['text', 'Time of day as written, 20:46:25'],
  },
  Words: {
    cjk: ['number', 'Han, kana and hangul characters'],
    latin: ['number', 'Words of other scripts'],
    total: ['number', 'Sum of the two'],
    minutes: ['number', 'Reading time, at least 1; 0 for an empty text'],
  },
  Image: {
    url: ['text', 'Address'],
    width: ['number?', 'Pixels'],
    height: ['number?', 'Pixels'],
  },
  Heading: {
    level: ['number', '2 to 6'],
    id: ['text', 'Its anchor'],
    url: ['text', '# and the encoded anchor'],
    text: ['text', 'Plain text'],
    children: ['Heading[]', 'Headings below it'],
  },
  Link: {
    title: ['text', 'Title'],
    url: ['text', 'Address'],
    lang: ['text', 'Language, BCP 47'],
  },
  MenuItem: {
    title: ['text', 'Title'],
    url: ['text', 'Address'],
    current: ['flag', 'The page being made, or above it'],
  },
  Notice: {
    title: ['text', 'Text'],
    url: ['text?', 'Address; null: text alone'],
  },
  Comments: {
    provider: ['text', 'giscus, utterances, waline or twikoo'],
    options: ['any', 'Its settings, as in the config'],
  },
  Script: {
    src: ['text', 'Address'],
    attributes: ['Attribute[]', 'What it is told by'],
  },
  Attribute: {
    name: ['text', 'Name'],
    value: ['text', 'Value'],
  },
  Feed: {
    title: ['text', 'Atom, RSS or JSON Feed'],
    url: ['text', 'Address'],
    type: ['text', 'Media type'],
  },
  TermLink: {
    name: ['text', 'Name'],
    path: ['Link[]', 'From the top category down to this one; for a tag, itself'],
    url: ['text', 'Address'],
    count: ['number', 'How many posts'],
    children: ['TermLink[]', 'Categories below it'],
  },
  LetterGroup: {
    letter: ['text', 'The letter; # for what has none'],
    terms: ['TermLink[]', 'Tags, most used first'],
  },
  Series: {
    name: ['text', 'Name'],
    url: ['text', 'Address of its own page'],
    nth: ['number', 'Place of this post, from 1'],
    count: ['number', 'How many posts it has'],
    first: ['number', 'Place of the first of `posts`, from 1'],
    posts: ['Link[]', 'Its posts in order; of a long series those around this one'],
    newer: ['Link?', 'The next post of the series'],
    older: ['Link?', 'The previous post of the series'],
  },
  YearCount: {
    year: ['number', 'Year'],
    url: ['text', 'Address of its archive page'],
    count: ['number', 'How many posts'],
  },
  YearGroup: {
    year: ['number', 'Year'],
    url: ['text', 'Address of its archive page'],
    count: ['number', 'How many posts'],
    months: ['MonthGroup[]', 'Newest first'],
  },
  MonthGroup: {
    month: ['number', '1 to 12'],
    posts: ['Summary[]', 'Newest first'],
  },
  Pager: {
    nth: ['number', 'This page, from 1'],
    of: ['number', 'How many pages'],
    newer: ['text?', 'Address of the page before'],
    older: ['text?', 'Address of the page after'],
    first: ['text', 'Address of the first page'],
  },
  /** What each template gets besides the globals. A layout of a user's own (`layout: x`) gets what post.njk gets. */
  'post.njk': { post: ['Post', 'The post'] },
  'page.njk': { post: ['Post', 'The undated page'] },
  'home.njk': { posts: ['Summary[]', 'Posts of this page'], pager: ['Pager', 'Its neighbours'] },
  'categories.njk': { terms: ['TermLink[]', 'Top categories with their children'] },
  'category.njk': { term: ['TermLink', 'The category'], posts: ['Summary[]', 'Posts of this page'], pager: ['Pager', 'Its neighbours'] },
  'tags.njk': {
    terms: ['TermLink[]', 'All tags, most used first'],
    common: ['TermLink[]', 'All of up to sixty, else the forty most used'],
    index: ['LetterGroup[]', 'The others by their first letter, Chinese by pinyin'],
  },
  'tag.njk': { term: ['TermLink', 'The tag'], posts: ['Summary[]', 'Posts of this page'], pager: ['Pager', 'Its neighbours'] },
  'archive.njk': { years: ['YearGroup[]', 'Newest first'], undated: ['Summary[]', 'Posts without a date'] },
  'year.njk': { years: ['YearGroup[]', 'The one year'] },
  'series.njk': { name: ['text', 'Name of the series'], posts: ['Summary[]', 'Its posts in order'] },
  'feeds.njk': {},
  'search.njk': {},
  'not-found.njk': {},
  'redirect.njk': { to: ['text', 'Address that it leads to'], toAbsolute: ['text?', 'The same with host; null without a site url'] },
} as const satisfies Record<string, Record<string, readonly [type: string, meaning: string]>>;

export type ShapeName = keyof typeof shapes;

/** Templates that the build itself renders, and the shape of what each gets. */
export type TemplateName = Extract<ShapeName, `${string}.njk`>;

/** The TypeScript type of a shape. */
export type View<S extends ShapeName> = {
  readonly [F in keyof (typeof shapes)[S]]: (typeof shapes)[S][F] extends readonly [infer T, string] ? Value<T> : never;
};

type Value<T> = T extends `${infer U}[]`
  ? readonly Value<U>[]
  : T extends `${infer U}?`
    ? Value<U> | null
    : T extends 'text' | 'html'
      ? string
      : T extends 'number'
        ? number
        : T extends 'flag'
          ? boolean
          : T extends ShapeName
            ? View<T>
            : unknown;

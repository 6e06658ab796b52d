import type { DateFault } from '../text/parse-date.js';
import type { Catalogue, Sentence } from './catalogue.js';
import { exampleOf, examplesEn } from './examples.js';
import { isImageName, repairEn } from './repairs.js';
import { whyEn } from './whys.js';
import type { CodeData, Colliding, Expected } from './codes.js';

export const en: Catalogue = {
  // files
  'unread-format': () => ({
    message: 'This file is in a form that Inkstone does not read, so it has no page of its own',
    hint: 'Save it as Markdown (.md) or HTML (.html), or move it out of this folder.',
  }),
  'section-page': () => ({
    message: 'In a file of this name Hugo keeps the words above a list; it is no post, and has no page',
    hint: 'A sentence about a tag or category belongs into data/terms.yaml, a page of its own into pages/. Else delete the file.',
  }),
  'unread-data': () => ({
    message: 'This file is in a form that Inkstone does not read as data, so it is not in site.data',
    hint: 'Save it as YAML (.yaml) or JSON (.json), or move it out of data/.',
  }),
  'unreadable-source': (d) =>
    d.detail === 'ENOTDIR'
      ? { message: 'This must be a folder, and is a file', hint: 'Give the file another name, or move it out of the site.' }
      : d.detail === 'ENOENT'
        ? { message: 'There is nothing here any more, or this link leads nowhere', hint: 'Correct the link, or remove it.' }
        : { message: `This file cannot be read (${d.detail})`, hint: 'Check its permissions, or move it out of the site.' },
  'link-leads-outside': () => ({
    message: 'This link leads out of its folder and is not published',
    hint: 'Copy the file into the site, or link the whole top folder instead.',
  }),
  'link-loop': () => ({ message: 'This link leads back to itself or to a folder above it and is not followed', hint: 'Remove the link.' }),
  'bad-file-name': (d) => ({
    message: `This name ${d.reason === 'backslash' ? 'has a backslash in it' : d.reason === 'encoding' ? 'is not written in UTF-8' : 'has an invisible control character in it'}; the file is left out`,
    hint: 'Rename the file.',
  }),
  'twin-name': (d) => ({
    message: `Two files here look as if they had one name; the other is written ${d.name} (Unicode), and both would have one address`,
    hint: 'Give one of them another name; or, if they are two copies of one file, delete one.',
  }),
  'not-a-file': (d) => ({ message: `This is neither a file nor a folder (${d.detail}); it is left out`, hint: 'Move it out of the site.' }),
  // content
  'not-utf8': (d) => ({
    message: `This file is written in ${d.encoding}; it was read as such`,
    hint: 'Save it as UTF-8: then every editor and every tool reads it the same way.',
  }),
  'invalid-bytes': (d) => ({
    message: `${d.count === 1 ? 'One place in this file is' : `${d.count} places in this file are`} not valid UTF-8; readers will see “�” there`,
    hint: 'The file was probably damaged on its way. Type the lost characters again.',
  }),
  'invisible-characters': (d) => ({
    message: `${d.count === 1 ? 'One invisible character was' : `${d.count} invisible characters were`} left out (${d.names.join(', ')})`,
    hint: 'They often come along when text is pasted from a web page or a chat. Delete them in your editor.',
  }),
  'empty-post': () => ({ message: 'This file has no text yet' }),
  'front-matter-fence': (d) => fences[d.kind],
  'front-matter-unclosed': () => ({
    message: 'The front matter that begins here is never closed; it was read up to the first line that cannot belong to it',
    hint: 'Add a line with three dashes (---) after the last key.',
  }),
  'front-matter-text': () => ({
    message: 'What stands below this line and above the next dashes has no `key: value` in it, so it is shown as text',
    hint: 'If it is meant as front matter, write for example title: My post. If it is text, delete the first ---.',
  }),
  'front-matter-code': (d) => ({
    message: `Front matter in ${d.language} is a program, and a post is never run; only its plain \`key: value\` lines were read`,
    hint: 'Write it as YAML: --- above and below, and one key: value a line.',
  }),
  'front-matter-syntax': (d) => ({
    message: `This front matter is not valid ${d.dialect} (${d.detail}); it was read line by line`,
    hint: 'Have a look at this place: a bracket, a quote or a comma may be missing, or an indentation may be wrong.',
  }),
  'front-matter-line': (d) => ({
    message: `“${d.text}” is no \`key: value\` and was left out`,
    hint: 'Indent it if it belongs to the line above, put # before it if it is a remark, or move it below the front matter.',
  }),
  'front-matter-repaired': (d) => ({
    message: repairs[d.how](d.key),
    hint: d.how === 'tab' ? 'Indent with two spaces in place of each tab.' : `Write: ${d.safe}`,
  }),
  'duplicate-key': (d) => ({
    message: `\`${d.key}\` is given twice; this line counts, line ${d.line} does not`,
    hint: 'Delete the one that you do not want.',
  }),
  'unknown-key': (d) => ({
    message: `\`${d.key}\` means nothing to Inkstone; it was kept for templates`,
    hint: `Did you mean “${d.nearest}”?`,
  }),
  'reserved-key': (d) => ({ message: `A key cannot be called “${d.key}”; it was left out`, hint: 'Choose another name.' }),
  'read-as-written': (d) => ({
    message: `YAML would drop or change a part of \`${d.key}\`; it was taken as written`,
    hint: `To be safe, write: ${d.safe}`,
  }),
  'wrong-type': (d) => ({
    message: `\`${d.key}\` should be ${wanted[d.wanted]}, not ${found[d.found]}; ${d.used === null ? 'it was left out' : `“${d.used}” is used`}`,
    hint: `Write for example: ${d.key}: ${{ text: `"${d.used ?? '…'}"`, number: '1', flag: 'true', list: '[one, two]' }[d.wanted]}`,
  }),
  'unreadable-flag': (d) => ({
    message: `\`${d.key}: ${d.value}\` says neither yes nor no, so this post is withheld`,
    hint: d.nearest === null ? 'Write true or false.' : `Did you mean “${d.nearest}”?`,
  }),
  'password-post': (d) => ({
    message: `This post asks for a password (\`${d.key}\`), and Inkstone cannot lock it; it is withheld rather than published for all to read`,
    hint: 'Delete the line if everybody may read it.',
  }),
  'full-width-comma': (d) => ({
    message: `Full-width commas stand between the names in \`${d.key}\`; they were read as ${d.names.map((n) => `“${n}”`).join(', ')}`,
    hint: `Write them with plain commas: ${d.names.join(', ')}`,
  }),
  'bad-date': (d) => ({
    message: `${d.key === null ? `“${d.raw}” in the file name` : `\`${d.key}: ${d.raw}\``} ${dateFaults[d.fault]}; ${d.used !== null ? `the date in the file name is used, ${d.used}` : d.field === 'updated' ? 'it was left out' : 'the post has no date'}`,
    hint: d.nearest === null ? 'Write it as 2024-01-31 or 2024-01-31 09:30.' : `Did you mean ${d.nearest}?`,
  }),
  'unsafe-address': (d) => ({
    message: `\`${d.key}: ${d.value}\` would lead out of its place; ${d.used === null ? 'it was left out' : `“${d.used}” is used`}`,
    hint: 'Use letters, digits and dashes, without “..” or a backslash; only an address has slashes.',
  }),
  'absolute-address': (d) => ({
    message: `\`${d.key}\` has a host in it; only its path is used, ${d.used}`,
    hint: 'Write the path alone. The host of the site belongs into the config, as `url`.',
  }),
  'permalink-pattern': (d) => ({
    message: `“${d.value}” is a pattern for all posts, not the address of this one; it was left out`,
    hint: 'Put it into the config as `permalink`, or write the address itself here, e.g. /about-me/.',
  }),
  'bad-language': (d) => ({
    message: `\`${d.key}: ${d.value}\` is no language code; ${d.used === null ? 'the language of the site is used' : `${d.used} was assumed`}`,
    hint: `Write for example ${d.used ?? 'en, zh-Hans or ja'}.`,
  }),
  'bad-data-file': (d) => ({
    message: `This data file cannot be read: ${d.detail}`,
    hint: 'Mend the line, or move the file out of data/.',
  }),
  'data-name-twice': (d) => ({ message: `This file and ${d.other} would both be site.data.${d.name}`, hint: 'Rename one of them.' }),
  // config
  'config-missing': (d) => ({ message: `There is no config file ${d.path}`, hint: 'Check the path after --config, or leave it out.' }),
  'config-unreadable': (d) =>
    d.detail === 'ending'
      ? { message: 'A config of this name cannot be read', hint: 'Its name must end in .ts, .mjs, .js, .yaml or .yml.' }
      : { message: `The config cannot be read (${d.detail})`, hint: 'It must be a file that you may read.' },
  'config-not-utf8': () => ({
    message: 'The config is not written in UTF-8: from here on its characters cannot be known',
    hint: 'Save it as UTF-8 in your editor.',
  }),
  'config-not-read': (d) => ({
    message: 'A config of this name is not read',
    hint: `The config is named ${d.names.join(', ')}. Rename the file, and write it so.`,
  }),
  'config-two-files': (d) => ({ message: `There are two configs, ${d.first} and ${d.second}`, hint: 'Keep one and remove the other.' }),
  'config-syntax': (d) => ({
    message: `The config cannot be understood here: ${d.detail}`,
    hint: 'Look for a missing quote, comma, bracket or blank at or just before this place.',
  }),
  'config-waits': (d) => ({
    message: `The config has not finished after ${d.seconds} seconds`,
    hint: 'Look for an `await` of something that never comes.',
  }),
  'config-throws': (d) => ({ message: `The config stopped with an error: ${d.detail}` }),
  'config-no-object': (d) => ({
    message: `The config ${{ nothing: 'exports nothing', function: 'exports a function', promise: 'exports a promise', list: 'is a list', value: 'is a single value' }[d.got]}, not an object of settings`,
    hint: 'Write `export default defineConfig({ … })`, or in YAML one `key: value` a line.',
  }),
  'unknown-setting': (d) => ({
    message: `There is no setting “${d.key}”; it is ignored`,
    hint: 'Remove it. Own values for templates belong into data/, e.g. data/site.yaml.',
  }),
  'mistyped-setting': (d) => ({ message: `There is no setting “${d.key}”`, hint: `Did you mean “${d.meant}”?` }),
  'wrong-setting': (d) => ({
    message: `“${d.key}” must be ${expected[d.expected]}, not “${d.got}”`,
    hint: `For example: ${exampleOf(d.key, examplesEn)}`,
  }),
  'wrong-flag': (d) => ({
    message: `${d.flag} must be ${expected[d.expected]}, not “${d.got}”`,
    hint: `For example: ${d.flag} ${examplesEn[d.flag.slice('--'.length)] ?? '…'}`,
  }),
  'unknown-zone': (d) => ({
    message: `There is no time zone “${d.zone}”`,
    hint: d.nearest === null ? 'Use a name from the IANA list, e.g. Europe/London or Asia/Shanghai.' : `Did you mean ${d.nearest}?`,
  }),
  'unknown-token': (d) => ({
    message: `An address pattern has no part “:${d.token}”`,
    hint:
      d.nearest === null
        ? 'Parts are :year :month :day :slug :title :category and others; docs/config.md lists them all.'
        : `Did you mean “:${d.nearest}”?`,
  }),
  'pinyin-missing': () => ({
    message: 'The setting `slug: pinyin` needs the package pinyin-pro, which is not installed',
    hint: 'Run npm install pinyin-pro in the folder of the site, or set slug: keep.',
  }),
  'url-and-base-differ': (d) => ({
    message: `The path of \`url\` is ${d.path}, but \`base\` is ${d.base}`,
    hint: 'Keep the one that is right; `base` alone follows the path of `url`.',
  }),
  // markdown
  'missing-image': (d) => ({
    message: `There is no ${isImageName(d.target) ? 'image' : 'file'} “${d.target}”; its place on the page stays empty`,
    hint: d.nearest === null ? 'Put the file beside the post, or write its path from there.' : `Did you mean “${d.nearest}”?`,
  }),
  'missing-link': (d) => ({
    message: `The link “${d.target}” leads nowhere in this site`,
    hint:
      d.nearest === null ? 'Link a source file (./other.md), or an address that the site has (/about/).' : `Did you mean “${d.nearest}”?`,
  }),
  'link-to-held': (d) => ({
    message: `The link “${d.target}” leads to a post that is not published (${reasons[d.reason]}), so it leads nowhere`,
    hint: 'Publish that post, or remove the link until then.',
  }),
  'html-repaired': (d) => repairEn(d.kind, d.text, d.count),
  'html-tidied': (d) => repairEn(d.kind, d.text, d.count),
  'html-shown-as-text': (d) => ({
    message: `HTML such as ${d.tag} is shown as text, because the config says html: strict`,
    hint: 'Write it in Markdown, or set html: keep if you trust all authors.',
  }),
  'heading-without-space': (d) => ({
    message: `“${d.marks}${d.text}” is taken as a heading${d.count > 1 ? ` (and ${d.count - 1} more like it)` : ''}`,
    hint: `Put a space after the ${d.marks}, so that every program reads it so: ${d.marks} ${d.text}`,
  }),
  'unknown-language': (d) => ({
    message: `The code language “${d.language}” is not known; the block is shown without colours`,
    hint: d.nearest === null ? 'Use a common name such as js, python or bash, or text for none.' : `Did you mean “${d.nearest}”?`,
  }),
  'nesting-too-deep': (d) => ({
    message: `Quotes or lists are nested too deep here; what is inside is shown as plain text${d.count > 1 ? ` (${d.count} places)` : ''}`,
    hint: 'Remove some of the marks at the start of the line.',
  }),
  'footnote-unused': (d) => ({
    message: `Nothing refers to the footnote [^${d.label}], so it is not shown${d.count > 1 ? ` (and ${d.count - 1} more)` : ''}`,
    hint: `Put [^${d.label}] where it belongs, or remove the note.`,
  }),
  'footnote-twice': (d) => ({
    message: `The footnote [^${d.label}] is written twice; this text of it is not shown${d.count > 1 ? ` (and ${d.count - 1} more)` : ''}`,
    hint: 'Give it another label, or remove it.',
  }),
  'footnote-missing': (d) => ({
    message: `There is no footnote ${d.tag}, so the mark is shown as written${d.count > 1 ? ` (${d.count} marks)` : ''}`,
    hint: `Write its text in a paragraph of its own: ${d.tag}: …`,
  }),
  'code-unclosed': (d) => ({
    message: `The code that begins here is never closed${d.lines === 0 ? ', and nothing follows it' : `, so all that follows is shown as code (${d.lines === 1 ? '1 line' : `${d.lines} lines`})`}`,
    hint: 'Put the same marks on a line of their own where the code ends; within a list, as far in as those at its beginning.',
  }),
  'comment-unclosed': () => ({
    message: 'This comment is never closed; it is shown as text',
    hint: 'Write --> where it ends.',
  }),
  'table-as-text': (d) => ({
    message: `These lines look like a table and are none, so they are shown as written${d.count > 1 ? ` (${d.count} places)` : ''}`,
    hint: 'Below the first line belongs one of dashes, with as many parts as that has: |---|---|',
  }),
  'markdown-in-html': (d) => ({
    message: `“${d.text}” stands inside HTML; it is taken as an image${d.count > 1 ? ` (and ${d.count - 1} more)` : ''}`,
    hint: 'Put a blank line before and after it: then Markdown is read inside HTML.',
  }),
  'mistyped-more': (d) => ({ message: `“${d.text}” is read as the mark <!--more-->`, hint: 'Write <!--more-->.' }),
  'stray-marks': (d) => ({
    message: `“${d.text}” makes nothing bold; the asterisks are shown as written${d.count > 1 ? ` (${d.count} places)` : ''}`,
    hint: 'Write **bold** without a space inside the marks, and <b> within raw HTML. Are they meant to be seen? Then put \\ before each.',
  }),
  'template-tag-read': (d) => ({
    message: `“${d.tag}”, a tag of Jekyll, Hexo or Hugo, is read as what it stands for: a block of code, or an address${d.count > 1 ? ` (${d.count} places)` : ''}`,
    hint: 'In Markdown: ```ruby and ``` around code, /img/a.png for a file of the site, other-post.md for a post.',
  }),
  'template-tag-text': (d) => ({
    message: `“${d.tag}” is shown as written: nothing in a post is run${d.count > 1 ? ` (${d.count} places)` : ''}`,
    hint: 'Write what it stands for in Markdown or HTML. Is it meant to be seen? Then put it between backticks.',
  }),
  // theme
  'template-syntax': (d) => {
    switch (d.problem) {
      case 'unclosed':
        return /^\W/.test(d.name)
          ? {
              message: `“${d.name}” is opened here and never closed`,
              hint: `Close it with ${d.name === '{{' ? '}}' : d.name === '{%' ? '%}' : '#}'}`,
            }
          : { message: `{% ${d.name} %} is opened here and never closed`, hint: `Close it with {% end${d.name} %}` };
      case 'stray':
        return { message: `“${d.name}” closes or continues nothing here`, hint: 'Remove it, or add the tag that it belongs to.' };
      case 'unknown-tag':
        return {
          message: `There is no tag {% ${d.name} %}`,
          hint: d.nearest === null ? 'To print a value, write {{ … }}.' : `Did you mean {% ${d.nearest} %}?`,
        };
      case 'twice':
        return { message: `This template has two blocks named “${d.name}”`, hint: 'Give one of them another name.' };
      case 'async':
        return { message: `{% ${d.name} %} cannot be used: templates here never wait for anything`, hint: 'Use {% for %} or {% if %}.' };
      case 'unexpected':
        return {
          message: `This template cannot be read from here on (${d.name})`,
          hint: 'Look at this line and the one before for a bracket, quote or tag that is not closed.',
        };
    }
  },
  'template-missing': (d) => ({
    message: `There is no template “${d.name}”`,
    hint: d.nearest === null ? 'Names begin at the top of the templates folder, e.g. partials/head.njk' : `Did you mean “${d.nearest}”?`,
  }),
  'template-circular': (d) =>
    d.how === 'extends'
      ? {
          message: `Templates extend each other in a circle: ${d.names.join(' → ')}`,
          hint: 'One of them must not extend the other.',
        }
      : {
          message: `${d.names.length === 2 ? 'This template includes itself' : 'Templates include each other'} without end: ${d.names.join(' → ')}`,
          hint: 'Remove the tag, or put it into an {% if %} that comes to an end.',
        },
  'template-empty': () => ({
    message: 'This template makes an empty page',
    hint: 'Write into it what the page should show; or delete the file, then that of the theme is used.',
  }),
  'template-untitled': () => ({
    message: 'This template makes pages without a title, which browsers show on the tab and search engines in their lists',
    hint: 'Begin it with {% extends "base.njk" %}, or write <title>{{ page.title }}</title> into its head.',
  }),
  'template-unknown-name': (d) => {
    const meant = d.nearest === null ? undefined : `Did you mean “${d.nearest}”?`;
    switch (d.kind) {
      case 'variable':
        return { message: `Nothing is named “${d.name}” here`, hint: meant ?? 'docs/theming.md lists what each template gets.' };
      case 'field':
        return {
          message: `There is no “${d.name}”`,
          hint: meant ?? 'docs/theming.md lists what each template gets. Your own front matter is under post.data.',
        };
      case 'text':
        return { message: `There is no interface text “${d.name}”`, hint: meant ?? 'Add it to templates/text/en.yaml.' };
      case 'filter':
        return { message: `There is no filter “${d.name}”`, hint: meant ?? 'docs/theming.md lists the filters.' };
      case 'test':
        return { message: `There is no test “is ${d.name}”`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'block':
        return {
          message: `No parent template has a block “${d.name}”, so this one is never shown`,
          ...(meant === undefined ? {} : { hint: meant }),
        };
      case 'macro':
        return { message: `That template has no macro “${d.name}”`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'asset':
        return { message: `There is no file “${d.name}” in templates/assets/`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'context':
        return {
          message: `“${d.name}” cannot be seen from here: this template is imported without its context`,
          hint: 'Add “with context” to the import, or pass the value as an argument.',
        };
      case 'call':
        return { message: `“${d.name}” is not a function and cannot be called`, hint: 'Leave out the parentheses.' };
    }
  },
  'template-failed': (d) => ({ message: `This template failed while making ${d.page}: ${d.message}` }),
  'bad-interface-text': (d) => ({
    message: `This file of interface text cannot be read: ${d.detail}`,
    hint: 'Each line is a key, a colon, a space and the text.',
  }),
  'theme-missing': (d) => ({
    message: `The config names the theme “${d.folder}”, but there is no such folder with files in it`,
    hint: 'Write its path from the folder of the site, or remove `theme` to use the built-in one.',
  }),
  // site
  'category-too-deep': (d) => ({
    message: `The category “${d.name}…” has more than ${d.most} levels; those below are left out`,
    hint: 'A slash in a category begins a new level. Is it meant as one?',
  }),
  'permalink-changed': (d) => ({
    message: `No file can have the address “${d.permalink}”; it is published at ${d.used}`,
    hint: 'Hosts of static files know paths alone: nothing after “?”, and no signs such as : * | or spaces in names.',
  }),
  'alias-changed': (d) => ({
    message: `No file can have the old address “${d.alias}”; ${d.used === null ? 'it leads nowhere' : `${d.used} is redirected in its place`}`,
    hint: 'Hosts of static files know paths alone: nothing after “?”, and no signs such as : * | in names.',
  }),
  'alias-differs-by-case': (d) => ({
    message: `The old address ${d.alias} differs from ${d.kept} by upper and lower case alone, which many disks and hosts cannot tell; it leads nowhere`,
    hint: 'Remove it; or keep it as the address of the post, with `permalink:`.',
  }),
  'no-posts': () => ({ message: 'There are no posts yet', hint: 'Put a Markdown file into posts/, or run: inkstone new "My first post"' }),
  'term-spellings': (d) => ({
    message: `${d.taxonomy === 'tags' ? 'The tag' : 'The category'} “${d.kept}” is also written ${d.others.map((o) => `“${o}”`).join(', ')}; they are one`,
  }),
  // pages
  'missing-anchor': (d) => ({
    message: d.target.startsWith('#')
      ? `There is no place “${d.target}” in this article`
      : `The page of “${d.target}” exists, but has no such place in it`,
    hint: d.nearest === null ? 'Check the part after #.' : `Did you mean #${d.nearest}?`,
  }),
  'url-collision': (d) => ({
    message:
      d.how === 'inside'
        ? `${named(d.first)} and ${named(d.second)} cannot both be published: one needs ${d.url} as a file, the other as a folder`
        : `${named(d.first)} and ${named(d.second)} would both be published at ${d.url}${d.how === 'case' ? ' (many disks and hosts do not tell upper from lower case)' : d.how === 'unicode' ? ' (the two spellings look the same)' : ''}`,
    hint: waysOut[d.between],
  }),
  'unsafe-path': (d) => ({
    message: `“${d.path}” (from ${d.from}) leads out of the output folder, or has a part that no address can hold`,
    hint: 'Use an address that begins with /, has no “..” in it, and a letter or digit in each part.',
  }),
  'static-replaces': (d) => ({ message: `${d.path} comes from your own file; the generated one is left out` }),
  'address-too-long': (d) => ({
    message: `The address ${d.path} is too long for a file (${d.bytes} bytes; ${d.most} will do everywhere)`,
    hint: 'Give the post a shorter `slug:` or `permalink:`, or its category fewer levels.',
  }),
  'search-not-built': (d) => ({
    message:
      d.detail === null
        ? 'The config asks for `search`, but the optional package pagefind is not installed: the search page will find nothing'
        : `The search index could not be made: ${d.detail}`,
    hint: d.detail === null ? 'Install it with: npm install pagefind@1.6.0' : 'Build again; if it stays, turn `search` off and report it.',
  }),
  'cards-not-drawn': (d) => ({
    message:
      d.missing === 'package'
        ? 'The config asks for `cards`, but the optional package @resvg/resvg-js is not installed: no cards are drawn'
        : d.font === null
          ? 'The config asks for `cards`, but no font with Chinese characters was found on this system: no cards are drawn'
          : d.missing === 'web-font'
            ? `The font ${d.font} for \`cards\` is packed for web pages (.woff), which cannot be drawn with: no cards are drawn`
            : `The font ${d.font} for \`cards\` is not there, or is no font: no cards are drawn`,
    hint:
      d.missing === 'package'
        ? 'Install it with: npm install @resvg/resvg-js@2.6.2'
        : d.missing === 'web-font'
          ? 'Name the .ttf, .otf or .ttc file of the same font.'
          : 'Install Noto Serif CJK (on Debian fonts-noto-cjk), or name a .ttf, .otf or .ttc file: cards: { font: fonts/a.otf }',
  }),
  'card-failed': (d) => ({
    message: `The card of this post could not be drawn (${d.detail}); the picture that its page names will be missing`,
    hint: 'Give the post a `cover:`, or build again.',
  }),
  'card-character': (d) => ({
    message: d.site
      ? `The font for cards has no “${d.character}” (${d.code}), which is in the title of the site: no cards are drawn`
      : `The font for cards has no “${d.character}” (${d.code}), which is in the title: this post gets no card`,
    hint: d.site
      ? 'Name a font that has it: cards: { font: fonts/a.otf }'
      : 'Give the post a `cover:`, or name a font that has it: cards: { font: fonts/a.otf }',
  }),
  'dead-config-link': (d) => ({
    message: `The link “${d.url}” in \`${d.key}\` leads nowhere in this site`,
    hint:
      d.nearest === null ? 'Write an address that the site has, such as /archive/, or remove the entry.' : `Did you mean “${d.nearest}”?`,
  }),
  'no-site-url': () => ({
    message: 'The config has no `url`, so feeds, sitemap and canonical links are left out',
    hint: 'Add the address of your site to the config, e.g. url: https://example.com',
  }),
  'unknown-layout': (d) => ({
    message: `There is no template for layout “${d.layout}”; ${d.used} is used`,
    hint: d.nearest === null ? 'Remove the line, or add the template to templates/.' : `Did you mean “${d.nearest}”?`,
  }),
  // output
  'build-stopped': () => ({ message: 'Stopped; nothing was published' }),
  'worker-failed': (d) => ({
    message: `A thread of the build ended here (${d.detail === 'memory' ? 'out of memory' : d.detail}); nothing was published`,
    hint: 'Build with --threads 1: if that ends too, the file is the cause; look at what is unusual in it.',
  }),
  'disk-full': (d) => ({
    message: `The disk is full (at ${d.path}); what was published before is whole`,
    hint: 'Make room and build again.',
  }),
  'verify-differs': (d) => ({
    message: `Published, but not what a build from nothing gives: ${d.paths.join(', ')}${d.count > d.paths.length ? ` and ${d.count - d.paths.length} more` : ''}`,
    hint: 'Remove .inkstone/cache and build again. If a source did not change meanwhile, this is a bug: please report it.',
  }),
  'cache-not-kept': (d) => ({
    message: `What this build found out could not be kept in .inkstone/cache (${d.detail}); the next one starts from the beginning`,
    hint: 'The site itself is complete. Make room, or make the folder writable.',
  }),
  'page-why': whyEn,
  'cannot-write': (d) =>
    d.detail === 'ENOTDIR'
      ? {
          message: `Cannot write ${d.path}: a file stands where a folder is needed`,
          hint: 'Give that file another name, or delete it, then build again. No published file is damaged.',
        }
      : {
          message: `Cannot write ${d.path} (${d.detail === 'EROFS' ? 'the disk is read-only' : d.detail === 'EACCES' || d.detail === 'EPERM' ? 'no permission' : d.detail})`,
          hint: 'Check who owns this folder and whether it may be written to, then build again. No published file is damaged.',
        },
  'build-running': (d) => ({
    message:
      d.host === null
        ? `Another build of this site is running (process ${d.pid}); this one did nothing`
        : `Another build of this site seems to run on ${d.host} (process ${d.pid}); this one did nothing`,
    hint: d.host === null ? 'Wait until it is done.' : 'Wait until it is done; if you know that it is not running, delete .inkstone/lock.',
  }),
  'build-resumed': (d) => ({
    message: `The last build was interrupted while it published; its last ${d.count === 1 ? 'step' : `${d.count} steps`} in ${d.out} have been finished first`,
  }),
  'out-refused': (d) => ({
    message:
      d.reason === 'not-a-folder'
        ? `The output folder ${d.out} is a file`
        : `${d.out} cannot be the output folder: ${d.reason === 'root' ? 'it is the root of a disk' : d.reason === 'home' ? 'it is, or holds, your home folder' : d.reason === 'site' ? 'it is, or holds, the whole site' : `it is the folder ${d.folder}, or lies in it, or holds it`}`,
    hint: 'Choose a folder for published files alone, e.g. --out public',
  }),
  'output-blocked': (d) => ({
    message:
      d.path === d.by
        ? `${d.path} cannot be published: a link or something else that no build made stands in its place`
        : `${d.path} cannot be published: ${d.by}, which no build made, is in the way`,
    hint: `Move ${d.by} elsewhere, then build again. Nothing has been changed.`,
  }),
  'replaced-unknown': (d) => ({
    message: `${d.paths.join(', ')}${d.count > d.paths.length ? ` and ${d.count - d.paths.length} more` : ''} ${d.count === 1 ? 'is' : 'are'} replaced or removed, though ${d.listLost ? 'it is not known whether a build wrote that' : 'no build wrote what stands there'}; a copy is kept in .inkstone/replaced/`,
    hint: 'If it was yours, put it into static/: then it is published with the site.',
  }),
  'kept-changed': (d) => ({
    message: `${d.paths.join(', ')}${d.count > d.paths.length ? ` and ${d.count - d.paths.length} more` : ''} ${d.count === 1 ? 'was' : 'were'} changed after the last build, and ${d.count === 1 ? 'stays' : 'stay'}`,
    hint: 'To remove everything: inkstone clean --unknown',
  }),
  'kept-copies': (d) => ({
    message: `${d.folder}/ holds copies of files of yours that a build replaced; it stays`,
    hint: 'Delete it yourself when you do not need them.',
  }),
  // cli
  'file-not-written': (d) =>
    d.detail === 'EEXIST' || d.detail === 'ENOTDIR'
      ? {
          message: 'This file cannot be written: on the way to it a file stands where a folder is needed',
          hint: 'Give that file another name, or delete it.',
        }
      : { message: `This file cannot be written (${d.detail})`, hint: 'Check the permissions of its folder, and the room on the disk.' },
  // any
  'internal-error': (d) => ({
    message: `Something went wrong inside Inkstone, at ${d.where}: ${d.message}`,
    hint: 'This is a bug. Run again with --debug and report what it prints.',
  }),
};

/** What a setting should be. */
const expected: Readonly<Record<Expected, string>> = {
  text: 'text',
  flag: 'true or false',
  count: 'a whole number from 1 on',
  url: 'a web address with https:// and nothing after ? or #',
  base: 'a path of the site',
  language: 'a language code',
  menu: 'a list of entries with title and url',
  'menu-item': 'an entry with title and url',
  pattern: 'a path made of parts such as :year and :slug',
  slugs: 'a list of names with the part of the address for each',
  'slug-style': 'keep, pinyin or hash',
  'tag-rule': 'commas or words',
  'folder-url': 'an address such as https://github.com/me/blog/edit/main/',
  slug: 'one part of an address, without /',
  feed: 'true, false or { limit: 20 }',
  cards: 'true, false or { font: fonts/a.otf }',
  html: 'keep or strict',
  'inside-folder': 'a folder of its own inside the site',
  folder: 'the name of a folder',
  host: 'a domain without https:// and /',
  license: 'a licence of Creative Commons, or an entry with title and url',
  footer: 'a list of texts, or of entries with title and url',
  comments: 'one of giscus, utterances, waline, twikoo with its settings',
  analytics: 'one or several of plausible, umami, goatcounter, cloudflare, baidu',
  options: 'the settings of the service',
  option: 'the text that the service gave you for it',
};

/** `home /` → `the home page /`; a source is named by its path. */
function named(name: string): string {
  return name.replace(/^[a-z-]+(?= [/“])/, (kind) => pages[kind] ?? 'the file');
}

const pages: Readonly<Record<string, string>> = {
  home: 'the home page',
  posts: 'the list of posts',
  archive: 'the archive',
  year: 'the archive of a year',
  categories: 'the list of categories',
  category: 'the category',
  tags: 'the list of tags',
  tag: 'the tag',
  series: 'the series',
  feed: 'the feed',
  feeds: 'the page about feeds',
  search: 'the search page',
  sitemap: 'the sitemap',
  'not-found': 'the 404 page',
};

const waysOut: Readonly<Record<Colliding, string>> = {
  posts:
    'Give one of them its own `slug:` or `permalink:`; or put the date into the pattern in the config, e.g. permalink: /:year/:month/:day/:slug/',
  pages: 'Give one of them its own `slug:` or `permalink:`, or its file another name.',
  post: 'Inkstone makes a page of its own there. Give the post its own `slug:`, or another `permalink:`.',
  page: 'Is it there for a list that Inkstone makes itself (tags, categories, archive)? Then delete it. Else give the page its own `slug:` or `permalink:`, or its file another name.',
  alias: 'Remove the alias; or give the page that stands there its own `slug:` or `permalink:`.',
  static: 'Give the file in static/ another name; or give the post or page its own `slug:` or `permalink:`.',
  terms: 'Give one of them another name in the posts; or its own slug in the config, e.g. slugs: { C++: cplusplus }',
};

const reasons: Readonly<Record<CodeData['link-to-held']['reason'], string>> = {
  draft: 'a draft',
  unpublished: 'its front matter says so',
  'unreadable-flag': 'it is not clear whether it should be',
  future: 'its date is in the future',
};

// Parts of the sentences about content

const fences: Readonly<Record<CodeData['front-matter-fence']['kind'], Sentence>> = {
  late: {
    message: 'The front matter does not begin on the first line; it was read all the same',
    hint: 'Delete the blank lines above it.',
  },
  opening: {
    message: 'This line was read as the beginning of the front matter',
    hint: 'Write exactly three dashes, at the beginning of the line: ---',
  },
  closing: {
    message: 'This line was read as the end of the front matter',
    hint: 'Write exactly three dashes, at the beginning of the line: ---',
  },
  dialect: {
    message: 'These marks belong to another kind of front matter, but YAML follows; it was read as YAML',
    hint: 'Put --- above and below it.',
  },
  missing: {
    message: 'The front matter has no line of dashes above it; it was read all the same',
    hint: 'Add a line with three dashes (---) above it.',
  },
};

const repairs: Readonly<Record<CodeData['front-matter-repaired']['how'], (key: string) => string>> = {
  value: (key) => `The value of \`${key}\` holds signs that mean something else in YAML; it was read as plain text`,
  quotes: (key) => `Names in \`${key}\` stand in quotes or brackets that YAML does not know; those were left out`,
  tight: (key) => `There is no space after the colon of \`${key}\`; one was assumed`,
  'full-width': (key) => `\`${key}\` is followed by a full-width colon (：); a plain one was assumed`,
  equals: (key) => `\`${key}\` is followed by the wrong sign; it was understood all the same`,
  tab: (key) => `What belongs to \`${key}\` is indented with tabs, which YAML does not allow; spaces were assumed`,
  dash: (key) => `There is no space after the dashes of the list \`${key}\`; one was assumed`,
  indent: (key) => `\`${key}\` is indented, though it belongs to nothing above it`,
};

const wanted = { text: 'a text', number: 'a number', flag: 'true or false', list: 'a list' };
const found = { text: 'this', list: 'a list', map: 'a group of keys' };

const dateFaults: Readonly<Record<DateFault, string>> = {
  year: 'has no year of four digits',
  month: 'has a month that does not exist',
  day: 'is a day that does not exist',
  time: 'has a time that no clock shows',
  zone: 'names a time zone that does not exist',
  order: 'does not tell which number is the day and which the month',
  unreadable: 'cannot be read as a date',
};

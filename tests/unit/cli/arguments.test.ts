import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../src/cli/arguments.js';
import { commandNames, commands, commonFlags, flags } from '../../../src/cli/commands.js';
import { speechOf, wantsColor } from '../../../src/cli/terminal.js';
import { runIn } from './fake-terminal.js';

function read(line: string): unknown {
  const result = readArguments(line === '' ? [] : line.split(' '), 'en');
  if ('misuse' in result) return result.misuse;
  return {
    command: result.command,
    ...Object.fromEntries(result.values),
    ...Object.fromEntries([...result.switches].map((name) => [name, true])),
    rest: result.rest,
  };
}

describe('what is understood', () => {
  test.each<[line: string, read: unknown]>([
    ['', { command: 'help', rest: [] }],
    ['build', { command: 'build', rest: [] }],
    [
      'build --out site --base=/blog/ --drafts --strict',
      { command: 'build', out: 'site', base: '/blog/', drafts: true, strict: true, rest: [] },
    ],
    ['--quiet build', { command: 'build', quiet: true, rest: [] }],
    ['build --no-highlight', { command: 'build', 'no-highlight': true, rest: [] }],
    ['build --out a --out b', { command: 'build', out: 'b', rest: [] }],
    ['new My first post --draft', { command: 'new', draft: true, rest: ['My', 'first', 'post'] }],
    ['new -- --dashes', { command: 'new', rest: ['--dashes'] }],
    ['init my-blog', { command: 'init', rest: ['my-blog'] }],
    ['help build', { command: 'help', rest: ['build'] }],
    ['init --help', { command: 'init', help: true, rest: [] }],
    ['-v', { command: 'help', version: true, rest: [] }],
    ['dev --port 8080', { command: 'dev', port: '8080', rest: [] }],
  ])('inkstone %s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});

describe('wrong use', () => {
  test.each<[line: string, sentence: string]>([
    ['bulid', 'There is no command “bulid”; did you mean “build”?'],
    ['publish', 'There is no command “publish”; did you mean “build”?'],
    ['serve', 'There is no command “serve”; did you mean “dev”?'],
    ['version', 'There is no command “version”; did you mean “--version”?'],
    ['xyzzy', 'There is no command “xyzzy”'],
    ['constructor', 'There is no command “constructor”'],
    ['build --bsae /x/', 'There is no flag --bsae; did you mean --base?'],
    ['build --draft', '--draft is not a flag of “build” but of “new”'],
    ['build --darfts', 'There is no flag --darfts; did you mean --drafts?'],
    ['build --no-future', 'There is no flag --no-future; did you mean --future?'],
    ['build -x', 'There is no flag -x'],
    ['build --zzz', 'There is no flag --zzz'],
    ['build --out', '--out needs a value: --out DIR'],
    ['build --out --base /x/', '--out needs a value: --out DIR'],
    ['build --json=yes', '--json takes no value'],
    ['build site', '“site” is one argument too many; for another folder write --root site'],
    ['init', 'Say into which folder: inkstone init my-blog'],
    ['init a b', '“b” is one argument too many'],
    ['new', 'The post needs a title: inkstone new "My title"'],
    ['help bild', 'There is no command “bild”; did you mean “build”?'],
    ['dev --port 0', '--port must be a number from 1 to 65535, not “0”'],
    ['dev --port http', '--port must be a number from 1 to 65535, not “http”'],
    ['build --lang zhuyin', 'Messages can be in “en” or “zh”, not in “zhuyin”'],
    ['build --lang fr', 'Messages can be in “en” or “zh”, not in “fr”'],
  ])('inkstone %s', (line, sentence) => {
    expect(read(line)).toBe(sentence);
  });

  test('of help is explained by the help on all', async () => {
    const { err } = await runIn('/', ['help', 'bild'], {});
    expect(err).toContain('Run “inkstone help” for all');
  });

  test('ends with 2, on standard error, in the language asked for', async () => {
    expect(await runIn('/', ['bulid'], { LANG: 'zh_CN.UTF-8' })).toEqual({
      code: 2,
      out: '',
      err: 'inkstone: 没有“bulid”这个命令，是不是想写“build”？\n运行“inkstone help”可以看到全部用法。\n',
    });
    expect(await runIn('/', ['build', '--bsae', '/x/', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toEqual({
      code: 2,
      out: '',
      err: 'inkstone: There is no flag --bsae; did you mean --base?\nRun “inkstone help build” for all that there is.\n',
    });
  });
});

test.each([
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh_TW.UTF-8', 'zh'],
  ['EN-gb', 'en'],
])('--lang %s speaks %s', (lang, speech) => {
  expect(readArguments(['build', '--lang', lang], speech === 'zh' ? 'en' : 'zh')).toMatchObject({ command: 'build', speech });
});

describe('the environment', () => {
  test.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_TW' }, 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
  ])('%j speaks %s', (env, speech) => {
    expect(speechOf(env)).toBe(speech);
  });

  test.each([
    [true, {}, true],
    [false, {}, false],
    [undefined, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
  ])('terminal %s with %j: colour %s', (isTTY, env, colour) => {
    expect(wantsColor(isTTY, env)).toBe(colour);
  });
});

describe('help', () => {
  test('of one command', async () => {
    expect((await runIn('/', ['help', 'new'])).out).toBe(
      `inkstone: start a post

Usage:
  inkstone new "TITLE" [--draft] [--root DIR]

Writes posts/DATE-SLUG.md with its front matter filled in and prints its path. An existing file is never overwritten.

Flags:
  --draft        mark the new post as a draft
  --root DIR     folder of the site (default: the current one)
  --config FILE  config file to use instead of inkstone.config.*
  --lang en|zh   language of messages (default: by LANG)
  --debug        print the stack of internal errors
  -h, --help     print this help
  -v, --version  print the version
`,
    );
  });

  test.each(commandNames)('inkstone %s --help is inkstone help %s', async (name) => {
    const one = await runIn('/', [name, '--help', '--lang', 'zh']);
    expect(one).toEqual({ code: 0, out: name === 'help' ? one.out : (await runIn('/', ['help', name, '--lang', 'zh'])).out, err: '' });
    expect(one.out).toContain(commands[name].summary.zh);
  });

  test('without a command all of them are listed', async () => {
    const { code, out } = await runIn('/', []);
    expect(code).toBe(0);
    for (const name of commandNames) expect(out).toContain(`  ${name} `);
  });

  test('docs/cli.md names every command and every flag of it', () => {
    const docs = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
    for (const name of commandNames) expect(docs).toContain(`inkstone ${name}`);
    for (const name of Object.keys(flags)) expect(docs).toContain(`--${name}`);
    expect(commonFlags.every((name) => docs.includes(`--${name}`))).toBe(true);
  });
});

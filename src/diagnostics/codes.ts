// Every code, what it carries and how grave it is. A code is permanent: scripts and the documentation name it.
// Sentences live in `en.ts` and `zh.ts`. Sorted by the room that makes it.
import type { ChangeKind } from '../html/repair.js';
import type { DateFault } from '../text/parse-date.js';
import type { HeldPost } from '../model/post.js';
import type { Severity } from './diagnostic.js';

/** Why a build made a page anew, or not. */
export type Why =
  | { readonly kind: 'no-page'; readonly nearest: string | null }
  | { readonly kind: 'first' | 'theme' | 'new' | 'kept' | 'touched' | 'always' }
  | {
      readonly kind: 'changed';
      /** Its own source, if that was edited. */
      readonly source: string | null;
      /** What its links and images lead to. */
      readonly references: boolean;
      /** Posts of which it shows something else. */
      readonly posts: readonly string[];
      /** It shows other posts than before. */
      readonly members: boolean;
      /** Fields of the site that its template reads. */
      readonly fields: readonly string[];
    };

export interface CodeData {
  // files
  'unread-format': {};
  'section-page': {};
  'unread-data': {};
  'unreadable-source': { detail: string };
  'link-leads-outside': {};
  'link-loop': {};
  'bad-file-name': { reason: string };
  /** `name`: how the other one of the two is written. */
  'twin-name': { name: string };
  'not-a-file': { detail: string };
  // content
  'not-utf8': { encoding: 'UTF-16' | 'GB18030' | 'Big5' | 'Shift_JIS' | 'Windows-1252' };
  'invalid-bytes': { count: number };
  'invisible-characters': { count: number; names: readonly string[] };
  'empty-post': {};
  'front-matter-fence': { kind: 'late' | 'opening' | 'closing' | 'dialect' | 'missing' };
  'front-matter-unclosed': {};
  'front-matter-text': {};
  'front-matter-code': { language: string };
  'front-matter-syntax': { dialect: 'YAML' | 'TOML' | 'JSON'; detail: string };
  'front-matter-line': { text: string };
  'front-matter-repaired': {
    key: string;
    how: 'value' | 'quotes' | 'tight' | 'full-width' | 'equals' | 'tab' | 'indent' | 'dash';
    safe: string;
  };
  /** `line`: of the one that does not count. */
  'duplicate-key': { key: string; line: number };
  'unknown-key': { key: string; nearest: string };
  'reserved-key': { key: string };
  'read-as-written': { key: string; safe: string };
  'wrong-type': { key: string; found: 'text' | 'list' | 'map'; wanted: 'text' | 'number' | 'flag' | 'list'; used: string | null };
  'unreadable-flag': { key: string; value: string; nearest: string | null };
  'password-post': { key: string };
  'full-width-comma': { key: string; names: readonly string[] };
  /** `key` null: the date in the file's name. */
  'bad-date': { key: string | null; field: 'date' | 'updated'; raw: string; fault: DateFault; nearest: string | null; used: string | null };
  'unsafe-address': { key: string; value: string; used: string | null };
  'absolute-address': { key: string; used: string };
  'permalink-pattern': { value: string };
  'bad-language': { key: string; value: string; used: string | null };
  'bad-data-file': { detail: string };
  'data-name-twice': { name: string; other: string };
  // config
  'config-missing': { path: string };
  'config-unreadable': { detail: string };
  'config-not-utf8': {};
  /** A file that looks like the config, and no config. */
  'config-not-read': { names: readonly string[] };
  'config-two-files': { first: string; second: string };
  'config-syntax': { detail: string };
  'config-waits': { seconds: number };
  'config-throws': { detail: string };
  'config-no-object': { got: ConfigShape };
  'unknown-setting': { key: string };
  'mistyped-setting': { key: string; meant: string };
  'wrong-setting': { key: string; expected: Expected; got: string };
  'wrong-flag': { flag: string; expected: Expected; got: string };
  'unknown-zone': { zone: string; nearest: string | null };
  'unknown-token': { token: string; nearest: string | null };
  'pinyin-missing': {};
  'url-and-base-differ': { path: string; base: string };
  // markdown
  'missing-image': { target: string; nearest: string | null };
  'missing-link': { target: string; nearest: string | null };
  'link-to-held': { target: string; reason: HeldPost['reason'] };
  'html-repaired': { kind: ChangeKind; text: string; count: number };
  'html-tidied': { kind: ChangeKind; text: string; count: number };
  'html-shown-as-text': { tag: string };
  'heading-without-space': { text: string; marks: string; count: number };
  'unknown-language': { language: string; nearest: string | null };
  'nesting-too-deep': { count: number };
  'footnote-unused': { label: string; count: number };
  'footnote-twice': { label: string; count: number };
  'footnote-missing': { tag: string; count: number };
  /** `lines`: that are shown as code. */
  'code-unclosed': { lines: number };
  'comment-unclosed': {};
  'table-as-text': { count: number };
  'markdown-in-html': { text: string; count: number };
  'mistyped-more': { text: string; count: number };
  'stray-marks': { text: string; count: number };
  'template-tag-read': { tag: string; count: number };
  'template-tag-text': { tag: string; count: number };
  // theme
  'template-syntax': {
    /** `unexpected`: `name` holds what the parser said. */
    problem: 'unclosed' | 'stray' | 'unknown-tag' | 'twice' | 'async' | 'unexpected';
    name: string;
    nearest: string | null;
  };
  'template-missing': { name: string; nearest: string | null };
  'template-circular': { names: readonly string[]; how: 'extends' | 'include' };
  'template-empty': {};
  'template-untitled': {};
  'template-unknown-name': {
    kind: 'variable' | 'field' | 'text' | 'filter' | 'test' | 'block' | 'macro' | 'asset' | 'context' | 'call';
    name: string;
    nearest: string | null;
  };
  'template-failed': { message: string; page: string };
  'bad-interface-text': { detail: string };
  'theme-missing': { folder: string };
  // site
  'no-posts': {};
  'category-too-deep': { name: string; most: number };
  'permalink-changed': { permalink: string; used: string };
  'alias-changed': { alias: string; used: string | null };
  'alias-differs-by-case': { alias: string; kept: string };
  'term-spellings': { taxonomy: 'categories' | 'tags'; kept: string; others: readonly string[] };
  // pages
  'missing-anchor': { target: string; nearest: string | null };
  /** `between` says which ways out there are. */
  'url-collision': { url: string; how: 'same' | 'case' | 'unicode' | 'inside'; first: string; second: string; between: Colliding };
  'unsafe-path': { path: string; from: string };
  'static-replaces': { path: string };
  'address-too-long': { path: string; bytes: number; most: number };
  'dead-config-link': { key: 'menu' | 'footer' | 'license'; url: string; nearest: string | null };
  'no-site-url': {};
  'search-not-built': { detail: string | null };
  /** `font`: the one that the config names. `web-font`: it is there, but in the packed form for web pages. */
  'cards-not-drawn': { missing: 'package' | 'font' | 'web-font'; font: string | null };
  'card-failed': { detail: string };
  /** `site`: it is in the title of the site. */
  'card-character': { character: string; code: string; site: boolean };
  'unknown-layout': { layout: string; nearest: string | null; used: string };
  // output
  'build-stopped': {};
  /** `detail`: `memory`, or what the system said. */
  'worker-failed': { detail: string };
  'disk-full': { path: string };
  'cache-not-kept': { detail: string };
  'page-why': { url: string; why: Why };
  'verify-differs': { paths: readonly string[]; count: number };
  'cannot-write': { path: string; detail: string };
  'build-running': { pid: number; host: string | null };
  'build-resumed': { count: number; out: string };
  'out-refused': { out: string; reason: 'root' | 'home' | 'site' | 'source' | 'not-a-folder'; folder: string };
  'output-blocked': { path: string; by: string };
  'replaced-unknown': { paths: readonly string[]; count: number; listLost: boolean };
  'kept-changed': { paths: readonly string[]; count: number };
  'kept-copies': { folder: string };
  // cli
  'file-not-written': { detail: string };
  // any
  'internal-error': { message: string; where: string };
}

/** What a config file holds in place of an object. */
/** What two colliding pages are, where that decides how they are kept apart; else they are posts, or one is. */
export type Colliding = 'posts' | 'pages' | 'post' | 'page' | 'alias' | 'static' | 'terms';
export type ConfigShape = 'nothing' | 'function' | 'promise' | 'list' | 'value';

/** What a setting should have been; the catalogues say it in words. */
export type Expected =
  | 'text'
  | 'flag'
  | 'count'
  | 'url'
  | 'base'
  | 'language'
  | 'menu'
  | 'menu-item'
  | 'pattern'
  | 'slugs'
  | 'slug'
  | 'slug-style'
  | 'tag-rule'
  | 'folder-url'
  | 'feed'
  | 'cards'
  | 'html'
  | 'inside-folder'
  | 'folder'
  | 'host'
  | 'license'
  | 'footer'
  | 'comments'
  | 'analytics'
  | 'options'
  | 'option';

export type Code = keyof CodeData;

export const severities: { readonly [C in Code]: Severity } = {
  // files
  'unread-format': 'warning',
  'section-page': 'warning',
  'unread-data': 'warning',
  'unreadable-source': 'error',
  'link-leads-outside': 'warning',
  'link-loop': 'warning',
  'bad-file-name': 'warning',
  'twin-name': 'error',
  'not-a-file': 'warning',
  // content
  'not-utf8': 'warning',
  'invalid-bytes': 'warning',
  'invisible-characters': 'warning',
  'empty-post': 'note',
  'front-matter-fence': 'warning',
  'front-matter-unclosed': 'warning',
  'front-matter-text': 'warning',
  'front-matter-code': 'warning',
  'front-matter-syntax': 'warning',
  'front-matter-line': 'warning',
  'front-matter-repaired': 'warning',
  'duplicate-key': 'warning',
  'unknown-key': 'warning',
  'reserved-key': 'warning',
  'read-as-written': 'warning',
  'wrong-type': 'warning',
  'unreadable-flag': 'warning',
  'password-post': 'warning',
  'full-width-comma': 'warning',
  'bad-date': 'warning',
  'unsafe-address': 'warning',
  'absolute-address': 'warning',
  'permalink-pattern': 'warning',
  'bad-language': 'warning',
  'bad-data-file': 'error',
  'data-name-twice': 'error',
  // config
  'config-missing': 'error',
  'config-unreadable': 'error',
  'config-not-utf8': 'error',
  'config-not-read': 'warning',
  'config-two-files': 'error',
  'config-syntax': 'error',
  'config-waits': 'error',
  'config-throws': 'error',
  'config-no-object': 'error',
  'unknown-setting': 'warning',
  'mistyped-setting': 'error',
  'wrong-setting': 'error',
  'wrong-flag': 'error',
  'unknown-zone': 'error',
  'unknown-token': 'error',
  'pinyin-missing': 'error',
  'url-and-base-differ': 'error',
  // markdown
  'missing-image': 'warning',
  'missing-link': 'warning',
  'link-to-held': 'warning',
  'html-repaired': 'warning',
  'html-tidied': 'note',
  'html-shown-as-text': 'warning',
  'heading-without-space': 'note',
  'unknown-language': 'note',
  'nesting-too-deep': 'warning',
  'footnote-unused': 'note',
  'footnote-twice': 'warning',
  'footnote-missing': 'note',
  'code-unclosed': 'warning',
  'comment-unclosed': 'warning',
  'table-as-text': 'note',
  'markdown-in-html': 'note',
  'mistyped-more': 'note',
  'stray-marks': 'note',
  'template-tag-read': 'note',
  'template-tag-text': 'note',
  // theme
  'template-syntax': 'error',
  'template-missing': 'error',
  'template-circular': 'error',
  'template-empty': 'error',
  'template-untitled': 'warning',
  'template-unknown-name': 'error',
  'template-failed': 'error',
  'bad-interface-text': 'error',
  'theme-missing': 'error',
  // site
  'no-posts': 'note',
  'category-too-deep': 'warning',
  'permalink-changed': 'warning',
  'alias-changed': 'warning',
  'alias-differs-by-case': 'warning',
  'term-spellings': 'note',
  // pages
  'missing-anchor': 'warning',
  'url-collision': 'error',
  'unsafe-path': 'error',
  'static-replaces': 'note',
  'address-too-long': 'error',
  'dead-config-link': 'warning',
  'no-site-url': 'note',
  'search-not-built': 'warning',
  'cards-not-drawn': 'warning',
  'card-failed': 'warning',
  'card-character': 'warning',
  'unknown-layout': 'warning',
  // output
  'build-stopped': 'error',
  'worker-failed': 'error',
  'disk-full': 'error',
  'cache-not-kept': 'note',
  'page-why': 'note',
  'verify-differs': 'error',
  'cannot-write': 'error',
  'build-running': 'error',
  'build-resumed': 'note',
  'out-refused': 'error',
  'output-blocked': 'error',
  'replaced-unknown': 'warning',
  'kept-changed': 'note',
  'kept-copies': 'note',
  // cli
  'file-not-written': 'error',
  // any
  'internal-error': 'error',
};

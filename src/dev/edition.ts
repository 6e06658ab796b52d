// The site as it is at one moment, in memory: what pages are rendered from. The next edition is made from the one before by
// reading again only what changed; an edit that leaves a post's metadata as it was keeps index, plan and templates.
// The same functions as in a build make it, in the same order, so that both say and show the same.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { drawable, uncarded, type Painter } from '../build/cards.js';
import { listSources, listStatics, openData, readSource, script } from '../build/open-site.js';
import { isSource } from '../content/source.js';
import { openAssets, openTheme, type KnownTemplates, type OpenTheme, type ThemeFolder } from '../build/open-theme.js';
import { planPages, type Plan } from '../build/plan.js';
import { createReader, type RecordingReader } from '../build/reader.js';
import { holdsAt, spanOf, type TimeSpan } from '../build/whole.js';
import { completeConfig } from '../config/settings.js';
import type { DiskFiles } from '../files/disk.js';
import { createMarkdown, type Markdown } from '../markdown/engine.js';
import type { Config, Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import type { JsonObject, Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { indexSite, type Index } from '../site/index-site.js';
import { listAgain } from './list-again.js';

/** What an edition is made from, beside the settings. */
export interface Shelf {
  readonly files: DiskFiles;
  readonly themes: (settings: Settings) => readonly ThemeFolder[];
  /** Themes that come compiled. */
  readonly compiled: () => readonly KnownTemplates[];
  readonly generator: string;
  /** For a whole opening: at the start the files as they were seen, so that each is looked at once. */
  readonly seen: () => Promise<DiskFiles>;
  /** Of earlier runs, of files that are as they were. */
  readonly remembered: (settings: Settings, files: DiskFiles) => Promise<ReadonlyMap<SourcePath, Outcome<Post>>>;
  /** Reads sources, by several threads if there are many. `pause` is waited for after each. */
  readonly readAll: (
    settings: Settings,
    paths: readonly SourcePath[],
    pause: () => Promise<void> | undefined,
  ) => Promise<readonly Outcome<Post | null>[]>;
  /** Who draws cards under these settings. */
  readonly painter: (settings: Settings) => Promise<Outcome<Painter | null>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Edition {
  readonly settings: Outcome<Settings>;
  /** null: the file cannot be read. In the order of the listing, whose diagnostics these are. */
  readonly posts: Outcome<ReadonlyMap<SourcePath, Post | null>>;
  /** What there is to say of single files; most have nothing. */
  readonly remarks: ReadonlyMap<SourcePath, readonly Diagnostic[]>;
  readonly painter: Outcome<Painter | null>;
  readonly data: Outcome<JsonObject>;
  readonly statics: Outcome<readonly SourcePath[]>;
  readonly site: Index;
  /** So long nothing changes by itself. */
  readonly timeSpan: TimeSpan;
  readonly theme: Outcome<OpenTheme>;
  readonly plan: Plan;
  readonly markdown: Markdown;
  /** Without colours of code. */
  readonly plain: Markdown;
  readonly reader: RecordingReader;
}

/** `pause` is waited for after each file: in it, signals and requests are heard. */
export async function openEdition(shelf: Shelf, settings: Outcome<Settings>, pause: () => Promise<void> | undefined): Promise<Edition> {
  // First, as it asks for nothing that is being looked at still.
  const theme = openTheme(shelf.themes(settings.value), settings.value, null, shelf.compiled());
  const files = await shelf.seen();
  const sources = listSources(files);
  const known = await shelf.remembered(settings.value, files);
  const unread = sources.value.filter((path) => !known.has(path));
  const fresh = unread.length === 0 ? [] : await shelf.readAll(settings.value, unread, pause);
  const posts = new Map<SourcePath, Post | null>();
  const remarks = new Map<SourcePath, readonly Diagnostic[]>();
  let next = 0;
  for (const path of sources.value) {
    const { value, diagnostics } = known.get(path) ?? fresh[next++]!;
    // Gone since it was listed.
    if (value === null && !shelf.files.has(path)) continue;
    posts.set(path, value);
    if (diagnostics.length > 0) remarks.set(path, diagnostics);
  }
  const painter = await shelf.painter(settings.value);
  const read = { settings, painter, posts: { value: posts, diagnostics: sources.diagnostics }, remarks };
  return complete(shelf, { ...read, data: openData(files), statics: listStatics(files, settings.value) }, null, theme);
}

/** `changed`: files and folders that came, went or were written to. The config is not among them: that needs a new opening. */
export function nextEdition(shelf: Shelf, before: Edition, changed: readonly SourcePath[]): Edition {
  const { files } = shelf;
  const settings = before.settings.value;
  const concerns = (folder: SourcePath | null) => folder !== null && changed.some((path) => isWithin(path, folder));
  const sources = changed.filter((path) => isWithin(path, 'posts') || isWithin(path, 'pages'));
  const { posts, remarks, reread } = readAgain(shelf, before, sources);
  const data = concerns('data') ? openData(files) : before.data;
  const statics = concerns(settings.static) ? listStatics(files, settings) : before.statics;
  const isThemeNew = concerns('templates') || concerns(settings.theme);
  const theme = isThemeNew ? withNewAssets(shelf, before, changed) : before.theme;
  // Images have sizes, and what is there or not decides where links lead.
  const areFilesNew = statics !== before.statics || posts.value.size !== before.posts.value.size || sources.some((path) => !isSource(path));
  for (const id of reread) before.reader.forget(id);
  const next = complete(shelf, { settings: before.settings, painter: before.painter, posts, remarks, data, statics }, before, theme);
  return next.reader === before.reader && areFilesNew ? { ...next, reader: readerOf(shelf, next, before) } : next;
}

/** All that is to be said before a page is rendered. With errors in the config only these: what follows is not of the site that is meant. */
export function saidOf({ settings, painter, posts, remarks, data, site, statics, theme, plan }: Edition): readonly Diagnostic[] {
  const first = [...settings.diagnostics, ...painter.diagnostics];
  if (first.some(({ severity }) => severity === 'error')) return first;
  const steps = [settings, painter, posts, data, statics, site, theme, plan].map(({ diagnostics }) => diagnostics);
  return [...steps, ...remarks.values()].flat();
}

type Read = Pick<Edition, 'settings' | 'painter' | 'posts' | 'remarks' | 'data' | 'statics'>;

function readAgain(
  { files }: Shelf,
  before: Edition,
  changed: readonly SourcePath[],
): Pick<Edition, 'posts' | 'remarks'> & { reread: readonly SourcePath[] } {
  const { settings, remarks } = before;
  const known = before.posts.value;
  const listing = listAgain(before.posts, changed, files);
  const isChanged = new Set(changed);
  const folders = new Set(changed.filter((path) => !known.has(path) && !files.has(path)));
  const posts = new Map<SourcePath, Post | null>();
  const reread: SourcePath[] = [];
  for (const id of listing.value) {
    const post = known.get(id);
    posts.set(id, post ?? null);
    if (post === undefined || isChanged.has(id) || (folders.size > 0 && isInside(id, folders))) reread.push(id);
  }
  const said = new Map([...remarks].filter(([id]) => posts.has(id)));
  let isSame = isListOf(known, listing.value);
  for (const id of reread) {
    const { value, diagnostics } = readSource(id, files, settings.value);
    // It went between the notice and the reading, and has gone like any other.
    const isGone = value === null && !files.has(id);
    if (diagnostics.length > 0 && !isGone) said.set(id, diagnostics);
    else said.delete(id);
    if (isGone) {
      posts.delete(id);
      isSame = false;
      continue;
    }
    if (isEqual(value, known.get(id))) continue;
    posts.set(id, value);
    isSame = false;
  }
  return { posts: { value: isSame ? known : posts, diagnostics: listing.diagnostics }, remarks: said, reread };
}

/** null: not only assets have been written to. */
function withNewAssets(shelf: Shelf, { settings, theme }: Edition, changed: readonly SourcePath[]): Outcome<OpenTheme> | null {
  const own = ['templates', settings.value.theme].filter((folder) => folder !== null);
  const inTheme = changed.flatMap((path) => own.filter((folder) => isWithin(path, folder)).map((folder) => path.slice(folder.length + 1)));
  return inTheme.every((name) => name.startsWith('assets/')) ? openAssets(shelf.themes(settings.value), inTheme, theme) : null;
}

/** In the same order, too. */
function isListOf(known: ReadonlyMap<SourcePath, unknown>, ids: readonly SourcePath[]): boolean {
  let at = 0;
  for (const id of known.keys()) if (id !== ids[at++]) return false;
  return at === ids.length;
}

/** `known`: the theme, if it holds; null: it is opened. */
function complete(shelf: Shelf, read: Read, before: Edition | null, known: Outcome<OpenTheme> | null): Edition {
  const { site, timeSpan } = siteOf(shelf, read, before);
  const { config } = site.value;
  const isConfigNew = config !== before?.site.value.config;
  const theme = known ?? openTheme(shelf.themes(read.settings.value), read.settings.value, before?.theme, shelf.compiled());
  const isPlanOld = site === before?.site && read.statics === before.statics && isEqual(theme.value.assets, before.theme.value.assets);
  const plan = isPlanOld ? before.plan : planPages(site.value, { static: read.statics.value, theme: theme.value.assets }, before?.plan);
  const engine = (highlight: boolean) => createMarkdown({ highlight, html: config.html });
  const markdown = before === null || isConfigNew ? engine(config.highlight) : before.markdown;
  const plain = before === null || isConfigNew ? engine(false) : before.plain;
  const all = { ...read, site, timeSpan, theme, plan, markdown, plain };
  return { ...all, reader: isPlanOld && theme === before.theme ? before.reader : readerOf(shelf, all, before) };
}

function siteOf(shelf: Shelf, { settings, painter, posts, data }: Read, before: Edition | null): Pick<Edition, 'site' | 'timeSpan'> {
  const now = shelf.now();
  if (before !== null && posts.value === before.posts.value && data === before.data && holdsAt(before.timeSpan, now)) return before;
  const readable = [...posts.value.values()].filter((post) => post !== null);
  const config = completeConfig(settings.value, settings.value.lang === null ? script(readable) : noScript);
  const used: Config = before !== null && isEqual(config, before.site.value.config) ? before.site.value.config : config;
  const site = indexSite(readable, data.value, used, now, drawable(readable, settings.value, painter.value), before?.site);
  const diagnostics = [...site.diagnostics, ...uncarded(site.value, painter.value)];
  return { site: { ...site, diagnostics }, timeSpan: spanOf(readable, now) };
}

const noScript = { han: 0, latin: 0 };

function readerOf(
  { files, generator }: Shelf,
  { site, plan, theme, markdown, plain }: Omit<Edition, 'reader'>,
  before: Edition | null,
): RecordingReader {
  const { theme: templates, assetFile } = theme.value;
  const alone = before === null || before.markdown !== markdown ? new Map() : aloneIn(site.value, before);
  return createReader({ site: site.value, plan, files, theme: templates, markdown, plain, assetFile, generator, alone });
}

/** What was known of posts that are the same, and would be found out again: lists show ten of them. */
function aloneIn({ byId }: Site, { reader, site }: Edition): RecordingReader['alone'] {
  return new Map([...reader.alone].filter(([id]) => byId.get(id) !== undefined && byId.get(id) === site.value.byId.get(id)));
}

/** In a folder that changed as a whole: another may have been moved to its place. */
function isInside(path: SourcePath, folders: ReadonlySet<SourcePath>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash))) return true;
  }
  return false;
}

export function isWithin(path: SourcePath, folder: SourcePath): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// The site while it is being written: the present edition, made anew when files change, one change at a time. Who asks for
// a page meanwhile waits for it. Nothing that happens to a site ends the preview: a bug or a failing disk is shown like any
// other error, and the next change opens the site again.
import { listSources } from '../build/open-site.js';
import { isSource } from '../content/source.js';
import { withPlaces } from '../build/places.js';
import { holdsAt } from '../build/whole.js';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { diagnostic, Fault } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import { digestOf } from '../text/hash.js';
import { isWithin, nextEdition, openEdition, saidOf, type Edition, type Shelf } from './edition.js';
import { followMoves, noteMoves, type Moves } from './moves.js';
import { foldersOf, isBesideConfig } from './scan.js';
import { postAt, show, type Shown } from './shown.js';
import { stylesMark } from './styles.js';

export interface LiveOptions {
  readonly shelf: Shelf;
  readonly loadSettings: () => Promise<Outcome<Settings>>;
  /** Files of the config that do not stand beside it, or are named by a flag. */
  readonly configFiles: () => readonly SourcePath[];
  /** Waited for after each file of a whole reading. */
  readonly pause: () => Promise<void> | undefined;
  readonly onUpdate: (update: Update) => void;
}

export interface Update {
  /** What changed, relative to the site, sorted. */
  readonly paths: readonly SourcePath[];
  readonly milliseconds: number;
}

export interface Live {
  /** null only if the site could not be opened at all. */
  edition(): Edition | null;
  /** The bug or failing disk that keeps the present edition from being right. */
  failure(): Diagnostic | null;
  /** All there is to say of the site as a whole. */
  said(): readonly Diagnostic[];
  look(path: string): Shown;
  /** Changes with any style sheet of the site. */
  styles(): string;
  /** The page as it last was without errors. */
  lastGood(path: string): string | null;
  /** Where posts have gone that were renamed since the start. */
  movedTo(source: SourcePath): SourcePath | null;
  change(path: SourcePath): void;
  /** Posts that came or went without being told are told now. */
  compare(): void;
  isBroken(): boolean;
  /** When all changes told so far are in the edition, and the post at this path, should it have gone without a word. */
  settled(path: string): Promise<void>;
  /** Nothing happens by itself any more. */
  end(): void;
}

/** Pages kept: those of the open tabs, more or less. */
const mostKept = 32;
/**
 * A file that was written to waits so long for company; a crowd (`git checkout`) until so long after its last member, and so
 * does what is no file: a folder waits for what comes in it, and what went for what comes in its place;
 */
const alone = 4;
const crowd = 40;
/** but none longer than this. */
const mostPatience = 300;
/** So often the clock is looked at, in milliseconds: it may have been set, or the computer have slept. */
const minute = 60_000;

export async function openLive(options: LiveOptions): Promise<Live> {
  const { shelf } = options;
  let edition: Edition | null = null;
  let failure: Diagnostic | null = null;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let clock: NodeJS.Timeout | null = null;
  let since = 0;
  const pending = new Set<SourcePath>();
  const shown = new Map<string, Shown>();
  const good = new Map<string, string>();
  const moves: Moves = new Map();

  async function renew(paths: readonly SourcePath[]): Promise<void> {
    const before = edition;
    try {
      const isWhole = before === null || failure !== null || paths.some(isOfAll);
      edition = isWhole ? await openEdition(shelf, await options.loadSettings(), options.pause) : nextEdition(shelf, before, paths);
      failure = null;
      noteMoves(before, edition, moves);
    } catch (error) {
      failure = faultOf(error);
    }
    shown.clear();
  }

  /** '': the whole site was away. */
  function isOfAll(path: SourcePath): boolean {
    return path === '' || isBesideConfig(path) || options.configFiles().includes(path);
  }

  async function run(): Promise<void> {
    while (pending.size > 0 || isLate()) {
      const start = performance.now();
      const paths = [...pending].filter(isNews).sort();
      pending.clear();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (paths.length === 0 && !isLate()) continue;
      await renew(paths);
      tell({ paths, milliseconds: performance.now() - start });
    }
  }

  /** The time has come of a post of the future. */
  function isLate(): boolean {
    return edition !== null && failure === null && !holdsAt(edition.timeSpan, shelf.now());
  }

  function watchTheClock(): void {
    const wait = edition === null ? minute : edition.timeSpan.until - shelf.now();
    clock = setTimeout(() => void settled().then(watchTheClock), Math.min(Math.max(wait, 0), minute));
    clock.unref();
  }

  /** A bug in what is said of a change does not end the preview either. */
  function tell(update: Update): void {
    try {
      options.onUpdate(update);
    } catch (error) {
      failure = faultOf(error);
      shown.clear();
    }
  }

  /** A post that went is told of late, when the new name that it got has been seen already. */
  function isNews(path: SourcePath): boolean {
    return edition === null || failure !== null || !isPost(path) || edition.posts.value.has(path) || shelf.files.has(path);
  }

  function settled(): Promise<void> {
    if (pending.size === 0 && running === null && !isLate()) return Promise.resolve();
    running ??= run().finally(() => (running = null));
    return running;
  }

  async function settledAt(path: string): Promise<void> {
    await settled();
    const post = edition === null ? null : postAt(path, edition);
    if (post === null || shelf.files.has(post)) return;
    change(post);
    await settled();
  }

  function change(path: SourcePath): void {
    const now = performance.now();
    if (pending.size === 0) since = now;
    const isLone = pending.size === 0 && shelf.files.has(path);
    const wait = Math.min(isLone ? alone : crowd, Math.max(0, since + mostPatience - now));
    pending.add(path);
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void settled(), wait);
  }

  function compare(): void {
    if (edition === null) return;
    const { value: known, diagnostics: said } = edition.posts;
    const listing = listSources(shelf.files);
    const listed = new Set(listing.value);
    const lost = [...[...known.keys()].filter((id) => !listed.has(id)), ...listing.value.filter((id) => !known.has(id))];
    // With folders that came or went as a whole.
    const [old, now] = [foldersOf(known.keys()), foldersOf(listed)];
    [...lost, ...foldersOf(lost)].filter((path) => !(old.has(path) && now.has(path))).forEach(change);
    // Of what is no post, such as a link that leads nowhere: its folder is listed anew.
    filesOf(said, listing.diagnostics).forEach((file) => change(file.slice(0, Math.max(file.lastIndexOf('/'), 0))));
  }

  function look(path: string): Shown {
    const known = shown.get(path);
    if (known !== undefined) return known;
    const found = lookSafely(path);
    if (found.kind === 'page') keep(good, path, found.html, mostKept);
    if (found.kind === 'page' || found.kind === 'broken') keep(shown, path, found, mostKept);
    return found;
  }

  function lookSafely(path: string): Shown {
    const error = failure ?? (edition === null ? noEdition : null);
    if (error !== null || edition === null)
      return { kind: 'broken', page: null, errors: [error ?? noEdition], mark: digestOf(JSON.stringify(error)) };
    try {
      return show(path, edition, shelf);
    } catch (thrown) {
      const fault = faultOf(thrown);
      return { kind: 'broken', page: null, errors: [fault], mark: digestOf(JSON.stringify(fault)) };
    }
  }

  await renew([]);
  watchTheClock();
  return {
    edition: () => edition,
    failure: () => failure,
    said: () => [...(failure === null ? [] : [failure]), ...(edition === null ? [] : withPlaces(saidOf(edition), shelf.files))],
    look,
    styles: () => (edition === null ? '' : stylesMark(edition, shelf)),
    lastGood: (path) => good.get(path) ?? null,
    movedTo: (source) => followMoves(source, moves),
    change,
    compare,
    isBroken: () => edition?.posts.diagnostics.some(({ severity }) => severity === 'error') === true,
    settled: settledAt,
    end: () => void (clock !== null && clearTimeout(clock)),
  };
}

const noEdition = diagnostic('internal-error', { message: 'the site is not open yet', where: 'dev' });

function faultOf(error: unknown): Diagnostic {
  if (error instanceof Fault) return error.diagnostic;
  return diagnostic('internal-error', { message: error instanceof Error ? error.message : String(error), where: 'dev' });
}

/** The files of which only one of the two has something to say. */
function filesOf(...both: readonly [readonly Diagnostic[], readonly Diagnostic[]]): readonly SourcePath[] {
  const [one, other] = both.map((said) => new Map(said.map((each) => [JSON.stringify(each), each.span?.file])));
  return [...one!, ...other!].flatMap(([text, file]) => (one!.has(text) && other!.has(text) ? [] : (file ?? [])));
}

/** The oldest goes. */
function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const old of map.keys()) {
    if (map.size <= most) return;
    map.delete(old);
  }
}

function isPost(path: SourcePath): boolean {
  return isSource(path) && (isWithin(path, 'posts') || isWithin(path, 'pages'));
}

/** Posts among the changed paths that have a page. */
export function changedPosts({ paths }: Update, { posts, site }: Edition): readonly SourcePath[] {
  return paths.filter((path) => posts.value.has(path) && site.value.urls.has(path));
}

// The file `_redirects`: one rule a line, `from to status`. `*` at the end takes the rest, which `:splat` puts in; `:name`
// takes one part of the path.

export interface RedirectRule {
  readonly from: RegExp;
  readonly names: readonly string[];
  readonly to: string;
  readonly status: number;
  /** `301!`: also where there is a file. */
  readonly isForced: boolean;
}

export interface Redirect {
  readonly to: string;
  readonly status: number;
  readonly isForced: boolean;
}

export function readRedirects(text: string): { readonly rules: readonly RedirectRule[]; readonly unread: readonly string[] } {
  const rules: RedirectRule[] = [];
  const unread: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [from = '', to, status = '301', ...more] = line
      .replace(/(?:^|\s)#.*/, '')
      .trim()
      .split(/\s+/);
    if (from === '') continue;
    const isRead =
      from.startsWith('/') &&
      to !== undefined &&
      /^(?:\/|https?:\/\/)/.test(to) &&
      /^(?:200|30[12378]|404)!?$/.test(status) &&
      more.length === 0;
    if (isRead) rules.push({ ...pattern(from), to, status: Number.parseInt(status, 10), isForced: status.endsWith('!') });
    else unread.push(`_redirects:${at + 1}: ${line.trim()}`);
  }
  return { rules, unread };
}

/** The first rule that fits. `path`: decoded. */
export function redirectFor(path: string, rules: readonly RedirectRule[]): Redirect | null {
  for (const { from, names, to, status, isForced } of rules) {
    const found = from.exec(path);
    if (found === null) continue;
    const values = new Map(names.map((name, i) => [name, encodeURI(found[i + 1] ?? '')]));
    return { to: to.replace(/:([a-z]\w*)/gi, (whole, name: string) => values.get(name) ?? whole), status, isForced };
  }
  return null;
}

/** A slash at the end makes no difference. */
export function pattern(written: string): { readonly from: RegExp; readonly names: readonly string[] } {
  const names: string[] = [];
  const source = decode(written)
    .replace(/\/$/, '')
    .split(/(\*$|:[a-z]\w*)/i)
    .map((part) => {
      if (part !== '*' && !/^:[a-z]\w*$/i.test(part)) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      names.push(part === '*' ? 'splat' : part.slice(1));
      return part === '*' ? '(.*)' : '([^/]+)';
    })
    .join('');
  return { from: new RegExp(`^${source}/?$`, 'u'), names };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

// Where in the source does it stand? HTML has forgotten its lines, so what is reported is looked up in the body again.
// Searches go forward from the last find, as reports come in order; the number of searches that start over is limited, so
// that a hostile post with a hundred thousand links stays linear.
export interface SourceLines {
  /** Line of the file on which `text` stands next, 1-based; 0 if it is not found. */
  find(text: string): number;
  /** The same for the target of a link or image: `a.png` does not stand in `/img/a.png`. */
  findTarget(target: string): number;
  /** Line of the file for a 0-based line of the body. */
  of(bodyLine: number): number;
  /**
   * Line of the file for line `line` (1-based) of `html`: the one with the same letters, the same of several alike; else the
   * next one that holds `text` behind what stands before it; else that one. `html` is the same in every call.
   */
  near(html: string, line: number, text: string): number;
}

const mostRestarts = 100;
/** Places inside longer targets that are passed over. */
const mostSkips = 100;
/** Lines of HTML to go back for one that stands in the source. */
const mostSteps = 50;

export function sourceLines(body: string, bodyLine: number): SourceLines {
  let from = 0;
  let restarts = 0;
  let skips = 0;
  let counted = 0;
  let lines = 0;
  let alike: Alike | null = null;

  function lineAt(offset: number): number {
    if (offset < counted) counted = lines = 0;
    for (let next = body.indexOf('\n', counted); next >= 0 && next < offset; next = body.indexOf('\n', counted)) {
      lines++;
      counted = next + 1;
    }
    return bodyLine + lines;
  }

  function find(text: string, begins = false): number {
    if (text === '' || restarts > mostRestarts) return 0;
    let at = seek(text, from, begins);
    if (at < 0) {
      restarts++;
      at = seek(text, 0, begins);
    }
    if (at < 0 && begins) at = body.indexOf(text);
    if (at < 0) return 0;
    from = at;
    return lineAt(at);
  }

  /** `begins`: not in the midst of a longer path. */
  function seek(text: string, start: number, begins: boolean): number {
    let at = body.indexOf(text, start);
    while (begins && at > 0 && isPathPart(body[at - 1]!) && skips++ < mostSkips) at = body.indexOf(text, at + 1);
    return at;
  }

  function near(html: string, line: number, text: string): number {
    alike ??= compareLines(html, body);
    const { placeOf, starts } = alike;
    const same = placeOf[line - 1] ?? -1;
    if (same >= 0) return bodyLine + same;
    let above = -1;
    for (let step = line - 2; above < 0 && step >= Math.max(0, line - 2 - mostSteps); step--) above = placeOf[step] ?? -1;
    if (above >= 0) from = starts[above + 1] ?? body.length;
    return find(text) || bodyLine + Math.max(0, above);
  }

  return { find: (text) => find(text), findTarget: (target) => find(target, true), of: (line) => bodyLine + line, near };
}

function isPathPart(sign: string): boolean {
  return /[\w./%~-]/.test(sign);
}

interface Alike {
  /** Of each line of HTML: the line of the body with the same text but for marks and spaces, or -1. */
  readonly placeOf: readonly number[];
  /** Offset of each line of the body. */
  readonly starts: readonly number[];
}

function compareLines(html: string, body: string): Alike {
  const places = new Map<string, number[]>();
  const starts: number[] = [];
  let offset = 0;
  for (const [index, line] of body.split('\n').entries()) {
    starts.push(offset);
    offset += line.length + 1;
    const text = lettersOf(line);
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  const seen = new Map<string, number>();
  const placeOf = html.split('\n').map((line) => {
    const text = lettersOf(line);
    const found = text === '' ? undefined : places.get(text);
    if (found === undefined) return -1;
    const nth = seen.get(text) ?? 0;
    seen.set(text, nth + 1);
    return found[nth] ?? found.at(-1)!;
  });
  return { placeOf, starts };
}

/** What is alike in `a **b**` and `<p>a <strong>b</strong></p>`; a line of tags alone is what it is. */
function lettersOf(line: string): string {
  return line.replace(/<[^<>]*>|[^\p{L}\p{N}<]+|</gu, '') || line.trim();
}

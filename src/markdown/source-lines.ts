// Where in the source does it stand? HTML has forgotten its lines, so what is reported is looked up in the body again.
// Searches go forward from the last find, as reports come in order; the number of searches that start over is limited, so
// that a hostile post with a hundred thousand links stays linear.
export interface SourceLines {
  /** Line of the file on which `text` stands next, 1-based; 0 if it is not found. */
  find(text: string): number;
  /** Line of the file for a 0-based line of the body. */
  of(bodyLine: number): number;
  /** Line of the file that holds the same text as line `line` (1-based) of `html`, the same of several alike. */
  like(html: string, line: number): number;
}

const mostRestarts = 100;

export function sourceLines(body: string, bodyLine: number): SourceLines {
  let from = 0;
  let restarts = 0;
  let counted = 0;
  let lines = 0;

  function lineAt(offset: number): number {
    if (offset < counted) counted = lines = 0;
    for (let next = body.indexOf('\n', counted); next >= 0 && next < offset; next = body.indexOf('\n', counted)) {
      lines++;
      counted = next + 1;
    }
    return bodyLine + lines;
  }

  function find(text: string): number {
    if (text === '' || restarts > mostRestarts) return 0;
    let at = body.indexOf(text, from);
    if (at < 0) {
      restarts++;
      at = body.indexOf(text);
    }
    if (at < 0) return 0;
    from = at;
    return lineAt(at);
  }

  function like(html: string, line: number): number {
    const all = html.split('\n');
    const wanted = all[line - 1]?.trim() ?? '';
    if (wanted === '') return 0;
    const before = all.slice(0, line - 1).filter((other) => other.trim() === wanted).length;
    const places = body.split('\n').flatMap((other, index) => (other.trim() === wanted ? [index] : []));
    const place = places[before] ?? places.at(-1);
    return place === undefined ? 0 : bodyLine + place;
  }

  return { find, of: (line) => bodyLine + line, like };
}

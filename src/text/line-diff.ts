// Two texts → the lines that differ, as a unified diff that `patch` and `git apply` understand.

/** Lines around a change that are shown with it. */
const context = 2;
/** Beyond, lines are no longer matched one by one. */
const mostMatched = 2000;

/** Without the two lines of file names; empty if the texts are equal. Line ends are not shown. */
export function lineDiff(before: string, after: string): string[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const steps = stepsOf(a, b);
  const out: string[] = [];
  for (let i = 0; i < steps.length;) {
    if (steps[i]!.sign === ' ') {
      i++;
      continue;
    }
    let end = i;
    // Changes whose surroundings touch stand in one hunk.
    for (let j = i; j < steps.length && j - end <= 2 * context; j++) if (steps[j]!.sign !== ' ') end = j;
    const hunk = steps.slice(Math.max(0, i - context), end + 1 + context);
    const { old, fresh } = hunk[0]!;
    const count = (sign: string): number => hunk.filter((step) => step.sign !== sign).length;
    out.push(`@@ -${range(old, count('+'))} +${range(fresh, count('-'))} @@`, ...hunk.map(({ sign, line }) => sign + line));
    i = end + 1 + context;
  }
  return out;
}

function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** 1-based numbers of this line, or of the next one, in both texts. */
  readonly old: number;
  readonly fresh: number;
}

function stepsOf(a: readonly string[], b: readonly string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [aEnd, bEnd] = [a.length - tail, b.length - tail];
  const lengths = commonLengths(a.slice(head, aEnd), b.slice(head, bEnd));
  const steps: Step[] = [];
  const push = (sign: Step['sign'], i: number, j: number): void =>
    void steps.push({ sign, line: sign === '+' ? b[j]! : a[i]!, old: i + 1, fresh: j + 1 });
  for (let i = 0; i < head; i++) push(' ', i, i);
  let [i, j] = [head, head];
  while (i < aEnd || j < bEnd) {
    if (i < aEnd && j < bEnd && a[i] === b[j]) push(' ', i++, j++);
    else if (i < aEnd && (j === bEnd || longer(lengths, i - head, j - head))) push('-', i++, j);
    else push('+', i, j++);
  }
  for (; i < a.length; i++, j++) push(' ', i, j);
  return steps;
}

/** Going on without the old line keeps at least as many equal lines as going on without the new one. */
function longer(lengths: readonly Uint16Array[], i: number, j: number): boolean {
  return (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0);
}

/** Of each pair of ends: how many lines they have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  if (a.length > mostMatched || b.length > mostMatched) return [];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}

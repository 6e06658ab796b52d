// Colours a text by a grammar of highlight.js: the same walk as the library's own, to the same HTML (a test compares them),
// in half the time. What only its guessing of languages needs is left out; where a grammar lets it guess between several
// (`<script>` in HTML), the library is asked.
import { ColourWriter, escapeCode } from './colour-writer.js';
import type { Answer, Callback, Grammar, Languages, MatchScope, Mode, Rule } from './grammar.js';

export function paint(text: string, grammar: Grammar, languages: Languages): string {
  const painter = new Painter(text, grammar, languages, null);
  // As the library does where a grammar fails.
  return painter.run() ? painter.writer.toHTML() : escapeCode(text);
}

/** A mode that was entered, and what it was entered from. */
interface Frame {
  readonly mode: Mode;
  readonly parent: Frame | null;
}

interface Found {
  readonly rule: Rule;
  readonly match: RegExpExecArray;
  /** Number of the rule's own group; those of its parts follow. */
  readonly group: number;
}

class Painter {
  readonly writer = new ColourWriter();
  /** Where it stands: an embedded language goes on from there. */
  top: Frame;
  /** Text of the mode at the top that is not written yet. */
  private buffer = '';
  /** From which rule on the next match is looked for: behind one that was not wanted here. */
  private fromRule = 0;
  private resumes = false;
  private readonly embedded = new Map<string, Frame>();

  constructor(
    private readonly text: string,
    private readonly grammar: Grammar,
    private readonly languages: Languages,
    from: Frame | null,
  ) {
    this.top = from ?? { mode: grammar.root, parent: null };
  }

  /** False: the grammar failed. */
  run(): boolean {
    try {
      this.reopen(this.top);
      this.walk();
      this.writer.finalize();
      return true;
    } catch {
      return false;
    }
  }

  private reopen(frame: Frame): void {
    if (frame.parent === null) return;
    this.reopen(frame.parent);
    if (frame.mode.scope !== '') this.writer.openNode(frame.mode.scope);
  }

  private walk(): void {
    const { text } = this;
    let last: Found | null = null;
    let index = 0;
    for (let steps = 1; ; steps++) {
      if (this.resumes) this.resumes = false;
      else this.fromRule = 0;
      const found = this.find(index);
      if (found === null) break;
      const { match, rule } = found;
      const at = match.index;
      const lexeme = match[0];
      this.buffer += text.slice(index, at);
      const isStuck = lexeme === '' && rule.type === 'end' && last?.rule.type === 'begin' && last.match.index === at;
      if (isStuck) {
        // Begins and ends here without taking anything: on by one.
        this.buffer += text.slice(at, at + 1);
        index = at + 1;
        continue;
      }
      last = found;
      const taken = rule.type === 'begin' ? this.begin(found) : rule.type === 'end' ? this.end(found) : -1;
      if (taken >= 0) index = at + taken;
      else if (rule.type === 'illegal' && lexeme === '') {
        if (at !== text.length) this.buffer += '\n';
        index = at + 1;
      } else {
        if (steps > 100_000 && steps > at * 3) throw new Error('a grammar that does not end');
        this.buffer += lexeme;
        index = at + lexeme.length;
      }
    }
    this.buffer += text.slice(index);
    this.flush();
  }

  private find(from: number): Found | null {
    const { mode } = this.top;
    let found = search(mode, this.fromRule, this.text, from);
    if (this.fromRule > 0 && found?.match.index !== from) found = search(mode, 0, this.text, from + 1);
    if (found !== null) {
      this.fromRule = found.rule.position + 1;
      if (this.fromRule === mode.begins) this.fromRule = 0;
    }
    return found;
  }

  /** How far it goes on, as `end`. */
  private begin(found: Found): number {
    const lexeme = found.match[0];
    const mode = found.rule.mode!;
    if (mode.onBegin.length > 0 && isIgnored(mode.onBegin, found, mode)) {
      if (this.fromRule === 0) {
        this.buffer += lexeme.slice(0, 1);
        return 1;
      }
      this.resumes = true;
      return 0;
    }
    if (mode.skip) this.buffer += lexeme;
    else {
      if (mode.excludeBegin) this.buffer += lexeme;
      this.flush();
      if (!mode.returnBegin && !mode.excludeBegin) this.buffer = lexeme;
    }
    this.enter(mode, found);
    return mode.returnBegin ? 0 : lexeme.length;
  }

  private enter(mode: Mode, found: Found): void {
    if (mode.scope !== '') this.writer.openNode(this.named(mode.scope));
    if (mode.beginScope !== null) {
      if (typeof mode.beginScope === 'string') this.word(this.buffer, this.named(mode.beginScope));
      else this.groups(mode.beginScope, found);
      this.buffer = '';
    }
    this.top = { mode, parent: this.top };
  }

  /** -1: nothing ends here. */
  private end(found: Found): number {
    const lexeme = found.match[0];
    const ended = endedBy(this.top, found, this.text.slice(found.match.index));
    if (ended === null) return -1;
    const { mode } = this.top;
    if (typeof mode.endScope === 'string') {
      this.flush();
      this.word(lexeme, mode.endScope);
    } else if (mode.endScope !== null) {
      this.flush();
      this.groups(mode.endScope, found);
    } else if (mode.skip) this.buffer += lexeme;
    else {
      if (!mode.returnEnd && !mode.excludeEnd) this.buffer += lexeme;
      this.flush();
      if (mode.excludeEnd) this.buffer = lexeme;
    }
    for (let frame: Frame | null = this.top; frame !== ended.parent; frame = frame!.parent) {
      if (frame!.mode.scope !== '') this.writer.closeNode();
      this.top = frame!.parent!;
    }
    if (ended.mode.starts !== null) this.enter(ended.mode.starts, found);
    return mode.returnEnd ? 0 : lexeme.length;
  }

  /** Writes what has gathered. */
  private flush(): void {
    const { subLanguage } = this.top.mode;
    if (subLanguage === null) this.words(this.buffer);
    else if (this.buffer !== '') this.embed(this.buffer, subLanguage);
    this.buffer = '';
  }

  private embed(text: string, names: string | readonly string[]): void {
    if (typeof names !== 'string') {
      const { writer, language } = this.languages.guess(text, names);
      this.writer.__addSublanguage(writer, language);
      return;
    }
    const grammar = this.languages.grammar(names);
    if (grammar === null) return this.writer.addText(text);
    const painter = new Painter(text, grammar, this.languages, this.embedded.get(names) ?? null);
    painter.run();
    this.embedded.set(names, painter.top);
    this.writer.__addSublanguage(painter.writer, names);
  }

  private words(text: string): void {
    const { keywords, keywordPattern } = this.top.mode;
    if (keywords === null) return this.writer.addText(text);
    let from = 0;
    keywordPattern.lastIndex = 0;
    for (let match = keywordPattern.exec(text); match !== null; match = keywordPattern.exec(text)) {
      const word = match[0];
      const kind = keywords[this.grammar.isCaseless ? word.toLowerCase() : word]?.[0];
      // One with a line before it is no word to colour, only one to guess a language by.
      if (kind === undefined || kind.startsWith('_')) continue;
      this.writer.addText(text.slice(from, match.index));
      this.word(word, this.named(kind));
      from = keywordPattern.lastIndex;
    }
    this.writer.addText(from === 0 ? text : text.slice(from));
  }

  private word(text: string, scope: string): void {
    if (text === '') return;
    this.writer.startScope(scope);
    this.writer.addText(text);
    this.writer.endScope();
  }

  private groups({ scopes, emits }: Exclude<MatchScope, string | null>, { match, group }: Found): void {
    for (let number = 1; number < match.length - group; number++) {
      if (emits[number] !== true) continue;
      const text = match[group + number]!;
      const scope = scopes[number];
      const written = scope === undefined ? undefined : this.named(scope);
      if (written) this.word(text, written);
      else this.words(text);
    }
  }

  private named(scope: string): string {
    return this.grammar.aliases[scope] || scope;
  }
}

function search(mode: Mode, fromRule: number, text: string, from: number): Found | null {
  const matcher = mode.matcher(fromRule);
  if (matcher === null) return null;
  const { pattern, groups, rules } = matcher;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null) return null;
  for (let index = 0; index < groups.length; index++) {
    const group = groups[index]!;
    if (match[group] !== undefined) return { rule: rules[index]!, match, group };
  }
  return null;
}

/** The mode that ends here, if one does: that at the top, or one around it that it ends with. */
function endedBy(top: Frame, found: Found, rest: string): Frame | null {
  for (let frame: Frame | null = top; frame !== null; frame = frame.parent) {
    if (isEnd(frame.mode, found, rest)) return withParents(frame);
    if (!frame.mode.endsWithParent) return null;
  }
  return null;
}

function isEnd(mode: Mode, found: Found, rest: string): boolean {
  const { end, onEnd } = mode;
  if (end === null) return false;
  end.lastIndex = 0;
  return end.test(rest) && (onEnd === null || !isIgnored([onEnd], found, mode));
}

/** With those around it that it takes along. */
function withParents(frame: Frame): Frame {
  let ended = frame;
  while (ended.mode.endsParent && ended.parent !== null) ended = ended.parent;
  return ended;
}

function isIgnored(callbacks: readonly Callback[], { match, group }: Found, { data }: Mode): boolean {
  const answer: Answer = { data, isMatchIgnored: false, ignoreMatch: () => void (answer.isMatchIgnored = true) };
  // Only the groups of its own rule.
  const own = Object.assign(match.slice(group), { index: match.index, input: match.input }) as unknown as RegExpExecArray;
  return callbacks.some((callback) => {
    callback(own, answer);
    return answer.isMatchIgnored;
  });
}

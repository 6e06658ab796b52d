// Elements and attributes that HTML has given up → what is written today. Tables first.
import type { ChangeKind } from './repair.js';
import type { Element } from './serialize.js';

export type NoteElement = (kind: ChangeKind, element: Element, text: string) => void;

interface Renaming {
  readonly name: string;
  readonly style?: string;
}

const renamings: ReadonlyMap<string, Renaming> = new Map(
  Object.entries({
    acronym: { name: 'abbr' },
    big: { name: 'span', style: 'font-size: larger' },
    blink: { name: 'span' },
    center: { name: 'div', style: 'text-align: center' },
    dir: { name: 'ul' },
    font: { name: 'span' },
    main: { name: 'div' },
    marquee: { name: 'div' },
    nobr: { name: 'span', style: 'white-space: nowrap' },
    rb: { name: 'span' },
    rtc: { name: 'rt' },
    strike: { name: 's' },
    tt: { name: 'code' },
    xmp: { name: 'pre' },
  }),
);

/** Dropped; what they hold stays. */
export const unwrapped: ReadonlySet<string> = new Set(['applet', 'spacer']);

/** Dropped with what they hold: they belong to the head of a page, or nothing shows them any more. */
export const removed: ReadonlySet<string> = new Set('title meta base basefont bgsound keygen param noframes noembed'.split(' '));

export function renameObsolete(element: Element, note: NoteElement): void {
  const renaming = renamings.get(element.tagName);
  if (renaming === undefined) return;
  note(element.tagName === 'main' ? 'not-in-article' : 'obsolete-element', element, `<${element.tagName}>`);
  const declarations = element.tagName === 'font' ? fontStyle(element) : renaming.style;
  rename(element, renaming.name);
  if (declarations !== undefined && declarations !== '') addStyle(element, declarations);
}

export function rename(element: Element, name: string): void {
  element.tagName = name;
  element.nodeName = name;
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((other) => other.name === name)?.value ?? null;
}

export function setAttribute(element: Element, name: string, value: string): void {
  // A new list: an element that the parser has opened again in the next block shares its own with the first.
  const others = element.attrs.filter((other) => other.name !== name);
  const at = element.attrs.findIndex((other) => other.name === name);
  element.attrs = at < 0 ? [...others, { name, value }] : others.toSpliced(at, 0, { name, value });
}

export function removeAttribute(element: Element, name: string): void {
  element.attrs = element.attrs.filter((other) => other.name !== name);
}

/** Before the author's own style, which wins as it did. */
export function addStyle(element: Element, declarations: string): void {
  const own = attribute(element, 'style')?.trim() ?? '';
  setAttribute(element, 'style', own === '' ? declarations : `${declarations}; ${own}`);
}

const fontSizes = ['x-small', 'small', 'medium', 'large', 'x-large', 'xx-large', 'xxx-large'];

function fontStyle(element: Element): string {
  const styles: string[] = [];
  const color = plain(attribute(element, 'color'));
  if (color !== null) styles.push(`color: ${color}`);
  const face = plain(attribute(element, 'face'));
  if (face !== null) styles.push(`font-family: ${face}`);
  const size = /^\s*([+-]?)(\d+)/.exec(attribute(element, 'size') ?? '');
  if (size !== null) {
    const steps = Number(size[2]);
    const place = size[1] === '+' ? 3 + steps : size[1] === '-' ? 3 - steps : steps;
    styles.push(`font-size: ${fontSizes[Math.min(7, Math.max(1, place)) - 1]}`);
  }
  for (const name of ['color', 'face', 'size']) removeAttribute(element, name);
  return styles.join('; ');
}

/** A value that can stand in a declaration, or null. */
function plain(value: string | null): string | null {
  if (value === null || /[;{}\\<>]|\/\*|url\(/i.test(value)) return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

// ---- attributes: a value → declarations, '' where it is dropped

type Modern = (value: string, tag: string) => string;

const gone: Modern = () => '';

function length(property: string): Modern {
  return (value) => {
    const found = /^\s*(\d{1,9}(?:\.\d{1,9})?)\s*(%|px|em|rem|vw|vh)?/.exec(value);
    if (found === null) return value.trim() === 'auto' ? `${property}: auto` : '';
    return `${property}: ${found[1]}${found[1] === '0' ? '' : (found[2] ?? 'px')}`;
  };
}

function keyword(property: string): Modern {
  return (value) => {
    const found = plain(value);
    return found === null ? '' : `${property}: ${found.toLowerCase()}`;
  };
}

const floating: ReadonlySet<string> = new Set(['img', 'iframe', 'object', 'embed', 'input', 'video']);

function align(value: string, tag: string): string {
  const where = value.trim().toLowerCase();
  if (tag === 'table' || tag === 'hr') {
    if (where === 'center') return 'margin-left: auto; margin-right: auto';
    return where === 'right' ? 'margin-left: auto; margin-right: 0' : '';
  }
  if (floating.has(tag)) {
    if (where === 'left' || where === 'right') return `float: ${where}`;
    if (where === 'center') return 'display: block; margin-left: auto; margin-right: auto';
    return /^(?:top|middle|bottom|baseline)$/.test(where) ? `vertical-align: ${where}` : '';
  }
  if (where === 'middle') return 'text-align: center';
  return /^(?:left|right|center|justify)$/.test(where) ? `text-align: ${where}` : '';
}

function border(value: string): string {
  const width = /^\s*(\d{1,3})/.exec(value)?.[1];
  return width === undefined || Number(width) === 0 ? '' : `border: ${Number(width)}px solid`;
}

const listTypes: Readonly<Record<string, string>> = {
  1: 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

/** By name, or by `element name` where other elements may have it. */
const modern: ReadonlyMap<string, Modern> = new Map<string, Modern>([
  ['align', align],
  ['valign', keyword('vertical-align')],
  ['bgcolor', keyword('background-color')],
  ['bordercolor', keyword('border-color')],
  ['background', (value) => (/["'()\\]/.test(value) || value.trim() === '' ? '' : `background-image: url('${value.trim()}')`)],
  ['nowrap', () => 'white-space: nowrap'],
  ['clear', (value) => (/^\s*(?:left|right)\s*$/i.test(value) ? `clear: ${value.trim().toLowerCase()}` : 'clear: both')],
  ['hspace', length('margin-inline')],
  ['vspace', length('margin-block')],
  ['cellspacing', (value, tag) => (/^\s*0/.test(value) ? 'border-collapse: collapse' : length('border-spacing')(value, tag))],
  ['scrolling', (value) => (/^\s*no\s*$/i.test(value) ? 'overflow: hidden' : '')],
  ['frameborder', (value) => (/^\s*(?:0|no)\s*$/i.test(value) ? 'border: 0' : '')],
  ['border', border],
  ['hr color', keyword('border-color')],
  ['hr size', length('height')],
  ['ul type', keyword('list-style-type')],
  ['li type', (value) => `list-style-type: ${listTypes[value.trim()] ?? plain(value)?.toLowerCase() ?? 'inherit'}`],
  ...'cellpadding compact noshade summary axis char charoff rules frame longdesc lowsrc language allowtransparency marginwidth marginheight framespacing'
    .split(' ')
    .map((name): [string, Modern] => [name, gone]),
  ...['a rev', 'a charset', 'a shape', 'a coords', 'script charset', 'td abbr', 'td scope', 'ul start'].map((name): [string, Modern] => [
    name,
    gone,
  ]),
]);

/** Elements whose `width` and `height` are attributes, in whole pixels. */
const sized: ReadonlySet<string> = new Set(['img', 'iframe', 'object', 'embed', 'video', 'canvas', 'input', 'source']);

export function modernizeAttributes(element: Element, note: NoteElement): void {
  const styles: string[] = [];
  const kept: Element['attrs'] = [];
  for (const one of element.attrs) {
    const isSize = one.name === 'width' || one.name === 'height';
    const change = isSize ? length(one.name) : (modern.get(one.name) ?? modern.get(`${element.tagName} ${one.name}`));
    if (change === undefined || (isSize && sized.has(element.tagName) && /^\d+$/.test(one.value))) {
      kept.push(one);
      continue;
    }
    note('obsolete-attribute', element, one.name);
    const pixels = isSize && sized.has(element.tagName) ? /^\s*(\d{1,9})(?:\.\d+)?\s*(?:px)?\s*$/.exec(one.value)?.[1] : undefined;
    const style = pixels === undefined ? change(one.value, element.tagName) : '';
    if (pixels !== undefined) kept.push({ ...one, value: pixels });
    if (style !== '') styles.push(style);
  }
  element.attrs = kept;
  if (styles.length > 0) addStyle(element, styles.join('; '));
}

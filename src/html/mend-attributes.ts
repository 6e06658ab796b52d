// The attributes of one element: what HTML has given up becomes a style, ids are made different, an image gets its
// description. Part of `mend.ts`.
import type { Mending } from './mend.js';
import { attribute, modernizeAttributes, removeAttribute, setAttribute } from './obsolete.js';
import type { NoteElement } from './obsolete.js';
import type { Element } from './serialize.js';

const misplaced: ReadonlySet<string> = new Set(['div', 'p', 'img', 'font', 'center', 'a', 'b', 'br', 'table', 'td', 'tr', 'figure']);

export function mendAttributes(element: Element, mending: Mending): void {
  const { note } = mending;
  modernizeAttributes(element, note);
  element.attrs = element.attrs.filter(({ name }) => !/^(?:xmlns|xml)(?::|$)/.test(name));
  // `<img src=a.png div align=center>`: half a tag that was pasted into another.
  for (const { name, value } of element.attrs) {
    if (value !== '' || !misplaced.has(name)) continue;
    note('bad-attribute', element, name);
    removeAttribute(element, name);
  }
  // As the players of films write it: it counts whatever it says.
  if (element.tagName === 'iframe' && attribute(element, 'allowfullscreen') !== null) setAttribute(element, 'allowfullscreen', '');
  if (element.tagName === 'a') nameToId(element, mending);
  mendId(element, mending);
  if (element.tagName === 'img') mendImage(element, note);
}

/** `<a name=x>` was how one made a target. */
function nameToId(element: Element, { ids, note }: Mending): void {
  const name = attribute(element, 'name');
  if (name === null) return;
  note('obsolete-attribute', element, 'name');
  removeAttribute(element, 'name');
  if (attribute(element, 'id') === null && name.trim() !== '' && !ids.has(name)) setAttribute(element, 'id', name);
}

function mendId(element: Element, { ids, note }: Mending): void {
  const id = attribute(element, 'id');
  if (id === null) return;
  const sound = id.trim().replace(/\s+/g, '-');
  if (sound !== id || id === '') note('bad-id', element, `id="${id}"`);
  if (sound === '') {
    removeAttribute(element, 'id');
    return;
  }
  let unique = sound;
  let next = ids.get(sound) ?? 1;
  while (ids.has(unique)) unique = `${sound}-${next++}`;
  if (unique !== sound) {
    note('duplicate-id', element, `id="${id}"`);
    ids.set(sound, next);
  }
  ids.set(unique, 1);
  setAttribute(element, 'id', unique);
}

/** Scripts that load images late keep the address elsewhere; without the script nothing would show. */
function mendImage(element: Element, note: NoteElement): void {
  if (attribute(element, 'src') === null) {
    const late = ['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc']
      .map((name) => attribute(element, name))
      .find((value) => value !== null && value !== '');
    if (late !== undefined && late !== null) setAttribute(element, 'src', late);
  }
  if (attribute(element, 'alt') !== null) return;
  setAttribute(element, 'alt', '');
  note('missing-alt', element, '<img>');
}

// One mark for all style sheets of the site. When it changes, open pages exchange theirs without loading again: a sheet may
// import another, so all of them count together.
import { digestOf } from '../text/hash.js';
import type { Edition, Shelf } from './edition.js';
import { stampOf } from './stamp.js';

const marks = new WeakMap<Edition, string>();

export function stylesMark(edition: Edition, { files }: Shelf): string {
  let mark = marks.get(edition);
  if (mark !== undefined) return mark;
  const { assets, assetFile } = edition.theme.value;
  const own = assets.filter(isStyle).map((name) => `${name} ${digestOf(assetFile(name))}`);
  const copied = edition.statics.value.filter(isStyle).map((path) => {
    const place = files.locate(path);
    return `${path} ${typeof place === 'string' ? stampOf(place) : ''}`;
  });
  mark = digestOf([...own, ...copied].join('\n'));
  marks.set(edition, mark);
  return mark;
}

function isStyle(path: string): boolean {
  return path.endsWith('.css');
}

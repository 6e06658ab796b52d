// Services of others that a page may load: comments and visit counters. One table each: what they are called, what they need
// to be told. Nothing of them is on a page unless the config names it.
import type { Analytics, CommentProvider, Comments } from '../model/config.js';
import { asText, isObject, reportUnknown, wrong, type Reader, type Report } from './readers.js';

/** Keys that each needs; all take `script`, another address of its program. */
const commentKeys: Readonly<Record<CommentProvider, readonly string[]>> = {
  giscus: ['repo', 'repoId', 'category', 'categoryId'],
  utterances: ['repo'],
  waline: ['server'],
  twikoo: ['env'],
};

export const readComments: Reader<Comments | null> = (raw, key, report) => {
  if (raw === false) return null;
  const providers = Object.keys(commentKeys) as CommentProvider[];
  if (!isObject(raw)) return wrong(report, [key], 'comments', raw);
  reportUnknown(Object.keys(raw), providers, [key], report);
  const provider = providers.find((name) => Object.hasOwn(raw, name));
  if (provider === undefined) return Object.keys(raw).length === 0 ? wrong(report, [key], 'comments', raw) : undefined;
  const options = readOptions(raw[provider], [key, provider], commentKeys[provider], report);
  return options === null ? undefined : { provider, options };
};

interface Counter {
  /** Where its number or name stands, besides `script`. */
  readonly id: string;
  readonly script: string;
  attributes(id: string): Readonly<Record<string, string>>;
}

const counters: Readonly<Record<string, Counter>> = {
  plausible: { id: 'domain', script: 'https://plausible.io/js/script.js', attributes: (id) => ({ 'data-domain': id }) },
  umami: { id: 'id', script: 'https://cloud.umami.is/script.js', attributes: (id) => ({ 'data-website-id': id }) },
  goatcounter: {
    id: 'code',
    script: 'https://gc.zgo.at/count.js',
    attributes: (id) => ({ 'data-goatcounter': /^https?:/.test(id) ? id : `https://${id}.goatcounter.com/count` }),
  },
  cloudflare: {
    id: 'token',
    script: 'https://static.cloudflareinsights.com/beacon.min.js',
    attributes: (id) => ({ 'data-cf-beacon': JSON.stringify({ token: id }) }),
  },
  baidu: { id: 'id', script: 'https://hm.baidu.com/hm.js?', attributes: () => ({}) },
};

/** `{ plausible: example.com }`, or `{ umami: { id: …, script: … } }`. */
export const readAnalytics: Reader<readonly Analytics[]> = (raw, key, report) => {
  if (raw === false) return [];
  if (!isObject(raw)) return wrong(report, [key], 'analytics', raw);
  reportUnknown(Object.keys(raw), Object.keys(counters), [key], report);
  return Object.entries(counters).flatMap(([name, counter]) => {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined || value === null) return [];
    const given = isObject(value) ? value : { [counter.id]: value };
    const options = readOptions(given, [key, name], [counter.id], report);
    if (options === null) return [];
    const id = options[counter.id]!;
    const src = options['script'] ?? counter.script;
    const attributes = Object.entries(counter.attributes(id)).map(([name, value]) => ({ name, value }));
    return [{ src: src.endsWith('?') ? src + encodeURIComponent(id) : src, attributes }];
  });
};

/** null: something is missing, and was said. */
function readOptions(raw: unknown, path: readonly string[], needed: readonly string[], report: Report): Record<string, string> | null {
  const known = [...needed, 'script'];
  if (!isObject(raw)) {
    wrong(report, path, 'options', raw);
    return null;
  }
  reportUnknown(Object.keys(raw), known, path, report);
  const options: Record<string, string> = {};
  let whole = true;
  for (const name of known) {
    const text = asText(raw[name]);
    if (text !== null) options[name] = text;
    else if (needed.includes(name) || Object.hasOwn(raw, name)) {
      wrong(report, [...path, name], 'option', raw[name]);
      whole = false;
    }
  }
  return whole ? options : null;
}

// What a preview keeps in memory of each post: its metadata, and beyond that the index and the plan of pages. Measured as the
// growth of V8's heap and of arrays of numbers beside it after a collection, once all code has run: first what is read, then
// the index over it, then the plan.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readSource } from '../src/build/open-site.js';
import { planPages } from '../src/build/plan.js';
import { completeConfig, readSettings } from '../src/config/settings.js';
import { memoryFiles } from '../src/files/memory.js';
import type { Post } from '../src/model/post.js';
import { indexSite } from '../src/site/index-site.js';
import { corpus, nameOf } from './corpus.js';
import { median } from './measure.js';

/** Bytes a post. */
export interface State {
  readonly metadata: number;
  readonly index: number;
  readonly plan: number;
}

export function stateOf(posts: number): State {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const settings = readSettings({ title: 'Bench', url: 'https://bench.example', timezone: 'UTC', lang: 'en' }, null, {}).value;
  const config = completeConfig(settings, { han: 0, latin: 0 });
  const texts = corpus(posts);
  const files = memoryFiles(Object.fromEntries(texts.map((text, i) => [`posts/${nameOf(i)}`, text])));
  const measure = (): State => {
    // What is measured is held by this, so that nothing is collected before the end.
    const held: unknown[] = [];
    const grown = <T>(make: () => T): readonly [T, number] => {
      const before = heap(collect);
      const made = make();
      held.push(made);
      return [made, (heap(collect) - before) / posts];
    };
    // With the order of the disk's listing.
    const paths = files.walk('posts').files;
    const [read, metadata] = grown(() => paths.map((path) => readSource(path, files, settings).value!) as Post[]);
    const [site, index] = grown(() => indexSite(read, {}, config, Date.UTC(2100, 0)));
    const [, plan] = grown(() => planPages(site.value, { static: [], theme: [] }));
    return { metadata, index, plan };
  };
  // Once to warm up; then the figures waver by twenty bytes.
  measure();
  const all = Array.from({ length: 5 }, measure);
  const middle = (of: keyof State) => median(all.map((one) => one[of]));
  return { metadata: middle('metadata'), index: middle('index'), plan: middle('plan') };
}

function heap(collect: () => void): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

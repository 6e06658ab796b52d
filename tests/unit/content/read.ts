// Reading one source the way the tables of these tests show it.
import type { Post } from '../../../src/model/post.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import type { ReadOptions } from '../../../src/content/read-post.js';
import { bodyOf, readPost } from '../../../src/content/read-post.js';

export interface Read {
  readonly post: Post;
  readonly body: string;
  /** `2:1 front-matter-repaired`, in the order of their making. */
  readonly said: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function read(source: string | Uint8Array, path = 'posts/a-post.md', options: Partial<ReadOptions> = {}): Read {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const { value: post, diagnostics } = readPost(path, bytes, { timezone: 'Asia/Shanghai', countScript: false, ...options });
  const { body, line } = bodyOf(path, bytes);
  if (line !== post.bodyLine) throw new Error(`the body begins on line ${line}, not ${post.bodyLine}`);
  return { post, body, said: diagnostics.map(describe), diagnostics };
}

/** A block of front matter with a line of text below it. */
export function readBlock(block: string, path?: string, options?: Partial<ReadOptions>): Read {
  return read(`---\n${block}\n---\ntext\n`, path, options);
}

export function describe({ span, code }: Diagnostic): string {
  return span === null || span.line === 0 ? code : `${span.line}:${span.column} ${code}`;
}

// The last step of a build: what was said decides whether what was made is published.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Built, BuildInput } from './build.js';

/** The one moment in which something is published, or not. */
export async function publish(input: BuildInput, { tally, rendered, kept, diagnostics }: Omit<Built, 'report'>): Promise<Built> {
  const { stage, onProgress, strict } = input;
  const settled = settle([...diagnostics, ...stage.review()]);
  const failed = input.failed || settled.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  await onProgress('publish', rendered, rendered);
  if (!failed) return { tally, rendered, kept, report: stage.commit(), diagnostics: settled };
  stage.abandon();
  return { tally, rendered, kept, report: null, diagnostics: settled };
}

/** The same fault found twice (a post stands in its page and in three feeds) is one. */
export function settle(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.span, one.data]);
    return !seen.has(key) && seen.add(key);
  });
}

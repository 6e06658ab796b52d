// A stage that keeps nothing: for a check, which makes everything and publishes nothing.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Stage } from '../model/stage.js';

const nothing = { added: 0, changed: 0, unchanged: 0, removed: 0, unknown: 0 };

export function nowhere(): Stage & { review(): readonly Diagnostic[] } {
  return {
    put: () => '',
    begin: () => undefined,
    keep: () => false,
    marks: () => [],
    review: () => [],
    commit: () => nothing,
    abandon: () => undefined,
  };
}

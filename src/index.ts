// The public interface of the package. Re-exports only.
export { defineConfig, type UserConfig } from './config/define.js';
export type { Flags } from './config/settings.js';
export type { Diagnostic, Severity, Span } from './diagnostics/diagnostic.js';
export { sentence, type Sentence, type Speech } from './diagnostics/catalogue.js';
export { buildSite, type BuildOptions, type BuildResult, type Summary } from './project.js';

// The public interface of the package. Re-exports only.
export { defineConfig, type UserConfig } from './config/define.js';
export type { Flags } from './config/settings.js';
export { Fault, type Diagnostic, type Severity, type Span } from './diagnostics/diagnostic.js';
export { sentence, type Sentence, type Speech } from './diagnostics/catalogue.js';
export { buildSite, checkSite, type BuildOptions, type BuildResult, type Summary } from './project.js';

// The three kinds of path. All are plain strings in NFC with `/` between the parts, whatever the system.

/** A file of the site, relative to the site's folder: `posts/2024/hello.md`. */
export type SourcePath = string;

/**
 * Where a page lives on the web, without host and base: `/posts/hello/`, `/tags/容器/`, `/atom.xml`.
 * Kept decoded (the characters themselves, not `%E5…`); `encodePath` of `text/url.ts` makes the form for HTML.
 */
export type SitePath = string;

/** A file of the output folder, relative to it: `posts/hello/index.html`. */
export type OutputPath = string;

// Parts of the libraries that come without types.
declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';
  export default function footnotes(md: MarkdownIt): void;
}

declare module 'markdown-it/lib/rules_block/code.mjs' {
  import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
  export default function code(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean;
}

declare module 'markdown-it/lib/rules_block/heading.mjs' {
  import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
  export default function heading(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean;
}

// Code + data → sentences, by language.
import type { Code, CodeData } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import { en } from './en.js';
import { zh } from './zh.js';

export interface Sentence {
  /** What is wrong and what was assumed, one sentence without a full stop at the end. */
  readonly message: string;
  /** How to mend it. */
  readonly hint?: string;
}

export type Catalogue = { readonly [C in Code]: (data: CodeData[C]) => Sentence };

/** Language of messages, not of the site. */
export type Speech = 'en' | 'zh';

export function sentence(diagnostic: Diagnostic, speech: Speech): Sentence {
  const catalogue: Catalogue = speech === 'zh' ? zh : en;
  return (catalogue[diagnostic.code] as (data: unknown) => Sentence)(diagnostic.data);
}

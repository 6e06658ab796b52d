// Tags of languages, by the grammar of BCP 47 and without its register.

/** `zh`, `zh-Hans-CN`, `en-x-own`: a code of two or three letters, and what narrows it; a single sign stands before another part. */
export function isLanguageTag(tag: string): boolean {
  return /^[a-z]{2,3}(?:-(?:[a-z0-9]-)?[a-z0-9]{2,8}){0,4}$/i.test(tag);
}

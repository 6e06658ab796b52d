// The file `_headers`: a path at the beginning of a line, below it indented lines `Name: value` for what fits it.
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { pattern } from './host-redirects.js';

export interface HeaderRule {
  readonly from: RegExp;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export function readHeaders(text: string): { readonly rules: readonly HeaderRule[]; readonly unread: readonly string[] } {
  const rules: { from: RegExp; headers: [string, string][] }[] = [];
  const unread: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const [, name = '', value = ''] = /^\s+([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (/^\/\S*\s*$/.test(line)) rules.push({ from: pattern(line.trim()).from, headers: [] });
    else if (isHeader(name, value) && rules.length > 0) rules.at(-1)!.headers.push([name.toLowerCase(), value]);
    else unread.push(`_headers:${at + 1}: ${line.trim()}`);
  }
  return { rules, unread };
}

/** Of all rules that fit; a name that stands in several has all their values. */
export function headersFor(path: string, rules: readonly HeaderRule[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const rule of rules) {
    if (!rule.from.test(path)) continue;
    for (const [name, value] of rule.headers) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    // Lengths and encodings are the server's own affair.
    return !/^(?:content-length|content-encoding|transfer-encoding|connection)$/i.test(name);
  } catch {
    return false;
  }
}

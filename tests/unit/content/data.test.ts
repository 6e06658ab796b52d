import { describe, expect, it } from 'vitest';
import { readData } from '../../../src/content/data.js';

function data(files: Record<string, string>): { value: unknown; said: string[] } {
  const { value, diagnostics } = readData(Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })));
  return { value, said: diagnostics.map((d) => `${d.span?.file}:${d.span?.line}:${d.span?.column} ${d.severity} ${d.code}`) };
}

describe('data files', () => {
  it('are known by their names', () => {
    const files = {
      'data/links.yaml': '- name: A\n  url: /a/\n- name: B',
      'data/me.json': '{"name": "N", "since": 2020}',
      'data/more/deep.yml': 'x: 1',
    };
    expect(data(files)).toEqual({ value: { links: [{ name: 'A', url: '/a/' }, { name: 'B' }], me: { name: 'N', since: 2020 }, more: { deep: { x: 1 } } }, said: [] }); // prettier-ignore
  });
  it('may be empty', () => {
    expect(data({ 'data/a.yaml': '', 'data/b.yaml': '# none', 'data/c.json': ' ' })).toEqual({
      value: { a: null, b: null, c: null },
      said: [],
    });
  });
  it('keep dates as text and merge what is to be merged', () => {
    const text = 'base: &b {day: 2024-01-02, n: 010}\nown: {<<: *b, n: 2}';
    expect(data({ 'data/a.yaml': text }).value).toEqual({ a: { base: { day: '2024-01-02', n: 10 }, own: { day: '2024-01-02', n: 2 } } });
  });
  it('name the place of a fault', () => {
    const files = { 'data/a.yaml': 'x: 1\ny: [1, 2\nz: 3\n', 'data/b.json': '{\n  "x": 1,\n}', 'data/c.yaml': 'x: 1\ny: 2\nx: 3' };
    expect(data(files).said).toEqual([
      'data/a.yaml:3:1 error bad-data-file',
      'data/b.json:3:1 error bad-data-file',
      'data/c.yaml:3:1 error bad-data-file',
    ]);
  });
  it('may not share a name', () => {
    expect(data({ 'data/a.json': '1', 'data/a.yaml': '2' }).said).toEqual(['data/a.yaml:0:0 error data-name-twice']);
    expect(data({ 'data/a.yaml': '2', 'data/a/b.yaml': '1' }).said).toEqual(['data/a/b.yaml:0:0 error data-name-twice']);
  });
  it('cannot touch the prototype of anything', () => {
    expect(data({ 'data/a.json': '{"__proto__": {"polluted": 1}, "b": 2}' }).value).toEqual({ a: { b: 2 } });
    expect(({} as { polluted?: number }).polluted).toBe(undefined);
  });
});

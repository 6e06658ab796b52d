import { test } from 'vitest';
import { readPost, bodyOf } from '../../../src/content/read-post.js';
import { sentence } from '../../../src/diagnostics/catalogue.js';
const enc = new TextEncoder();
const cases: string[] = [
 '---\ntitle: a: b\ndate: 2024-01-02\n---\nbody', '---\ntitle: [译] x\n---\nbody','---\ntitle: "a" b\ntags: [x]\n---\nb','---\ntitle: @x\n---\nb','---\ntitle: `x` y\n---\nb','---\ntitle：x\ndate: 2024-01-02\n---\nb','---\ntitle:x\ndate:2024-01-02\n---\nb',
 '---\ntitle: x\ntags:\n\t- a\n\t- b\n---\nb','---\ntitle: x\ndate: 2024-01-02\n\nBody here\n\n---\nmore','\n\n---\ntitle: x\n---\nb','title: x\ndate: 2024-01-01\n---\nb','title: x\ntags: a, b\n\nbody text',';;;\ntitle: x\n;;;\nb',';;;\n"title": "x",\n"tags": ["a"]\n;;;\nb','+++\ntitle = "x"\ndate = 2024-01-02T03:04:05+08:00\n[taxonomies]\ntags = ["a","b"]\n[extra]\nmath = true\n+++\nb','+++\ntitle: x\n+++\nb',
 '{\n"title": "x",\n"draft": true\n}\nbody','---js\n{ title: "x", draft: true }\n---\nb','---js\n{\n  title: "x",\n  date: new Date(),\n}\n---\nb',
 '---\ntitle: 007\n---\n','---\ntitle: 12:30:45\n---\n','---\ntitle: #1 x\n---\n','---\ntitle: yes\n---\n','---\ntitle: 1.10\n---\n','---\ntitle: 2024-01-02\n---\n','---\ntitle: Fix #12 now\n---\n','---\ntitle: &c x\n---\n','---\ntitle: null\n---\n# Head\n',
 '---\ntitle: a\ntitle: b\n---\n','---\ntilte: a\ncatagories: [x]\n---\n','---\ntitle: a\npublished: flase\n---\n','---\ntitle: a\ntags: [a，b, c]\ncategories: [[x, y], z/w, q]\n---\n','---\ntitle: a\ntags: #docker #linux\n---\n','---\ndate: 208-03-03\n---\nx','---\nhello\n---\nb','---\n\nfoo\n\n---\nbar','---\n---\nb','---\ntitle: x','---\n# c\n---\nb','',
 '---\n__proto__: {a: 1}\nconstructor: x\ntitle: a\n---\n','---\nslug: ../../etc\npermalink: https://e.com/a/b\naliases: [old, /x/../../y]\nlayout: ../x\n---\n','---\ntitle: x\n ---\nbody','———\ntitle: x\n———\nbody','---\ntitle: {{ page.title }}\n---\nb','---\ntitle: *x\n---\nb','---\ntitle: [a]\n---\nb','---\ntitle:\n  - a\n  - b\n---\nb','---\ntitle: x\n tags: [a]\ndate: 2024-01-02\n---\nb','+++\ntitle = x\ndate = 2024-02-30\n+++\nb','---\npassword: abc\n---\nb','---\nlang: cn\ncover: {image: a.png}\nauthor: [{name: A}, B]\ntoc: {enable: false}\npin: yes\n---\nb','---\ntitle: "unclosed\ndate: 2024-01-02\n---\nb',
];
test('x', () => {
  for (const s of cases) {
    const { value: p, diagnostics } = readPost('posts/2020-02-03-my-post.md', enc.encode(s), { timezone: 'UTC', countScript: true });
    const b = bodyOf('x.md', enc.encode(s));
    const { id, kind, format, script, bodyLine, ...rest } = p;
    const show = Object.fromEntries(Object.entries(rest).filter(([k, v]) => v !== null && !(Array.isArray(v) && v.length === 0) && v !== false && v !== 0 && !(k === 'data' && Object.keys(v).length === 0) && !(k === 'layout' && v === 'post') && k !== 'slug' && k!=='date'));
    console.log(JSON.stringify(s), '\n   ', JSON.stringify(show), p.date?.civil, '| body', JSON.stringify(b.body.slice(0, 30)), b.line);
    for (const d of diagnostics) { const t = sentence(d, 'en'); console.log(`    ! ${d.span?.line}:${d.span?.column}-${d.span?.endColumn ?? ''} ${d.code}: ${t.message} — ${t.hint}`); }
  }
});

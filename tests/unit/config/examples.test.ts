// The example in the hint of a wrong setting is of that setting, and is right.
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { settingNames } from '../../../src/config/fields.js';
import { readSettings } from '../../../src/config/settings.js';
import { sentence, type Speech } from '../../../src/diagnostics/catalogue.js';

function hints(raw: unknown, lang: Speech): string[] {
  return readSettings(raw, null, {}).diagnostics.map((one) => sentence(one, lang).hint ?? '');
}

describe.each(['en', 'zh'] as const)('in %s', (lang) => {
  test.each(settingNames)('%s', (name) => {
    const [hint = ''] = hints({ [name]: () => 'no setting is a function' }, lang);
    const example = load(hint.replace(/^For example: |^例如：/, ''));
    expect(Object.keys(example as object)).toEqual([name]);
    expect(readSettings(example, null, {}).diagnostics).toEqual([]);
  });
});

test.each([
  [{ feed: { limit: 0 } }, 'feed: { limit: 20 }'],
  [{ menu: ['About'] }, 'menu: [{ title: About, url: /about/ }]'],
  [{ slugs: { 'Node.js': '/' } }, 'slugs: { Node.js: my-topic }'],
  [{ comments: { waline: true } }, 'comments: { waline: { server: https://comments.example.com } }'],
  [{ comments: { twikoo: {} } }, 'comments: { twikoo: { env: … } }'],
  [{ timezone: [] }, 'timezone: Asia/Shanghai'],
])('%j', (raw, example) => {
  expect(hints(raw, 'en')).toEqual([`For example: ${example}`]);
});

test('of a flag', () => {
  const [one] = readSettings({}, null, { url: 'example.com' }).diagnostics;
  expect(sentence(one!, 'en').hint).toBe('For example: --url https://example.com');
});

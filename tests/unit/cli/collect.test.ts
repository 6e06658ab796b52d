import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isKnown, setting } from '../../../src/cli/collect.js';

test('this Node has the setting, or is not asked for it', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  if (isKnown) expect(known).toContain(`${setting.split('=')[0]} `);
});

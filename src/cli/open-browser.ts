// Opens an address in the user's browser, which lives on when the preview ends.
import { spawn } from 'node:child_process';
import type { Terminal } from './terminal.js';

/** BROWSER names another program; `none` opens nothing. */
export function openBrowser(url: string, env: Terminal['env'], failed: () => void): void {
  const named = env['BROWSER'];
  if (named === 'none') return;
  const [program, ...before] = named ? [named] : opener(process.platform);
  const child = spawn(program!, [...before, url], { stdio: 'ignore', detached: true });
  child.on('error', failed);
  child.on('exit', (code) => {
    if (code !== 0 && code !== null) failed();
  });
  child.unref();
}

function opener(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['open'];
  return platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
}

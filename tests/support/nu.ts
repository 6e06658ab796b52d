// The Nu HTML checker over a folder of pages.
import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

interface NuMessage {
  readonly type: 'error' | 'info' | 'non-document-error';
  readonly subType?: string;
  readonly url: string;
  readonly lastLine?: number;
  readonly message: string;
  readonly extract?: string;
}

/** Errors and warnings, one line each. */
export function nuMessages(java: string, jar: string, folder: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile(java, ['-Xss4m', '-jar', jar, '--format', 'json', '--skip-non-html', folder], { maxBuffer: 1e9 }, (_error, _out, err) => {
      // The checker ends with 1 if it found something; what counts is whether it said so in JSON.
      const start = err.indexOf('{');
      if (start < 0) return reject(new Error(`The Nu checker said: ${err}`));
      const { messages } = JSON.parse(err.slice(start)) as { messages: NuMessage[] };
      const wrong = messages.filter(({ type, subType, message }) => (type !== 'info' || subType === 'warning') && !isGuess(message));
      return resolve(
        wrong.map(
          (one) =>
            `${relative(folder, fileURLToPath(one.url))}:${one.lastLine ?? 0} ${one.subType ?? one.type}: ${one.message} ${one.extract?.trim() ?? ''}`,
        ),
      );
    });
  });
}

/** The checker guesses the language from the text, and takes a page of Chinese with commands in it for Norwegian. */
function isGuess(message: string): boolean {
  return message.startsWith('This document appears to be written in');
}

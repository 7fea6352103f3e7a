import { expect, test } from 'vitest';
import { browserAdvice } from '../../../build/browser.mjs';

const only =
  (...files: readonly string[]) =>
  (file: string): boolean =>
    files.includes(file);

test('without a Chromium the command of the system is named, and the variable that names another', () => {
  expect(browserAdvice('linux', only('/usr/bin/apt-get'))).toContain('"sudo apt-get install chromium"');
  expect(browserAdvice('linux', only('/usr/bin/dnf'))).toContain('"sudo dnf install chromium"');
  expect(browserAdvice('linux', only())).toContain('install Chromium, or name one');
  expect(browserAdvice('win32', only())).toContain('Google Chrome or Microsoft Edge');
  expect(browserAdvice('darwin', only())).toContain('/Applications');
  for (const platform of ['linux', 'win32', 'darwin', 'freebsd'])
    expect(browserAdvice(platform, only())).toMatch(/ENDPLATE_CHROMIUM=PATH\.$/);
});

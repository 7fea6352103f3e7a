import { afterEach, expect, test } from 'vitest';
import { givenName } from '../../../../renderer/messages/coreText.ts';
import { setPrivacyView } from '../../../../renderer/messages/privacyView.ts';
import { fileNameText, text } from '../../../../renderer/messages/text.ts';
import { visibleText } from '../../../../renderer/messages/visibleText.ts';

afterEach(() => setPrivacyView(false));

const TURNED = 'film\u202Egnp.exe';

test('what turns the direction of writing, or is not seen, is shown as a symbol', () => {
  expect(visibleText(TURNED)).toBe('film\uFFFDgnp.exe');
  for (const code of [0, 7, 9, 10, 27, 0x7f, 0x9b, 0x61c, 0x200b, 0x200e, 0x202a, 0x2066, 0x2069, 0xfeff]) {
    expect(visibleText(`a${String.fromCodePoint(code)}b`)).toBe('a\uFFFDb');
  }
  for (const plain of ['São Paulo', 'Müller–Čech', 'ชื่อ', 'اسم', '病院', 'e\u0301', '👨\u200D⚕️']) {
    expect(visibleText(plain)).toBe(plain);
  }
});

test('names of files, names given by people and parts of every sentence are shown that way', () => {
  expect(fileNameText(TURNED)).toBe('film\uFFFDgnp.exe');
  expect(text('pane.missing', { name: TURNED })).toBe('film\uFFFDgnp.exe was not found');
  expect(givenName({ id: 'pre', label: 'Before\u202E' })).toBe('Before\uFFFD');
});

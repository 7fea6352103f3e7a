import { afterEach, describe, expect, test } from 'vitest';
import { en } from '../../../../renderer/messages/en.ts';
import { FILE_NAME_TEXTS, nameTag, setPrivacyView } from '../../../../renderer/messages/privacyView.ts';
import { fileNameText, text } from '../../../../renderer/messages/text.ts';

afterEach(() => setPrivacyView(false));

/** Parts called name that are no names of files or studies: typed this very moment, or words of the program. */
const OTHER_NAMES = ['dialog.exists', 'dialog.exportPreview', 'window.fileOption'];

describe('the privacy view', () => {
  test('knows of every text with a name whether it is that of a file', () => {
    const named = Object.entries(en).flatMap(([key, words]) => (/\{names?\}/.test(words) ? [key] : []));
    const asked = new Set<string>(FILE_NAME_TEXTS);
    expect(named.filter((key) => !OTHER_NAMES.includes(key) && !asked.has(key))).toEqual([]);
    expect([...asked].filter((key) => !named.includes(key))).toEqual([]);
  });

  test('hides names of files, and those only', () => {
    const name = 'Smith^John 1949.endplate';
    expect(text('safety.damagedTitle', { name })).toBe(`${name} is damaged`);
    expect(fileNameText(name)).toBe(name);
    setPrivacyView(true);
    expect(text('safety.damagedTitle', { name })).toBe(`hidden ${nameTag(name)} is damaged`);
    expect(fileNameText(name)).toBe(`hidden ${nameTag(name)}`);
    expect(fileNameText('')).toBe('');
    expect(text('dialog.sameImage', { name, timepoint: 'pre' })).toContain('pre');
    for (const key of FILE_NAME_TEXTS) {
      const shown = text(key, { name, names: name, timepoint: 'pre' });
      expect([key, shown.includes('Smith'), shown.includes('1949')]).toEqual([key, false, false]);
    }
    expect(text('dialog.exportPreview', { name: 'points.csv' })).toContain('points.csv');
  });

  test('tells names apart without telling them', () => {
    const tags = Array.from({ length: 40 }, (_, index) => nameTag(`IMG_${index}.dcm`));
    expect(new Set(tags).size).toBeGreaterThan(36);
    expect(tags.every((tag) => /^[0-9A-F]{3}$/.test(tag))).toBe(true);
  });
});

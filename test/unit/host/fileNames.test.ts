import { describe, expect, test } from 'vitest';
import { endingOf, fileNameProblem, isOfKind, mayBeRadiograph, writtenKind } from '../../../electron/host/fileNames.ts';

describe('A file name', () => {
  test.each([
    'series.endplate',
    'Série 22 (cópia).endplate',
    'console.endplate',
    'com10.csv',
    'nullable.csv',
    '脊椎.endplate',
    "O'Neill & sons, 100 %.csv",
    `${'n'.repeat(241)}.endplate`,
  ])('%j can be used on every system', (name) => {
    expect(fileNameProblem(name)).toBeNull();
  });

  test.each([
    ['', 'needs a name'],
    ['  ', 'needs a name'],
    ['a/b', 'cannot have any of'],
    ['a\\b', 'cannot have any of'],
    ['a:b', 'cannot have any of'],
    ['a?b', 'cannot have any of'],
    ['a.', 'end with a dot'],
    ['a ', 'end with a dot'],
    ['.profile', 'begin with a dot'],
    ['~$a', 'begin with a dot'],
    ['a\tb', 'invisible'],
    ['a\u0085b', 'invisible'],
    ['a\u202eb', 'invisible'],
    ['a\ud800', 'invisible'],
    ['n'.repeat(251), 'too long'],
    ['ä'.repeat(126), 'too long'],
    ['NUL', 'keeps the name'],
    ['nul.tar.gz', 'keeps the name'],
    ['Com1.csv', 'keeps the name'],
    ['lpt³.csv', 'keeps the name'],
    ['CONIN$', 'keeps the name'],
    ['aux .txt', 'keeps the name'],
  ])('%j cannot: %s', (name, words) => {
    expect(fileNameProblem(name)).toMatchObject({ code: 'badName', message: expect.stringContaining(words) as string });
  });

  test('says its ending in lower case', () => {
    expect(['a.CSV', 'a', '.a', 'a.b.c', 'a.'].map(endingOf)).toEqual(['csv', '', '', 'c', '']);
  });

  test('of a DICOM file needs no ending, or has a number', () => {
    const names = ['IM0001', '1.2.840.113619.2', 'a.dcm', 'a.PNG', 'a.endplate', 'a.csv', 'README.md'];
    expect(names.filter((name) => isOfKind(name, 'image'))).toEqual(['IM0001', '1.2.840.113619.2', 'a.dcm', 'a.PNG']);
    expect(names.filter(mayBeRadiograph)).toHaveLength(4);
  });

  test('of a program, a script of the shell or a shortcut is never written', () => {
    const names = ['a.exe', 'a.bat', 'a.cmd', 'a.sh', 'a.desktop', 'a.lnk', 'a.url', 'a.js', 'a.hta', 'a', 'a.dcm'];
    expect(names.filter((name) => writtenKind(name) !== null)).toEqual([]);
    expect(['a.endplate', 'a.csv', 'a.svg', 'README.md'].map(writtenKind)).toEqual([
      'study',
      'table',
      'picture',
      'table',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { filmPictureSvg, type FilmPicture } from '../../../shared/report/figures/filmPicture.ts';
import { levelPagesHtml, type LevelPage } from '../../../shared/report/levelPage.ts';

const HOSTILE = '"><script>alert(1)</script>';
const PIXEL = 'data:image/png;base64,AAAA';

const picture = (over: Partial<FilmPicture> = {}): FilmPicture => ({
  title: 'L1, before',
  side: 1000,
  dataUrl: PIXEL,
  vertebrae: [
    { isCurrent: true, points: { SA: [300, 400], SM: [450, 410], SP: [600, 400], IA: [300, 600], IP: [600, 600] } },
    { isCurrent: false, points: { SA: [300, 700] } },
  ],
  shape: 'circle',
  colour: '#56b4e9',
  scaleBar: { length: 200, text: '20 mm' },
  ...over,
});

const page = (over: Partial<LevelPage> = {}): LevelPage => ({
  title: 'S001 · L1',
  facts: [{ label: 'Study', text: 'Example' }],
  researchLine: 'Research use.',
  pictures: [{ title: 'Before', svg: filmPictureSvg(picture()), lines: ['mm at detector'] }],
  tables: [],
  notes: ['One note.'],
  ...over,
});

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe('the picture of a film', () => {
  test('has two endplates with a dark line below each, and two rings for each of six points', () => {
    const svg = filmPictureSvg(picture());
    // Two lines an endplate, and two of the scale bar.
    expect(count(svg, /<line/g)).toBe(6);
    expect(count(svg, /<circle/g)).toBe(12);
    expect(svg).toContain(`<image width="1000" height="1000" href="${PIXEL}"/>`);
  });

  test('a later film has squares and dashes, so that grey paper tells them apart', () => {
    const svg = filmPictureSvg(picture({ shape: 'square', colour: '#e69f00' }));
    expect(count(svg, /<circle/g)).toBe(0);
    expect(count(svg, /stroke-dasharray/g)).toBe(2);
  });

  test('names the points of the level alone, each beside its point and away from the body', () => {
    const svg = filmPictureSvg(picture());
    expect([...svg.matchAll(/>([SI][AMP])<\/text>/g)].map(([, name]) => name)).toEqual(['SA', 'SM', 'SP', 'IP', 'IA']);
    const [, x, y] = /<text x="([\d.]+)" y="([\d.]+)"[^>]*>SA<\/text>/.exec(svg) ?? [];
    expect(Number(x)).toBeLessThan(300);
    expect(Number(y)).toBeLessThan(400);
  });

  test('without a scale it has no bar, without points no lines, without a film a black ground', () => {
    const bare = filmPictureSvg(picture({ scaleBar: null, vertebrae: [], dataUrl: null }));
    expect(count(bare, /<line|<circle|<image/g)).toBe(0);
    expect(bare).toContain('fill="#000000"');
  });

  test('coincident points draw no NaN', () => {
    const svg = filmPictureSvg(picture({ vertebrae: [{ isCurrent: true, points: { SA: [5, 5], SP: [5, 5] } }] }));
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test('escapes its name', () => {
    expect(filmPictureSvg(picture({ title: HOSTILE }))).not.toContain('<script');
  });
});

describe('the page of a level', () => {
  test('holds picture, facts, notes and the research line', () => {
    const html = levelPagesHtml([page()]);
    for (const part of ['S001 · L1', 'Example', 'mm at detector', 'One note.', 'Research use.', '<svg']) {
      expect(html).toContain(part);
    }
  });

  test('a film that is not there leaves its place empty and says why', () => {
    const html = levelPagesHtml([page({ pictures: [{ title: 'After', svg: null, lines: ['no film'] }] })]);
    expect(html).toContain('class="no-picture"');
    expect(html).toContain('<p>no film</p>');
  });

  test('several levels are several pages', () => {
    expect(count(levelPagesHtml([page(), page(), page()]), /<main class="report page">/g)).toBe(3);
  });

  test('texts of the study stay texts', () => {
    const html = levelPagesHtml([
      page({
        title: HOSTILE,
        facts: [{ label: HOSTILE, text: HOSTILE }],
        researchLine: HOSTILE,
        pictures: [{ title: HOSTILE, svg: null, lines: [HOSTILE] }],
        notes: [HOSTILE],
      }),
    ]);
    expect(html).not.toContain('<script');
    expect(count(html, /&lt;script&gt;/g)).toBe(7);
  });
});

import { describe, expect, test } from 'vitest';
import { figureSvg } from '../../../shared/report/figures/figureSvg.ts';
import type { FigureData, ForestRow } from '../../../shared/report/figures/figureData.ts';
import { linearScale } from '../../../shared/report/figures/scale.ts';
import { clipped, escapeText } from '../../../shared/report/figures/svg.ts';
import { figuresOf } from '../../../shared/report/reportModel.ts';
import { made } from '../../support/readReport.ts';
import { importSeries } from '../../support/seriesStudy.ts';

const count = (svg: string, pattern: RegExp): number => svg.match(pattern)?.length ?? 0;

/** Every number of the drawing, to see that all of it is inside the frame. */
function placesOf(svg: string): readonly { readonly x: number; readonly y: number }[] {
  const pairs = [...svg.matchAll(/ (?:c|x)?x?1?="(-?[\d.]+)" (?:c|y)?y?1?="(-?[\d.]+)"/g)];
  return pairs.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

describe('axes', () => {
  test('end at round numbers around all values: 3 to 17 in steps of 5', () => {
    const scale = linearScale({ values: [3, 17], from: 0, to: 100, ticks: 5 });
    expect(scale.ticks).toEqual([0, 5, 10, 15, 20]);
    expect(scale.at(0)).toBe(0);
    expect(scale.at(10)).toBe(50);
    expect(scale.at(20)).toBe(100);
  });

  test('one value, no value and equal values still make an axis', () => {
    for (const values of [[], [4], [4, 4], [Number.NaN], [0]]) {
      const { ticks, at } = linearScale({ values, from: 0, to: 100 });
      expect(ticks.length).toBeGreaterThan(1);
      expect(Number.isFinite(at(4))).toBe(true);
    }
  });

  test('decimals tell the ticks apart', () => {
    expect(linearScale({ values: [0.01, 0.05], from: 0, to: 1, ticks: 5 }).decimals).toBe(2);
    expect(linearScale({ values: [0, 50], from: 0, to: 1, ticks: 6 }).decimals).toBe(0);
  });
});

describe('the figures of the published series', () => {
  const figures = new Map(figuresOf(made(importSeries().study)).map((part) => [part.id, part]));
  const svgOf = (id: string): string => {
    const part = figures.get(id);
    if (part === undefined) throw new Error(`no figure ${id}`);
    return figureSvg(part.title, part.figure);
  };

  test('are all there', () => {
    expect([...figures.keys()]).toEqual(['flow', 'location', 'diagnosis', 'boxes-wedge', 'forest-wedge-1', 'score-1']);
  });

  test('the histogram has T7 to S1 with T10 at 0', () => {
    const data = figures.get('location')?.figure;
    expect(data?.kind === 'columns' && data.columns.map(({ label, count: n }) => `${label} ${n}`)).toEqual([
      'T7 1',
      'T8 1',
      'T9 2',
      'T10 0',
      'T11 2',
      'T12 4',
      'L1 5',
      'L2 6',
      'L3 5',
      'L4 4',
      'L5 4',
      'S1 1',
    ]);
  });

  test('the box plot joins 29 pairs among 62 points', () => {
    const svg = svgOf('boxes-wedge');
    expect(count(svg, /<circle/g)).toBe(62);
    expect(count(svg, /stroke-opacity="0.55"/g)).toBe(29);
  });

  test('pain over time: 22, 22 and 16 points, 22 and 16 lines', () => {
    const svg = svgOf('score-1');
    expect(count(svg, /<circle/g)).toBe(60);
    expect(count(svg, /stroke-opacity="0.55"/g)).toBe(38);
  });

  test('the flow tells who is missing and why', () => {
    const data = figures.get('flow')?.figure;
    expect(data?.kind === 'flow' && data.steps).toEqual([
      { title: 'Enrolled', lines: ['22 patients', '35 treated levels'], missing: [] },
      {
        title: 'Before surgery',
        lines: ['values: 20 patients, 29 levels', 'VAS: 22 patients'],
        missing: ['4 levels: unavailable', '1 level: not applicable', '1 level: not reported'],
      },
      {
        title: 'After surgery',
        lines: ['values: 22 patients, 33 levels', 'VAS: 22 patients'],
        missing: ['1 level: not applicable', '1 level: not reported'],
      },
      {
        title: 'Last follow-up',
        lines: ['no level measured', 'VAS: 16 patients'],
        missing: ['VAS, 3 patients: lost to follow-up', 'VAS, 3 patients: death'],
      },
    ]);
  });

  test('each is one SVG with a name and nothing outside its frame', () => {
    for (const id of figures.keys()) {
      const svg = svgOf(id);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
      expect(svg).toContain('<title>');
      expect(svg).not.toMatch(/NaN|Infinity|undefined|style=|href/);
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
      for (const { x, y } of placesOf(svg)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(Number(width));
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(Number(height));
      }
    }
  });
});

describe('odd data', () => {
  const row = (mean: number, ci95: ForestRow['ci95'], role: ForestRow['role'] = 'part'): ForestRow => ({
    label: 'L1',
    count: '2 levels',
    mean,
    ci95,
    role,
  });

  test('an interval far wider than the others is cut and carries an arrow at the end that is cut', () => {
    const data: FigureData = {
      kind: 'forest',
      axisLabel: 'Change',
      band: { reach: 5, label: 'error' },
      rows: [row(1, [-900, 2]), row(1, [0, 2]), row(1, [0.5, 1.5], 'whole')],
    };
    const svg = figureSvg('Forest', data);
    // One arrow and one diamond are paths.
    expect(count(svg, /<path/g)).toBe(2);
    expect(svg).toContain('+1.0 (−900.0 to 2.0)');
  });

  test('more than 400 values in a group: the box stays, points and lines go', () => {
    const values = Array.from({ length: 401 }, (_, index) => ({ unit: String(index), value: index }));
    const svg = figureSvg('Boxes', { kind: 'boxes', axisLabel: 'x', groups: [{ label: 'g', values }] });
    expect(count(svg, /<circle/g)).toBe(0);
    expect(svg).toContain('More than 400 values');
  });

  test('thousands of films read twice: one stroke with every place once', () => {
    const points = Array.from({ length: 5000 }, (_, index) => ({ mean: index % 10, difference: index % 7 }));
    const limit = { value: 0, ci95: [-1, 1] } as const;
    const svg = figureSvg('Agreement', {
      kind: 'blandAltman',
      meanLabel: 'm',
      differenceLabel: 'd',
      points,
      bias: limit,
      lower: limit,
      upper: limit,
    });
    expect(count(svg, /<circle/g)).toBe(0);
    // Ten means by seven differences.
    expect(count(svg, /h0/g)).toBe(70);
  });

  test('an empty group has no box', () => {
    const svg = figureSvg('Boxes', {
      kind: 'boxes',
      axisLabel: 'x',
      groups: [
        { label: 'a', values: [] },
        { label: 'b', values: [{ unit: '1', value: 2 }] },
      ],
    });
    expect(count(svg, /fill-opacity="0.14"/g)).toBe(1);
    expect(svg).toContain('n = 0');
  });

  test('texts are escaped and cut between characters', () => {
    expect(escapeText(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
    expect(clipped('Adenocarcinoma', 8)).toBe('Adenoca…');
    expect(clipped('👩👩👩', 2)).toBe('👩…');
  });
});

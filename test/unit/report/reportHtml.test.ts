import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../../shared/report/reportHtml.ts';
import { setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';
import { made } from '../../support/readReport.ts';
import { importSeries } from '../../support/seriesStudy.ts';

const HOSTILE = `</td></table><script>alert(1)</script><img src=x onerror=alert(1)>"'&<!--]]>\u202e\u0000\ud800`;

/** Every text of the study that a person may type, replaced. */
function hostileStudy(): Study {
  const { study } = importSeries();
  const noted = {
    ...study,
    title: HOSTILE,
    protocol: {
      ...study.protocol,
      timepoints: study.protocol.timepoints.map((timepoint) => ({ ...timepoint, label: HOSTILE })),
      arms: [
        { id: 'A', label: HOSTILE },
        { id: 'B', label: `${HOSTILE}2` },
      ],
      readers: [{ id: 'R1', label: HOSTILE }],
      readingError: { angleDeg: 4, heightMm: 2, source: HOSTILE },
    },
    subjects: study.subjects.map((subject, index) => ({
      ...subject,
      diagnosis: `${HOSTILE}${index}`,
      arm: index % 2 === 0 ? 'A' : 'B',
      clinical: {
        ...subject.clinical,
        events: [
          ...subject.clinical.events,
          { kind: 'other' as const, note: HOSTILE },
          { kind: 'leakage' as const, site: HOSTILE },
        ],
      },
    })),
  };
  return setScore(noted, {
    subjectId: 'series22-00',
    timepoint: 'pre',
    instrument: `ODI ${HOSTILE.slice(0, 40)}`,
    value: 1,
  });
}

describe('the page', () => {
  const html = reportHtml(made(importSeries().study));

  test('stands alone: no script, nothing loaded, a policy that forbids both', () => {
    expect(html).not.toMatch(/<script|<link|<iframe|<object|<img|@import|url\(|\son[a-z]+=/i);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|file:|\/\//);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  });

  test('says that it is for research on its first page', () => {
    expect(html.indexOf('Not a medical device')).toBeGreaterThan(0);
    expect(html.indexOf('Not a medical device')).toBeLessThan(html.indexOf('<h2>'));
  });

  test('has every element closed and every id once', () => {
    const open: string[] = [];
    for (const [, close, name = '', rest = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (!rest.endsWith('/') && name !== 'meta') open.push(name);
    }
    expect(open).toEqual([]);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names no patient but by code, and no file', () => {
    expect(reportHtml(made(exampleStudy()))).not.toMatch(/S001_pre|\.png|2026-01-30|2026-02-02/);
  });

  test('is the same for the same study', () => {
    expect(reportHtml(made(importSeries().study))).toBe(html);
  });

  test('the report of the published series as it was reviewed', () => {
    expectGolden('report/series22.html', new TextEncoder().encode(html));
  });
});

describe('hostile texts', () => {
  const html = reportHtml(made(hostileStudy()));

  test('stay texts', () => {
    expect(html).not.toMatch(/<script|<img|<!--|\]\]>/);
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)?.length).toBeGreaterThan(20);
  });

  test('cannot turn the direction of writing, hold a control character or half a character', () => {
    // eslint-disable-next-line no-control-regex
    expect(html).not.toMatch(/[\u0000\u202e]/);
    expect(html).not.toMatch(/\p{Surrogate}/u);
  });
});

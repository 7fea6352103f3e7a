import { escapeText } from './figures/svg.ts';
import { factsHtml, tableHtml } from './reportHtml.ts';
import type { Fact, ReportTable } from './reportModel.ts';

/** One page about one level: its pictures, its numbers, and everything that a reader of the numbers has to know. */
export interface LevelPage {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly researchLine: string;
  readonly pictures: readonly PagePicture[];
  readonly tables: readonly ReportTable[];
  /** Sentences: what is beyond reading error, what may not be compared, how each film was calibrated. */
  readonly notes: readonly string[];
}

export interface PagePicture {
  readonly title: string;
  /** One SVG element, by `filmPictureSvg`; null where there is no picture. */
  readonly svg: string | null;
  /** What stands below the picture, or in its place. */
  readonly lines: readonly string[];
}

/** Pages one after the other, each on paper of its own. Every text is escaped; pictures come as finished SVG. */
export const levelPagesHtml = (pages: readonly LevelPage[]): string => pages.map(pageHtml).join('\n');

function pageHtml({ title, facts, researchLine, pictures, tables, notes }: LevelPage): string {
  return [
    '<main class="report page">',
    `<h1>${escapeText(title)}</h1>`,
    factsHtml(facts),
    `<div class="pictures">${pictures.map(pictureHtml).join('')}</div>`,
    ...tables.map(tableHtml),
    `<ul class="notes">${notes.map((note) => `<li>${escapeText(note)}</li>`).join('')}</ul>`,
    `<p class="research">${escapeText(researchLine)}</p>`,
    '</main>',
  ].join('\n');
}

function pictureHtml({ title, svg, lines }: PagePicture): string {
  const drawn = svg ?? '<div class="no-picture"></div>';
  const below = lines.map((line) => `<p>${escapeText(line)}</p>`).join('');
  return `<figure><h3>${escapeText(title)}</h3>${drawn}<figcaption>${below}</figcaption></figure>`;
}

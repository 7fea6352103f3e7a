import { assertNever } from '../result.ts';
import { figureSvg } from './figures/figureSvg.ts';
import { escapeText } from './figures/svg.ts';
import type { Cell, Fact, ReportModel, ReportPart, ReportTable } from './reportModel.ts';
import { REPORT_PAGE_STYLE, REPORT_STYLE } from './reportStyle.ts';

/**
 * A report as one file of HTML: its own style and figures, no script, nothing loaded from anywhere. The policy in its
 * head forbids both even if a browser were asked to.
 */
export const reportHtml = (model: ReportModel): string => documentHtml(model.title, reportBody(model));

/** A file around a body of this folder. */
export function documentHtml(title: string, body: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeText(title)}</title>`,
    `<style>${REPORT_PAGE_STYLE}body { margin: 0; background: #fff; }${REPORT_STYLE}</style>`,
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What a page shows between head and foot; styled by `REPORT_STYLE`. Every text of the study is escaped. */
export function reportBody({ title, facts, sections, researchLine }: ReportModel): string {
  const content = sections.map(
    (section) =>
      `<section id="section-${escapeText(section.id)}">\n<h2>${escapeText(section.title)}</h2>\n${section.parts.map(partHtml).join('\n')}\n</section>`,
  );
  return [
    '<main class="report">',
    `<h1>${escapeText(title)}</h1>`,
    factsHtml(facts),
    `<p class="research">${escapeText(researchLine)}</p>`,
    ...content,
    '</main>',
  ].join('\n');
}

export const factsHtml = (facts: readonly Fact[]): string =>
  `<dl class="facts">${facts
    .map(({ label, text }) => `<div><dt>${escapeText(label)}</dt><dd>${escapeText(text)}</dd></div>`)
    .join('')}</dl>`;

function partHtml(part: ReportPart): string {
  switch (part.kind) {
    case 'table':
      return tableHtml(part);
    case 'figure':
      return [
        `<figure id="${escapeText(part.id)}">`,
        `<h3>${escapeText(part.title)}</h3>`,
        figureSvg(part.title, part.figure),
        `<figcaption>${escapeText(part.caption)}</figcaption>`,
        '</figure>',
      ].join('\n');
    case 'paragraph':
      return `<p>${escapeText(part.text)}</p>`;
    case 'gap':
      return `<div id="${escapeText(part.id)}" class="gap"><h3>${escapeText(part.title)}</h3><p>${escapeText(part.reason)}</p></div>`;
    default:
      return assertNever(part);
  }
}

export function tableHtml({ id, title, columns, rows, notes }: ReportTable): string {
  const side = (index: number): string => (columns[index]?.align === 'number' ? ' class="number"' : '');
  const head = columns.map(({ label }, index) => `<th scope="col"${side(index)}>${escapeText(label)}</th>`);
  const body = rows.map(({ cells, role }) => {
    if (role === 'group' && cells.slice(1).every(({ text }) => text === '')) {
      return `<tr class="group"><td colspan="${columns.length}">${escapeText(cells[0]?.text ?? '')}</td></tr>`;
    }
    const written = cells.map((cell, index) => cellHtml(cell, columns[index]?.align === 'number'));
    return `<tr${role === undefined ? '' : ` class="${role}"`}>${written.join('')}</tr>`;
  });
  return [
    `<div id="${escapeText(id)}">`,
    `<h3>${escapeText(title)}</h3>`,
    '<div class="wide"><table>',
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody>`,
    '</table></div>',
    ...(notes.length === 0
      ? []
      : [`<ul class="notes">${notes.map((note) => `<li>${escapeText(note)}</li>`).join('')}</ul>`]),
    '</div>',
  ].join('\n');
}

function cellHtml(cell: Cell, isNumber: boolean): string {
  const classes = [...(isNumber ? ['number'] : []), ...(cell.kind === 'missing' ? ['missing'] : [])];
  const written = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<td${written}>${inOnePiece(escapeText(cell.text))}</td>`;
}

/** A number and its interval may stand on two lines where there is no room; the interval itself is not broken. */
const inOnePiece = (text: string): string =>
  text.replace(/^(\S+) (\([^()]+\))$/, '<span class="piece">$1</span> <span class="piece">$2</span>');

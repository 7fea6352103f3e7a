/** The look of a report on screen and paper. `@page` rules stand apart: they count only in the document itself. */
export const REPORT_STYLE = `
.report { box-sizing: border-box; max-width: 186mm; margin: 0 auto; padding: 10mm 6mm; background: #fff; color: #1c2430;
  font: 10pt/1.4 Helvetica, Arial, sans-serif; }
.report h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 3mm; overflow-wrap: anywhere; }
.report h2 { font-size: 13pt; margin: 8mm 0 2mm; padding-bottom: 1mm; border-bottom: 0.4mm solid #1c2430; break-after: avoid; }
.report h3 { font-size: 10.5pt; margin: 0 0 1.5mm; break-after: avoid; }
.report p { margin: 0 0 2mm; overflow-wrap: anywhere; }
.report .facts { display: flex; flex-wrap: wrap; gap: 1mm 7mm; margin: 0 0 3mm; padding: 0; }
.report .facts div { display: flex; gap: 1.5mm; }
.report .facts dt { color: #5d6875; }
.report .facts dd { margin: 0; font-weight: bold; }
.report .research { margin: 0 0 4mm; padding: 1.5mm 3mm; border: 0.3mm solid #b3541e; }
.report section > div, .report figure { margin: 0 0 6mm; }
.report figure { break-inside: avoid; }
.report figure svg { display: block; max-width: 100%; height: auto; }
.report figcaption, .report .notes { color: #414b58; font-size: 8.5pt; }
.report figcaption { margin-top: 1mm; }
.report .notes { margin: 1.2mm 0 0; padding: 0; list-style: none; break-before: avoid; }
.report .gap { border-left: 0.8mm solid #8a94a3; padding: 0 0 0 3mm; }
.report .wide { overflow-x: auto; }
.report table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 1.3; font-variant-numeric: tabular-nums; }
.report thead { display: table-header-group; }
.report th { text-align: left; vertical-align: bottom; border-top: 0.4mm solid #1c2430; border-bottom: 0.25mm solid #1c2430;
  padding: 0.8mm 1.2mm; }
.report td { vertical-align: top; padding: 0.6mm 1.2mm; overflow-wrap: anywhere; }
.report tbody tr { break-inside: avoid; }
.report tbody tr + tr td { border-top: 0.1mm solid #dfe3e9; }
.report tbody tr:last-child td { border-bottom: 0.4mm solid #1c2430; }
.report .number { text-align: right; overflow-wrap: normal; }
.report td.number { white-space: nowrap; }
.report td.number:has(.piece) { white-space: normal; }
.report .piece { white-space: nowrap; }
.report td:first-child { overflow-wrap: break-word; }
.report .missing { color: #5d6875; font-style: italic; white-space: normal; }
.report tr.group td, .report tr.total td { font-weight: bold; }
.report.page { break-after: page; }
.report.page:last-child { break-after: auto; }
.report .pictures { display: flex; gap: 6mm; margin: 0 0 4mm; }
.report .pictures figure { flex: 1 1 0; min-width: 0; margin: 0; }
.report .pictures svg { width: 100%; }
.report .pictures p { margin: 0; }
.report .no-picture { aspect-ratio: 1; border: 0.25mm dashed #8a94a3; }
.report.page > div { margin: 0 0 4mm; }
.report.page .notes { margin: 0 0 4mm; }
.report.page table { font-size: 9pt; }
@media print {
  .report { max-width: none; padding: 0; }
  .report .wide { overflow: visible; }
}
`;

/** A4 and Letter alike: the margins fit both. */
export const REPORT_PAGE_STYLE = `
@page { margin: 14mm 12mm 16mm; }
`;

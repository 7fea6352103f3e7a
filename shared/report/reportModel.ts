import type { FigureData } from './figures/figureData.ts';

/** A study's report as data: everything that is printed, and nothing about how it looks. */
export interface ReportModel {
  readonly title: string;
  /** What the report stands on: numbers of patients and levels, reader, program, date. */
  readonly facts: readonly Fact[];
  readonly sections: readonly ReportSection[];
  /** That the program is for research and not a medical device. */
  readonly researchLine: string;
}

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly ReportPart[];
}

export type ReportPart = ReportTable | ReportFigure | ReportParagraph | ReportGap;

export interface ReportTable {
  readonly kind: 'table';
  /** Unique in the report; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly notes: readonly string[];
}

export interface ReportColumn {
  readonly id: string;
  readonly label: string;
  readonly align: 'text' | 'number';
}

export interface ReportRow {
  /** Unique in the table. */
  readonly key: string;
  /** One for every column. */
  readonly cells: readonly Cell[];
  /** A row that stands for others, or opens a group of them. */
  readonly role?: 'total' | 'group';
}

/** What a cell shows. A number is kept unrounded beside its text; a cell without a value says why. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'missing'; readonly text: string; readonly reason: string };

export interface ReportFigure {
  readonly kind: 'figure';
  /** Unique in the report; also the name of the file when figures are written alone. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly figure: FigureData;
}

export interface ReportParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** In the place of a table or figure that the data do not give. */
export interface ReportGap {
  readonly kind: 'gap';
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

export const paragraph = (text: string): ReportParagraph => ({ kind: 'paragraph', text });

/** Every figure of the report, in its order. */
export const figuresOf = ({ sections }: ReportModel): readonly ReportFigure[] =>
  sections.flatMap(({ parts }) => parts.filter((part) => part.kind === 'figure'));

/** Every table of the report, in its order. */
export const tablesOf = ({ sections }: ReportModel): readonly ReportTable[] =>
  sections.flatMap(({ parts }) => parts.filter((part) => part.kind === 'table'));

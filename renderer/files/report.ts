import { levelPagesHtml } from '../../shared/report/levelPage.ts';
import { figureSvg } from '../../shared/report/figures/figureSvg.ts';
import { figuresOf, type ReportFigure, type ReportModel } from '../../shared/report/reportModel.ts';
import { documentHtml, reportBody } from '../../shared/report/reportHtml.ts';
import { reportOf } from '../../shared/report/reportOf.ts';
import { levelOrder, type Level } from '../../shared/spine/levels.ts';
import { startedLevels } from '../../shared/study/measureStudy.ts';
import type { PaneIndex } from '../editor/place.ts';
import { currentSubject, shownStudy } from '../editor/selectors.ts';
import { svgToPng } from '../image/filmCrop.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { notify, type App, type AppState } from './app.ts';
import { ask, tell } from './ask.ts';
import type { ReportChoice, ReportScope } from './dialogs.ts';
import { levelPage, mayShowNames, paneLabel } from './levelPage.ts';
import { commonScale, levelPictureSvg, PICTURE_SIDE } from './levelPicture.ts';
import { printPage } from './printPage.ts';
import { writeNewFile, type NewFile } from './writeNewFile.ts';

/** A report as it is seen, printed and saved. */
export interface Report {
  readonly title: string;
  /** The suggested name of its file, without an ending. */
  readonly name: string;
  readonly body: string;
}

/** Ctrl+P: the report of the level, the subject or the study, to look at, print and save. */
export async function showReport(app: App): Promise<void> {
  const state = app.store.getState();
  const at = new Date();
  const bodyOf = (scope: ReportScope): string => makeReport(state, scope, at).body;
  const figures = figuresOf(studyReport(state, at));
  const titles = figures.map(({ id, title }) => ({ id, title }));
  const choice = await ask(app, 'report', { scopes: scopesOf(state), figures: titles, bodyOf });
  if (choice === null) return;
  if (choice.kind === 'pictures') return savePictures(app, choice.points);
  if (choice.kind === 'figure') return saveFigures(app, choice, figures);
  const report = makeReport(state, choice.scope, at);
  if (choice.kind === 'print') return printPage(report.title, report.body);
  await save(app, [
    {
      kind: 'table',
      name: `${report.name}.html`,
      bytes: new TextEncoder().encode(documentHtml(report.title, report.body)),
    },
  ]);
}

/** What there is to report on, the nearest first. */
export function scopesOf({ screen, editor }: AppState): readonly ReportScope[] {
  const isMeasuring = screen === 'measure';
  return [
    ...(isMeasuring && editor.level !== null ? (['level'] as const) : []),
    ...(isMeasuring && levelsOfSubject(editor).length > 0 ? (['subject'] as const) : []),
    'study',
  ];
}

/** The levels of the subject on the screen that anything is known of. */
function levelsOfSubject(editor: AppState['editor']): readonly Level[] {
  const subject = currentSubject(editor);
  if (subject === null) return [];
  const levels = new Set(startedLevels(subject).map(({ level }) => level));
  return [...levels].sort((a, b) => levelOrder(a) - levelOrder(b));
}

const studyReport = ({ editor, about }: AppState, at: Date): ReportModel =>
  reportOf(shownStudy(editor), { appVersion: about.appVersion, at: at.toISOString() });

/** Pixels of a PNG for each unit of its SVG: 96 units are an inch, so 400 dots an inch at the size of the report. */
const FIGURE_SCALE = 400 / 96;

/** One figure of the study, or all of them, as files of their own. */
async function saveFigures(
  app: App,
  { id, format }: Extract<ReportChoice, { kind: 'figure' }>,
  figures: readonly ReportFigure[],
): Promise<void> {
  const files: NewFile[] = [];
  for (const figure of figures.filter((each) => id === null || each.id === id)) {
    const svg = figureSvg(figure.title, figure.figure);
    const bytes = format === 'svg' ? new TextEncoder().encode(`${svg}\n`) : await svgToPng(svg, sizeOf(svg));
    if (bytes !== null) files.push({ kind: 'picture', name: `${figure.id}.${format}`, bytes });
  }
  await save(app, files);
}

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).slice(1).map(Number);
  return { width: Math.round(width * FIGURE_SCALE), height: Math.round(height * FIGURE_SCALE) };
}

export function makeReport(state: AppState, scope: ReportScope, at: Date): Report {
  const { editor } = state;
  const subject = currentSubject(editor)?.code ?? '';
  if (scope === 'study') {
    const model = studyReport(state, at);
    return { title: model.title, name: fileName(model.title), body: reportBody(model) };
  }
  const levels = scope === 'level' && editor.level !== null ? [editor.level] : levelsOfSubject(editor);
  const title = scope === 'level' ? `${subject} ${levels.join('')}` : subject;
  const pages = levels.map((level) => levelPage(state, level, at));
  return { title, name: fileName(title), body: levelPagesHtml(pages) };
}

/** A title as a file name: what no system forbids. */
const fileName = (title: string): string =>
  title
    .normalize('NFC')
    .replace(/[<>:"/\\|?*.\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80) || 'report';

/** The films of the screen around the level as PNG, with or without the points. */
async function savePictures(app: App, points: boolean): Promise<void> {
  const state = app.store.getState();
  const { level } = state.editor;
  if (level === null) return;
  const scale = commonScale(state, level);
  const subject = currentSubject(state.editor)?.code ?? '';
  const files: NewFile[] = [];
  for (const pane of [0, 1] as const) {
    const title = `${level}, ${paneLabel(state, pane)}`;
    const svg = levelPictureSvg(state, level, { pane, scale, title, points });
    const bytes = svg === null ? null : await svgToPng(svg, { width: PICTURE_SIDE, height: PICTURE_SIDE });
    if (bytes === null) continue;
    files.push({ kind: 'picture', name: `${fileName(`${subject} ${level} ${state.editor.panes[pane]}`)}.png`, bytes });
  }
  if (files.length === 0) {
    await tell(app, { title: text('report.title'), text: text('report.nothingPlaced') }, text('dialog.close'));
    return;
  }
  if (namesOnFilm(state) && !(await mayPassOn(app))) return;
  await save(app, files);
}

const namesOnFilm = (state: AppState): boolean =>
  ([0, 1] as const satisfies readonly PaneIndex[]).some((pane) => mayShowNames(state, pane));

/** A name in the pixels leaves with the picture: the user has to have looked. */
async function mayPassOn(app: App): Promise<boolean> {
  const answer = await ask(app, 'message', {
    title: text('report.burnedInTitle'),
    text: text('report.burnedIn'),
    actions: [
      { id: 'save', label: text('report.savePictures') },
      { id: 'cancel', label: text('dialog.cancel') },
    ],
  });
  return answer === 'save';
}

async function save(app: App, files: readonly NewFile[]): Promise<void> {
  const names: string[] = [];
  for (const file of files) {
    const written = await writeNewFile(app, file);
    if (written.kind === 'cancelled') break;
    if (written.kind === 'failed') {
      await tell(app, { title: text('dialog.notSavedTitle'), ...fileErrorWords(written.error) }, text('dialog.close'));
      break;
    }
    names.push(written.name);
  }
  if (names.length > 0) notify(app, text('report.written', { names: names.join(', ') }));
}

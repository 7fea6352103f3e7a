import type { Calibration } from '../../shared/geometry/spacing.ts';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import { HEIGHT_IDS } from '../../shared/spine/vertebraMeasures.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { LevelPage, PagePicture } from '../../shared/report/levelPage.ts';
import { textCell } from '../../shared/report/cells.ts';
import type { Cell, ReportTable } from '../../shared/report/reportModel.ts';
import { measureLevel, METHOD_VERSION } from '../../shared/study/measureStudy.ts';
import type { QualityFlag } from '../../shared/study/qualityFlags.ts';
import { levelResults, type LevelResults, type ResultRow } from '../editor/levelResults.ts';
import type { PaneIndex } from '../editor/place.ts';
import { currentSubject, paneExam, shownStudy, vertebraAt } from '../editor/selectors.ts';
import { comparisonText, angleName, givenName, issueText, planeText } from '../messages/coreText.ts';
import { decimalsOf, showChange, showNumber, UNIT_TEXT } from '../messages/numbers.ts';
import { codeText, measureName, text, type TextKey } from '../messages/text.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { AppState } from './app.ts';
import { changeSentence } from './changeSentence.ts';
import { commonScale, levelPictureSvg, type CommonScale } from './levelPicture.ts';
import { paneImage } from './pictureSettings.ts';

/** One page for the surgeon: the two films of the screen around one level, its numbers, and what to know about them. */
export function levelPage(state: AppState, level: Level, at: Date): LevelPage {
  const { editor } = state;
  const results = levelResults(editor, level);
  const scale = commonScale(state, level);
  const study = shownStudy(editor);
  const subject = currentSubject(editor)?.code ?? '';
  return {
    title: `${subject} · ${level}`,
    facts: [
      { label: text('report.study'), text: study.title.trim() === '' ? text('app.untitled') : study.title },
      {
        label: text('report.reader'),
        text: text('results.reading', { reader: editor.reader, reading: editor.reading }),
      },
      { label: text('report.made'), text: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` },
      {
        label: text('report.program'),
        text: text('report.programText', { version: state.about.appVersion, formulas: METHOD_VERSION }),
      },
    ],
    researchLine: text('app.notice'),
    pictures: [pictureOf(state, level, 0, scale), pictureOf(state, level, 1, scale)],
    tables: tablesOf(state, level, results),
    notes: notesOf(state, level, results, scale),
  };
}

/** The label of a visit as the screen has it. */
export function paneLabel({ editor }: AppState, pane: PaneIndex): string {
  const id = editor.panes[pane];
  const visit = shownStudy(editor).protocol.timepoints.find((timepoint) => timepoint.id === id);
  return visit === undefined ? id : givenName(visit);
}

function pictureOf(state: AppState, level: Level, pane: PaneIndex, scale: CommonScale): PagePicture {
  const title = paneLabel(state, pane);
  const exam = paneExam(state.editor, pane);
  const svg = levelPictureSvg(state, level, { pane, scale, title: `${level}, ${title}`, points: true });
  if (exam?.image === undefined) {
    return {
      title,
      svg: null,
      lines: [exam?.missing === undefined ? text('report.noFilm') : codeText('reason', exam.missing)],
    };
  }
  const lines = [
    spacingText(examCalibration(exam)),
    ...(exam.posture === 'unknown' ? [text('posture.unknown')] : [codeText('posture', exam.posture)]),
    ...(exam.image.lossy ? [text('results.lossy')] : []),
    ...(mayShowNames(state, pane) ? [text('report.burnedIn')] : []),
  ];
  if (svg !== null) return { title, svg, lines };
  const why = paneImage(state, pane) === null ? 'report.notLoaded' : 'report.nothingPlaced';
  return { title, svg: null, lines: [text(why), ...lines] };
}

/** Where a millimetre of the film was measured, and how many of them a pixel is. */
function spacingText({ label, spacing }: Calibration): string {
  if (spacing === null) return planeText(label);
  const { rowSpacing, columnSpacing } = spacing;
  const numbers = rowSpacing === columnSpacing ? [columnSpacing] : [columnSpacing, rowSpacing];
  const shownSpacing = numbers.map((each) => showNumber(each, 4)).join(' × ');
  return `${planeText(label)}, ${text('pane.spacing', { spacing: shownSpacing })}`;
}

/** True where the film may carry a name in its pixels: it says so, or it is a picture file that cannot say. */
export function mayShowNames(state: AppState, pane: PaneIndex): boolean {
  const radiograph = paneImage(state, pane)?.radiograph;
  if (radiograph === undefined) return false;
  return radiograph.facts.burnedInAnnotation === true || radiograph.format !== 'dicom';
}

function tablesOf(state: AppState, level: Level, results: LevelResults): readonly ReportTable[] {
  const columns: ReportTable['columns'] = [
    { id: 'measure', label: '', align: 'text' },
    { id: 'pre', label: paneLabel(state, 0), align: 'number' },
    { id: 'post', label: paneLabel(state, 1), align: 'number' },
    { id: 'change', label: text('report.change'), align: 'number' },
    { id: 'verdict', label: text('report.error'), align: 'text' },
  ];
  const table = (id: string, title: string, rows: readonly ResultRow[]): ReportTable => ({
    kind: 'table',
    id: `${id}-${level}`,
    title,
    columns,
    rows: rows.map((row) => ({ key: row.name ?? row.id, cells: cellsOf(row) })),
    notes: [],
  });
  const restoration = restorationTable(level, results);
  return [
    table('own', text('results.title'), results.own),
    ...(results.neighbours.length === 0
      ? []
      : [table('neighbours', text('results.withNeighbours'), results.neighbours)]),
    ...(restoration === null ? [] : [restoration]),
  ];
}

function cellsOf(row: ResultRow): readonly Cell[] {
  const found = [row.pre, row.post, row.change].find((measure) => measure !== null && isMeasured(measure));
  const unit = found && isMeasured(found) ? UNIT_TEXT[found.unit] : '';
  const name = row.name === null ? measureName(row.id) : angleName(row.id, row.name);
  return [
    textCell(unit === '' ? name : `${name} (${unit})`),
    textCell(shown(row.pre)),
    textCell(shown(row.post)),
    textCell(row.change && isMeasured(row.change) ? showChange(row.change.value, decimalsOf(row.change.unit)) : ''),
    textCell(verdictText(row)),
  ];
}

const shown = (measure: Measure | null): string =>
  measure && isMeasured(measure) ? showNumber(measure.value, decimalsOf(measure.unit)) : text('report.noValue');

/** Against the reading error of heights and angles; ratios have none that is agreed upon. */
function verdictText({ verdict, change }: ResultRow): string {
  if (change === null || !isMeasured(change) || change.unit === '1') return '';
  return verdict === 'beyond' ? text('report.beyond') : verdict === 'within' ? text('report.within') : '';
}

/** The restored heights in every form, the one that magnification cannot spoil first where the films need it. */
function restorationTable(level: Level, { comparison }: LevelResults): ReportTable | null {
  if (!comparison) return null;
  const { raw, normalised, preferred } = comparison;
  const forms: readonly (readonly [TextKey, typeof raw, 'absolute' | 'percentOfLost' | 'percentOfReferent'])[] = [
    ['results.r1', raw, 'absolute'],
    ['results.r3', raw, 'percentOfLost'],
    ['results.r4', raw, 'percentOfReferent'],
    ['results.r3n', normalised, 'percentOfLost'],
    ['results.r4n', normalised, 'percentOfReferent'],
  ];
  const ordered = preferred === 'raw' ? forms : [...forms.slice(3), ...forms.slice(0, 3)];
  const rows = ordered.flatMap(([label, values, form]) => {
    const measures = HEIGHT_IDS.map((id) => values[id][form]);
    const unit = measures.flatMap((measure) => (isMeasured(measure) ? [UNIT_TEXT[measure.unit]] : []))[0];
    if (unit === undefined) return [];
    const cells = measures.map((measure) =>
      textCell(isMeasured(measure) ? showChange(measure.value, decimalsOf(measure.unit)) : text('report.noValue')),
    );
    return [{ key: label, cells: [textCell(`${text(label)} (${unit})`), ...cells] }];
  });
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    id: `restoration-${level}`,
    title: text('results.restoration'),
    columns: [
      { id: 'form', label: '', align: 'text' },
      ...HEIGHT_IDS.map((id) => ({ id, label: measureName(id), align: 'number' as const })),
    ],
    rows,
    notes: [],
  };
}

/** What the reader of the numbers has to know of the points; planes and spacing stand below each picture. */
const FLAGS = [
  'estimated',
  'assisted',
  'implant',
  'overlap',
  'outside_image',
  'poor_quality',
  'mirrored_view',
  'unlocked_after_final',
] as const satisfies readonly QualityFlag[];

function flagsOf({ editor }: AppState, level: Level): readonly string[] {
  const subject = currentSubject(editor);
  if (subject === null) return [];
  const { visits } = measureLevel(shownStudy(editor), subject, {
    level,
    reader: editor.reader,
    reading: editor.reading,
  });
  const flags = visits.flatMap((visit) => (editor.panes.includes(visit.timepoint) ? visit.flags : []));
  const postures = new Set(([0, 1] as const).map((pane) => paneExam(editor, pane)?.posture ?? 'unknown'));
  return [
    ...FLAGS.filter((flag) => flags.includes(flag)).map((flag) => text(`flag.${flag}`)),
    ...(postures.size === 2 && !postures.has('unknown') ? [text('flag.posture_differs')] : []),
  ];
}

function notesOf(state: AppState, level: Level, results: LevelResults, scale: CommonScale): readonly string[] {
  const { editor } = state;
  const sentence = changeSentence(results);
  const sides = [results.pre, results.post] as const;
  const issues = sides.flatMap((measures, pane) =>
    (measures?.issues ?? []).map((issue) => `${paneLabel(state, pane === 0 ? 0 : 1)}: ${issueText(issue)}`),
  );
  const notes = ([0, 1] as const).flatMap((pane) => {
    const note = vertebraAt(editor, editor.panes[pane], level)?.note ?? '';
    return note.trim() === '' ? [] : [`${text('results.note')}, ${paneLabel(state, pane)}: ${note}`];
  });
  const areBothThere = scale.extents.every((extent) => extent !== null);
  return [
    ...(sentence === null ? [] : [sentence]),
    ...(results.comparability?.comparable === false
      ? [`${text('results.banner')} ${comparisonText(results.comparability.reason)}`]
      : []),
    ...(areBothThere ? [text(scale.isEqual ? 'report.equalScale' : 'report.ownScale')] : []),
    ...flagsOf(state, level),
    ...issues,
    ...notes,
  ];
}

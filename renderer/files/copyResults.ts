import { safeCell } from '../../shared/export/protectText.ts';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { Restoration } from '../../shared/spine/restoration.ts';
import { HEIGHT_IDS } from '../../shared/spine/vertebraMeasures.ts';
import { measureLevel } from '../../shared/study/measureStudy.ts';
import type { EditorState } from '../editor/editorState.ts';
import { levelResults } from '../editor/levelResults.ts';
import { currentSubject, shownStudy } from '../editor/selectors.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';

/** The level's table as tab-separated text for a spreadsheet: the screen's decimal sign, full precision to 3 places. */
export async function copyResults(app: App): Promise<void> {
  const { level, ...editor } = editorOf(app);
  if (level === null) return;
  const table = resultsAsText({ ...editor, level }, level);
  const copied = await navigator.clipboard.writeText(table).then(
    () => true,
    () => false,
  );
  notify(app, text(copied ? 'results.copied' : 'results.notCopied', { level }));
}

/** Everything that the panel shows: the two films, the restoration in all its forms, then every timepoint. */
export function resultsAsText(editor: EditorState, level: Level): string {
  const { own, neighbours, further, comparison } = levelResults(editor, level);
  const head = ['level', 'measure', 'unit', ...editor.panes, 'change'];
  const lines = [...own, ...neighbours, ...further].map(({ id, name, pre, post, change }) => [
    level,
    name ?? id,
    unitOf(pre, post),
    cell(pre),
    cell(post),
    cell(change),
  ]);
  const restored = comparison
    ? HEIGHT_IDS.flatMap((id) =>
        restorationForms(comparison.raw[id], comparison.normalised[id]).map(([form, measure]) => [
          level,
          `${form} ${id}`,
          unitOf(measure),
          '',
          '',
          cell(measure),
        ]),
      ).filter((line) => line.at(-1) !== '')
    : [];
  return [head, ...lines, ...restored, ...overTime(editor, level)]
    .map((line) => line.map(safeCell).join('\t'))
    .join('\n');
}

const restorationForms = (raw: Restoration, normalised: Restoration) =>
  [
    ['R1', raw.absolute],
    ['R2', raw.percentOfInitial],
    ['R3', raw.percentOfLost],
    ['R4', raw.percentOfReferent],
    ['R3n', normalised.percentOfLost],
    ['R4n', normalised.percentOfReferent],
  ] as const;

/** Heights and wedge angle at every timepoint, in a table of their own below; nothing where two films are all. */
function overTime(editor: EditorState, level: Level): readonly (readonly string[])[] {
  const subject = currentSubject(editor);
  if (!subject) return [];
  const { reader, reading } = editor;
  const visits = measureLevel(shownStudy(editor), subject, { level, reader, reading }).visits.filter(({ values }) =>
    OVER_TIME.some(([id]) => values[id].value !== null),
  );
  if (visits.length < 3) return [];
  const rows = OVER_TIME.map(([id, name, unit]) => [
    level,
    name,
    unit,
    ...visits.map(({ values }) => (values[id].value === null ? '' : number(values[id].value))),
  ]);
  return [[], ['level', 'measure', 'unit', ...visits.map(({ timepoint }) => timepoint)], ...rows];
}

const OVER_TIME = [
  ['h_ant', 'anteriorHeight', 'mm'],
  ['h_mid', 'middleHeight', 'mm'],
  ['h_post', 'posteriorHeight', 'mm'],
  ['wedge_angle', 'wedgeAngle', 'deg'],
] as const;

const number = (value: number): string => showNumber(value, 3).replace('−', '-');

const cell = (measure: Measure | null): string => (measure && isMeasured(measure) ? number(measure.value) : '');

const unitOf = (...measures: readonly (Measure | null)[]): string =>
  measures.flatMap((measure) => (measure && isMeasured(measure) ? [measure.unit] : []))[0] ?? '';

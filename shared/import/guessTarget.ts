import type { Timepoint } from '../study/study.ts';
import type { ReportedMeasure, SimpleTarget, Target } from './target.ts';

/** Headers as our own tables write them, and as spreadsheets of clinics do, without signs and accents. */
const SIMPLE: readonly (readonly [RegExp, SimpleTarget])[] = [
  [
    /^(subject|patient|case|pat|paciente|patientin|record)(_?(id|no|nr|number|code|codigo))?$|^(id|code|codigo)$/,
    'subject',
  ],
  [/^(sex|gender|sexo|geschlecht)$/, 'sex'],
  [/^(age|age_years|alter|idade|edad)$/, 'age'],
  [/^(diagnosis|diagnose|diagnostico|diagnostic)$/, 'diagnosis'],
  [/^(arm|group|treatment_arm|grupo|gruppe)$/, 'arm'],
  [/^(treated_levels?|treated|levels)$/, 'treated_levels'],
  [/^(level|vertebra|wirbel|nivel|location)$/, 'level'],
  [/^(timepoint|time_point|visit)$/, 'timepoint'],
  [/^(days|days_from_pre)$/, 'days'],
  [/^measure$/, 'measure'],
  [/^instrument$/, 'instrument'],
  [/^(value|wert|valor)$/, 'value'],
  [/^(value_status|status|missing|missing_reason|reason)$/, 'status'],
  [/^(reader|reader_id|observer)$/, 'reader'],
  [/^(reading|reading_no)$/, 'reading'],
  [/^(point|landmark)$/, 'point'],
  [/^(x|x_px)$/, 'x'],
  [/^(y|y_px)$/, 'y'],
  [/^(events|complications_coded)$/, 'events'],
  [/^(death|died|obito|tod)$/, 'death'],
  [/^(lost|lost_to_follow_up)$/, 'lost'],
  [/^(image_name|image_file)$/, 'image_name'],
  [/^(image_)?sha256$/, 'image_sha256'],
  [/^image_rows$/, 'image_rows'],
  [/^image_columns$/, 'image_columns'],
  [/^mm_per_px_row$/, 'mm_per_px_row'],
  [/^mm_per_px_col$/, 'mm_per_px_col'],
];

const MEASURES: readonly (readonly [RegExp, ReportedMeasure])[] = [
  [/^(wedge|wedge_angle|wedging|kyphosis|kyphotic_angle|angle)$/, 'wedge_angle'],
  [/^(h_ant|ha|anterior_height|ant_height)$/, 'h_ant'],
  [/^(h_mid|hm|middle_height|mid_height)$/, 'h_mid'],
  [/^(h_post|hp|posterior_height|post_height)$/, 'h_post'],
];

const INSTRUMENTS = /^(vas|nrs|odi|rdq|rmdq|kps|karnofsky|eq5d|sf36|pcs|follow_up_months)$/;

/** Other names of the usual visits. */
const VISITS: Readonly<Record<string, string>> = {
  preop: 'pre',
  pre_op: 'pre',
  before: 'pre',
  baseline: 'pre',
  postop: 'post',
  post_op: 'post',
  after: 'post',
  last: 'late',
  final: 'late',
  follow_up: 'late',
};

/** What a column most likely is, by its header and the visits that the study knows; `ignore` when nothing fits. */
export function guessTarget(header: string, timepoints: readonly Timepoint[]): Target {
  const name = normalised(header);
  const simple = SIMPLE.find(([pattern]) => pattern.test(name));
  if (simple !== undefined) return { kind: simple[1] };
  const ids = new Map(timepoints.map(({ id }) => [id.toLowerCase(), id]));
  for (const [visit, rest] of splits(name.replace(/_(mm|deg|degrees)$/, ''))) {
    const timepoint = ids.get(visit) ?? ids.get(VISITS[visit] ?? '');
    if (timepoint === undefined) continue;
    const measure = MEASURES.find(([pattern]) => pattern.test(rest));
    if (measure !== undefined) return { kind: 'reported', measure: measure[1], timepoint };
    if (INSTRUMENTS.test(rest)) return { kind: 'score', instrument: instrumentName(rest), timepoint };
  }
  if (name === 'follow_up_months') {
    return { kind: 'score', instrument: name, timepoint: timepoints.at(-1)?.id ?? 'post' };
  }
  return { kind: 'ignore' };
}

const instrumentName = (name: string): string => (name.includes('_') ? name : name.toUpperCase());

function normalised(header: string): string {
  return header
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

/** Every way to take a name apart into a visit and the rest, visit first or last: pre_wedge, wedge_pre. */
function* splits(name: string): Generator<readonly [visit: string, rest: string]> {
  const parts = name.split('_');
  for (let at = 1; at < parts.length; at += 1) {
    const [first, last] = [parts.slice(0, at).join('_'), parts.slice(at).join('_')];
    yield [first, last];
    yield [last, first];
  }
}

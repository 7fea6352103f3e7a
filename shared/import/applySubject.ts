import { success, type Result } from '../result.ts';
import { addClinicalEvent, setScore } from '../study/edits/clinicalEdits.ts';
import { setSubjectFacts, setTreatedLevels } from '../study/edits/subjectEdits.ts';
import { sameValue } from '../study/sameValue.ts';
import type { ClinicalEvent, Study, Subject } from '../study/study.ts';
import { parseLevels, parseSex, parseYesNo } from './cellValues.ts';
import { parseEvents } from './parseEvents.ts';
import { clipped } from './parseTable.ts';
import { rejected, type NumberCell, type RowReader } from './rowReader.ts';
import type { TablePlan } from './tablePlan.ts';

/** A study of one subject, so that an edit does not look through all the others. */
export interface OneSubject {
  readonly study: Study;
  readonly subject: Subject;
}

export const subjectOf = ({ study, subject }: OneSubject): Subject => study.subjects[0] ?? subject;

type Step = (one: OneSubject, row: RowReader, plan: TablePlan) => Result<Study, string>;

/** What a row says of the subject itself, in steps that each refuse what they cannot take. */
export const SUBJECT_STEPS: readonly Step[] = [applySex, applyAge, applyTexts, applyTreated, applyScores, applyEvents];

/** Nothing that is recorded is overwritten: the same again is fine, something else is a contradiction. */
export function agrees<T>(name: string, present: T | null | undefined, given: T): string | null {
  if (present === undefined || present === null || sameValue(present, given)) return null;
  return `${name}: the study has ${shownValue(present)} and the table ${shownValue(given)}; nothing is overwritten`;
}

const shownValue = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value));

function applySex({ study, subject }: OneSubject, row: RowReader): Result<Study, string> {
  const text = row.text('sex');
  if (text === '') return success(study);
  const sex = parseSex(text);
  if (sex === null) return rejected(`${row.header('sex')}: "${clipped(text)}" is not one of F, M, female, male, other`);
  const conflict = agrees(row.header('sex'), subject.sex, sex);
  if (conflict !== null) return rejected(conflict);
  return success(setSubjectFacts(study, { subjectId: subject.id, facts: { sex } }));
}

function applyAge({ study, subject }: OneSubject, row: RowReader): Result<Study, string> {
  const age = row.simpleNumber('age', { from: 0, to: 150 });
  if (!age.ok) return age;
  if (age.value.kind !== 'number') return success(study);
  const conflict = agrees(row.header('age'), subject.ageYears, age.value.value);
  if (conflict !== null) return rejected(conflict);
  return success(setSubjectFacts(study, { subjectId: subject.id, facts: { ageYears: age.value.value } }));
}

function applyTexts({ study, subject }: OneSubject, row: RowReader): Result<Study, string> {
  const diagnosis = row.text('diagnosis').slice(0, 200);
  const arm = row.text('arm');
  const conflict =
    (diagnosis === '' ? null : agrees(row.header('diagnosis'), subject.diagnosis, diagnosis)) ??
    (arm === '' ? null : agrees(row.header('arm'), subject.arm, arm));
  if (conflict !== null) return rejected(conflict);
  const known = study.protocol.arms.map(({ id }) => id);
  if (arm !== '' && !known.includes(arm)) {
    return rejected(
      `${row.header('arm')}: the study has no arm "${clipped(arm)}"${known.length === 0 ? '' : `, only ${known.join(', ')}`}`,
    );
  }
  const facts = { ...(diagnosis === '' ? {} : { diagnosis }), ...(arm === '' ? {} : { arm }) };
  return success(setSubjectFacts(study, { subjectId: subject.id, facts }));
}

function applyTreated({ study, subject }: OneSubject, row: RowReader): Result<Study, string> {
  const text = row.text('treated_levels');
  if (text === '') return success(study);
  const read = parseLevels(text);
  if ('wrong' in read) return rejected(`${row.header('treated_levels')}: "${clipped(read.wrong)}" is no level`);
  const wanted = setTreatedLevels(study, { subjectId: subject.id, levels: read.levels });
  const given = wanted.subjects[0]?.treatedLevels ?? [];
  const present = subject.treatedLevels.length === 0 ? null : subject.treatedLevels;
  const conflict = agrees(row.header('treated_levels'), present, given);
  return conflict === null ? success(wanted) : rejected(conflict);
}

/** Scores of any instrument; wide columns, or a long row with instrument, timepoint and value. */
function applyScores(one: OneSubject, row: RowReader, plan: TablePlan): Result<Study, string> {
  let study = one.study;
  for (const column of plan.columns) {
    const { target } = column;
    if (target.kind !== 'score') continue;
    const cell = row.number(column, { from: -1e6, to: 1e6 });
    if (!cell.ok) return cell;
    const next = applyScore({ ...one, study }, cell.value, { ...target, name: column.header });
    if (!next.ok) return next;
    study = next.value;
  }
  return success(study);
}

/** One score or its reason; an empty cell says nothing. */
export function applyScore(
  { study, subject }: OneSubject,
  cell: NumberCell,
  place: { readonly instrument: string; readonly timepoint: string; readonly name: string },
): Result<Study, string> {
  if (cell.kind === 'empty') return success(study);
  const { instrument, timepoint, name } = place;
  const entry = cell.kind === 'number' ? { value: cell.value } : { missing: cell.missing };
  const next = setScore(study, { subjectId: subject.id, timepoint, instrument, ...entry });
  const find = ({ subjects: [own] }: Study) =>
    own?.clinical.scores.find((score) => score.instrument === instrument && score.timepoint === timepoint);
  const [before, after] = [find(study), find(next)];
  const conflict =
    before === undefined || after === undefined
      ? null
      : agrees(name, before.value ?? before.missing ?? 'nothing', after.value ?? after.missing ?? 'nothing');
  return conflict === null ? success(next) : rejected(conflict);
}

function applyEvents({ study, subject }: OneSubject, row: RowReader): Result<Study, string> {
  const timepoints = new Set(study.protocol.timepoints.map(({ id }) => id));
  const read = parseEvents(row.text('events'), timepoints);
  if ('wrong' in read) {
    return rejected(
      `${row.header('events')}: "${clipped(read.wrong)}" is no event; write e.g. "leakage anterior L1; death"`,
    );
  }
  const marked: ClinicalEvent[] = [];
  for (const kind of ['death', 'lost'] as const) {
    const isMarked = parseYesNo(row.text(kind));
    if (isMarked === null) return rejected(`${row.header(kind)}: "${clipped(row.text(kind))}" is neither yes nor no`);
    if (isMarked) marked.push({ kind });
  }
  const all = [...read.events, ...marked];
  return success(all.reduce((next, event) => withEvent(next, subject.id, event), study));
}

/** An event that is recorded already is not recorded twice; a death happens once. */
function withEvent(study: Study, subjectId: string, event: ClinicalEvent): Study {
  const present = study.subjects[0]?.clinical.events ?? [];
  const isKnown = present.some((each) => (event.kind === 'death' ? each.kind === 'death' : sameValue(each, event)));
  return isKnown ? study : addClinicalEvent(study, { subjectId, event });
}

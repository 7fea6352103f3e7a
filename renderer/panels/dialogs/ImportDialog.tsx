import { useMemo, useState, type ReactElement } from 'react';
import type { Study } from '../../../shared/study/study.ts';
import { CODE_PATTERN } from '../../../shared/study/study.ts';
import { shownStudy } from '../../editor/selectors.ts';
import { checkImport, type ImportNote, type PatientConflict } from '../../files/checkImport.ts';
import type { Dialog } from '../../files/dialogs.ts';
import { repeatsIdentity } from '../../files/examImage.ts';
import type { OpenedRow } from '../../files/openedFilm.ts';
import { givenName } from '../../messages/coreText.ts';
import { showDay } from '../../messages/numbers.ts';
import { fileNameText, text } from '../../messages/text.ts';
import { useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import './import.css';
import { SmallPicture } from './Thumbnail.tsx';

/** Beyond this a list of suggestions helps nobody; the code can be typed all the same. */
const MOST_SUGGESTED = 300;
const CODES = 'import-codes';

/** Whose films, and when: the proposal as a table. Nothing is stored before the user agrees. */
export function ImportDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'import' }> }): ReactElement {
  const { proposal, answer } = dialog;
  const study = useAppState(({ editor }) => shownStudy(editor));
  const [rows, setRows] = useState(proposal);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const check = useMemo(() => checkImport(study, rows), [study, rows]);
  const problems = rows.map((row) => codeProblem(row, rows));
  const open = check.conflicts.filter((conflict) => !confirmed.has(nameOf(conflict)));
  const isBlocked =
    check.notes.some((note) => note?.kind === 'taken') ||
    problems.some((problem) => problem !== null) ||
    check.used === 0;
  const change = (index: number, fields: Partial<Pick<OpenedRow, 'code' | 'timepoint'>>): void =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...fields } : row)));
  return (
    <DialogFrame title={text('import.title')} onClose={() => answer(null)} wide>
      <p className="quiet">{text('import.text')}</p>
      {check.conflicts.map((conflict) => (
        <Conflict
          key={nameOf(conflict)}
          conflict={conflict}
          isConfirmed={confirmed.has(nameOf(conflict))}
          onConfirm={(isSure) => {
            const others = [...confirmed].filter((name) => name !== nameOf(conflict));
            setConfirmed(new Set(isSure ? [...others, nameOf(conflict)] : others));
          }}
        />
      ))}
      <datalist id={CODES}>
        {study.subjects.slice(0, MOST_SUGGESTED).map(({ id, code }) => (
          <option key={id} value={code}>
            {code}
          </option>
        ))}
      </datalist>
      <div className="import-table">
        <table>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {text('import.film')}
              </th>
              <th scope="col">{text('import.taken')}</th>
              <th scope="col">{text('import.subject')}</th>
              <th scope="col">{text('import.timepoint')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <FilmRow
                // oxlint-disable-next-line react/no-array-index-key -- two rows may hold the same image; their order is fixed
                key={index}
                row={row}
                study={study}
                note={check.notes[index] ?? null}
                problem={problems[index] ?? null}
                onChange={(fields) => change(index, fields)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-buttons">
        {open.length > 0 && <span className="problem import-hint">{text('import.confirm')}</span>}
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.cancel')}
        </button>
        <button
          type="button"
          className="primary"
          data-first
          disabled={isBlocked || open.length > 0}
          onClick={() => answer(rows)}
        >
          {text('import.use', { count: check.used })}
        </button>
      </div>
    </DialogFrame>
  );
}

/** A confirmation holds for exactly these films: another one added to them asks again. */
const nameOf = ({ code, names }: PatientConflict): string => [code, ...names].join('\n');

/** A name of one of these people is no code for another either. */
function codeProblem({ code, timepoint }: OpenedRow, rows: readonly OpenedRow[]): string | null {
  if (timepoint === null) return null;
  if (!CODE_PATTERN.test(code)) return text('subject.codeInvalid');
  return rows.some(({ film }) => repeatsIdentity(code, film.identity)) ? text('subject.codeIsIdentity') : null;
}

interface ConflictProps {
  readonly conflict: PatientConflict;
  readonly isConfirmed: boolean;
  readonly onConfirm: (isSure: boolean) => void;
}

function Conflict({ conflict: { code, names }, isConfirmed, onConfirm }: ConflictProps) {
  return (
    <div className="patient-banner" role="alert">
      <p>
        <strong>{text('import.otherPatient', { code })}</strong>
      </p>
      <p>{text('import.otherPatientText', { names: names.join(', ') })}</p>
      <label className="choice">
        <input type="checkbox" checked={isConfirmed} onChange={(event) => onConfirm(event.target.checked)} />
        {text('import.samePerson')}
      </label>
    </div>
  );
}

interface RowProps {
  readonly row: OpenedRow;
  readonly study: Study;
  readonly note: ImportNote | null;
  readonly problem: string | null;
  readonly onChange: (fields: Partial<Pick<OpenedRow, 'code' | 'timepoint'>>) => void;
}

function FilmRow({ row, study, note, problem, onChange }: RowProps) {
  const { film, code, timepoint } = row;
  const isNew = code !== '' && study.subjects.every((subject) => subject.code.toLowerCase() !== code.toLowerCase());
  const said = problem ?? (note ? noteText(note, row) : null);
  return (
    <tr className={timepoint === null ? 'unused' : ''}>
      <td>
        <SmallPicture picture={film.picture} />
      </td>
      <th scope="row">
        <div className="import-about">
          <span className="import-name">{fileNameText(film.name)}</span>
          {film.folder !== '' && <span className="quiet small">{fileNameText(film.folder.replace(/^\//, ''))}</span>}
          {said !== null && (
            <span className={problem !== null || note?.kind === 'taken' ? 'problem small' : 'hint small'}>{said}</span>
          )}
        </div>
      </th>
      <td className="quiet">
        {film.image.acquisitionDate === undefined ? text('import.undated') : showDay(film.image.acquisitionDate)}
        {film.time !== null && film.image.acquisitionDate !== undefined && <span>{film.time.slice(0, 5)}</span>}
      </td>
      <td>
        <input
          list={CODES}
          value={code}
          maxLength={64}
          aria-label={text('import.subjectOf', { name: film.name })}
          aria-invalid={problem !== null}
          autoComplete="off"
          onChange={(event) => onChange({ code: event.target.value.trim() })}
        />
        {isNew && timepoint !== null && <span className="quiet small">{text('import.new')}</span>}
      </td>
      <td>
        <select
          aria-label={text('import.timepointOf', { name: film.name })}
          value={timepoint ?? ''}
          onChange={(event) => onChange({ timepoint: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{text('import.skip')}</option>
          {study.protocol.timepoints.map(({ id, label }) => (
            <option key={id} value={id}>
              {givenName({ id, label })}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function noteText(note: ImportNote, { code, timepoint }: OpenedRow): string {
  switch (note.kind) {
    case 'sameAs':
      return text('import.sameAs', { name: note.name });
    case 'alreadyIn':
      return text('import.alreadyIn', { code: note.code, timepoint: note.timepoint });
    case 'taken':
      return text('import.twice', { code, timepoint: timepoint ?? '' });
    default:
      return text('import.replaces');
  }
}

/** While the films are read; stopping leaves the study as it was. */
export function ImportingDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'importing' }> }): ReactElement {
  const { done, total, answer } = dialog;
  return (
    <DialogFrame title={text('import.reading', { done, total })} onClose={answer}>
      <progress className="importing" max={total} value={done} aria-label={text('import.reading', { done, total })} />
      <div className="dialog-buttons">
        <button type="button" data-first onClick={answer}>
          {text('import.stop')}
        </button>
      </div>
    </DialogFrame>
  );
}

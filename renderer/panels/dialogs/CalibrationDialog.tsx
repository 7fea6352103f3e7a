import { useState, type ReactElement } from 'react';
import type { SpacingCandidate } from '../../../shared/geometry/spacingCandidates.ts';
import type { Spacing } from '../../../shared/geometry/spacing.ts';
import { calibrationInForce, examCalibration, fileCalibration } from '../../../shared/study/examCalibration.ts';
import { sameValue } from '../../../shared/study/sameValue.ts';
import type { CalibrationEntry, Exam } from '../../../shared/study/study.ts';
import { currentSubject, examAt } from '../../editor/selectors.ts';
import type { Dialog, LedgerChoice } from '../../files/dialogs.ts';
import { calibrationWarningText, planeText } from '../../messages/coreText.ts';
import { showDateTime, showNumber } from '../../messages/numbers.ts';
import { codeText, text } from '../../messages/text.ts';
import { useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { TypedSpacing } from './TypedSpacing.tsx';

type Recorded = Extract<LedgerChoice, { kind: 'record' }>;

/** Every spacing of one film side by side: which is in use, why, and since when; and every way to another one. */
export function CalibrationDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'calibration' }>;
}): ReactElement | null {
  const { timepoint, answer } = dialog;
  const exam = useAppState(({ editor }) => examAt(editor, timepoint));
  const alike = useAppState(({ editor }) => (exam ? filmsAlike(exam, currentSubject(editor)?.exams ?? []) : 1));
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<Recorded['scope']>('film');
  const [typing, setTyping] = useState(false);
  if (!exam) return null;
  const file = fileCalibration(exam);
  const choose = (entry: Recorded['entry']): void => answer({ kind: 'record', entry, reason: reason.trim(), scope });
  return (
    <DialogFrame title={text('ledger.title', { timepoint: timepoint.toUpperCase() })} onClose={() => answer(null)} wide>
      <p className="in-force">
        <strong>{inForceText(exam)}</strong>
        {calibrationInForce(exam) === undefined && file.spacing !== null && (
          <span className="quiet"> {text('ledger.rule')}</span>
        )}
      </p>
      {examCalibration(exam).warnings.map((code) => (
        <p key={code} className="problem">
          {calibrationWarningText(code)}
        </p>
      ))}
      {file.candidates.length === 0 ? (
        <p className="quiet">{text('ledger.none')}</p>
      ) : (
        <table className="ledger">
          <tbody>
            {file.candidates.map((candidate) => (
              <CandidateRow
                key={candidate.source}
                candidate={candidate}
                exam={exam}
                onUse={() => choose({ kind: 'file', source: candidate.source })}
              />
            ))}
          </tbody>
        </table>
      )}
      <Ways
        exam={exam}
        typing={typing}
        onType={() => setTyping(!typing)}
        onChoose={choose}
        onMeasure={(shape) => answer({ kind: 'measure', shape })}
      />
      {typing && <TypedSpacing onUse={(spacing, plane) => choose({ kind: 'typed', spacing, plane })} />}
      <label>
        {text('ledger.reason')}
        <input
          value={reason}
          maxLength={200}
          placeholder={text('ledger.reasonHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {alike > 1 && (
        <fieldset>
          <legend>{text('ledger.scope')}</legend>
          {(['film', 'alike'] as const).map((each) => (
            <label key={each} className="choice">
              <input type="radio" name="scope" checked={scope === each} onChange={() => setScope(each)} />
              {text(each === 'film' ? 'ledger.scopeFilm' : 'ledger.scopeAlike', { count: alike })}
            </label>
          ))}
        </fieldset>
      )}
      <History entries={exam.calibrations} />
      <div className="dialog-buttons">
        <button type="button" className="primary" onClick={() => answer(null)}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

interface WaysProps {
  readonly exam: Exam;
  readonly typing: boolean;
  readonly onType: () => void;
  readonly onChoose: (entry: Recorded['entry']) => void;
  readonly onMeasure: (shape: 'line' | 'disc') => void;
}

/** The ways to a spacing that the file does not hold, and back. */
function Ways({ exam, typing, onType, onChoose, onMeasure }: WaysProps) {
  return (
    <div className="ledger-ways">
      <button type="button" onClick={() => onMeasure('line')}>
        {text('ledger.measureLine')}
      </button>
      <button type="button" onClick={() => onMeasure('disc')}>
        {text('ledger.measureDisc')}
      </button>
      <button type="button" aria-expanded={typing} onClick={() => onType()}>
        {text('ledger.type')}
      </button>
      {calibrationInForce(exam) !== undefined && (
        <button type="button" onClick={() => onChoose({ kind: 'automatic' })}>
          {text('ledger.automatic')}
        </button>
      )}
    </div>
  );
}

const filmsAlike = (exam: Exam, exams: readonly Exam[]): number =>
  exams.filter(({ image }) => image !== undefined && sameValue(image.spacing, exam.image?.spacing)).length;

const spacingText = ({ rowSpacing, columnSpacing }: Spacing): string =>
  Math.abs(rowSpacing / columnSpacing - 1) < 1e-4
    ? showNumber(columnSpacing, 4)
    : `${showNumber(rowSpacing, 4)} × ${showNumber(columnSpacing, 4)}`;

function inForceText(exam: Exam): string {
  const { spacing, label } = examCalibration(exam);
  return spacing === null
    ? text('pane.noSpacing')
    : `${text('pane.spacing', { spacing: spacingText(spacing) })} · ${planeText(label)}`;
}

interface CandidateProps {
  readonly candidate: SpacingCandidate;
  readonly exam: Exam;
  readonly onUse: () => void;
}

function CandidateRow({ candidate, exam, onUse }: CandidateProps) {
  const { source, spacing, label, status, whyNot } = candidate;
  const entry = calibrationInForce(exam);
  const isInUse =
    entry === undefined || entry.kind === 'automatic'
      ? status === 'in_force'
      : entry.kind === 'file' && entry.source === source;
  return (
    <tr className={isInUse ? 'in-use' : ''}>
      <th scope="row">{codeText('ledger.source', source)}</th>
      <td className="numbers">{spacing === null ? '–' : spacingText(spacing)}</td>
      <td>{spacing === null ? '' : planeText(label)}</td>
      <td className="quiet">{isInUse || whyNot === null ? '' : codeText('ledger.why', whyNot)}</td>
      <td>
        {isInUse ? (
          <strong>{text('ledger.inUse')}</strong>
        ) : (
          spacing !== null &&
          status !== 'refused' && (
            <button type="button" onClick={onUse}>
              {text('ledger.use')}
            </button>
          )
        )}
      </td>
    </tr>
  );
}

/** Who put what in force, when and why; the newest first. Nothing is ever taken out of it but by undo. */
function History({ entries }: { readonly entries: readonly CalibrationEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{text('ledger.history')}</h3>
      <ul className="lines">
        {entries.toReversed().map((entry) => (
          <li key={`${entry.at}-${entry.kind}`}>
            {entryText(entry)}
            <span className="quiet">{` · ${entry.by} · ${showDateTime(new Date(entry.at))}`}</span>
            {entry.reason !== '' && <span className="quiet">{` · ${entry.reason}`}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function entryText(entry: CalibrationEntry): string {
  switch (entry.kind) {
    case 'line':
    case 'disc': {
      const object = entry.object === '' ? '' : ` (${entry.object})`;
      return text(`ledger.entry.${entry.kind}`, { length: showNumber(entry.knownMm, 1) }) + object;
    }
    case 'typed':
      return text('ledger.entry.typed', { spacing: spacingText(entry.spacing) });
    case 'file':
      return codeText('ledger.source', entry.source);
    default:
      return text('ledger.entry.automatic');
  }
}

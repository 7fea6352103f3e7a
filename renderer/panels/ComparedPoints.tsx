import type { ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { readingErrorOf } from '../editor/levelResults.ts';
import { examAt, vertebraAt } from '../editor/selectors.ts';
import { comparedVertebra, pointTolerance, toleranceRings } from '../editor/toleranceRings.ts';
import type { AppState } from '../files/app.ts';
import { agreeOn } from '../files/compareReadings.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import './reading.css';
import { useApp, useAppState } from './useApp.ts';

/** How far two readings of a level lie apart, point by point, and what the readers agree on. */
export function ComparedPoints({ level }: { readonly level: Level }): ReactElement | null {
  const app = useApp();
  const editor = useAppState((state) => state.editor);
  const isCompared = useAppState(({ part }: AppState) => part?.kind === 'compared');
  const [first, second, consensus] = editor.history.present.protocol.timepoints;
  const exam = first && examAt(editor, first.id);
  if (!isCompared || !first || !second || !consensus || !exam) return null;
  const own = vertebraAt(editor, first.id, level);
  const other = comparedVertebra(examAt(editor, second.id), level);
  const error = readingErrorOf(editor);
  const rings = toleranceRings(exam, { own, other, level, error });
  const isAgreed = vertebraAt(editor, consensus.id, level) !== null;
  return (
    <section className="compared">
      <h2>{text('compared.points', { level })}</h2>
      <ul>
        {rings.map(({ landmark, distance, unit, isOutside }) => (
          <li key={landmark} className={isOutside ? 'outside' : ''}>
            <span>{landmark}</span>
            <span className="numbers">{distance === null ? '–' : `${showNumber(distance, 1)} ${unit}`}</span>
            <span className="quiet small">{isOutside ? text('compared.outside') : ''}</span>
          </li>
        ))}
      </ul>
      <p className="quiet small">{text('compared.pointsHint', { tolerance: showNumber(pointTolerance(error), 1) })}</p>
      <h2>{text('compared.agreed', { level })}</h2>
      <p className="quiet small">
        {text(isAgreed ? 'compared.isAgreed' : 'compared.notAgreed', { consensus: consensus.id })}
      </p>
      <p className="compared-buttons">
        <button type="button" disabled={!own} onClick={() => agreeOn(app, 'first')}>
          {text('compared.take', { reading: first.id })}
        </button>
        <button type="button" disabled={!other} onClick={() => agreeOn(app, 'second')}>
          {text('compared.take', { reading: second.id })}
        </button>
        <button type="button" disabled={!own || !other} onClick={() => agreeOn(app, 'mean')}>
          {text('compared.mean')}
        </button>
      </p>
    </section>
  );
}

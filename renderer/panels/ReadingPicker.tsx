import type { ReactElement } from 'react';
import { currentSubject, shownStudy } from '../editor/selectors.ts';
import { perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { actionById, isEnabled, runAction } from './actions/allActions.ts';
import { useApp, useAppState } from './useApp.ts';

/** Whose points these are, and which reading of theirs. Another reading starts without points: a repeat is blind. */
export function ReadingPicker(): ReactElement {
  const app = useApp();
  const reader = useAppState(({ editor }) => editor.reader);
  const reading = useAppState(({ editor }) => editor.reading);
  const readers = useAppState(({ editor }) => shownStudy(editor).protocol.readers);
  const last = useAppState(({ editor }) =>
    Math.max(
      0,
      ...(currentSubject(editor)?.exams ?? []).flatMap((exam) =>
        exam.readings.flatMap((each) => (each.reader === editor.reader ? [each.number] : [])),
      ),
    ),
  );
  const isReadTwice = useAppState((state) => isEnabled(actionById('compare-readings'), state));
  const codes = readers.some(({ id }) => id === reader)
    ? readers.map(({ id }) => id)
    : [reader, ...readers.map(({ id }) => id)];
  // A new reading is the one after the last that has something in it.
  const numbers = Array.from({ length: Math.max(last, reading) }, (_, index) => index + 1);
  const next = last + 1;
  const turnTo = (to: { reader: string; reading: number }): void => perform(app, { type: 'setReading', ...to });
  return (
    <p className="reading-picker quiet">
      <select
        aria-label={text('reading.reader')}
        value={reader}
        onChange={(event) => turnTo({ reader: event.target.value, reading: 1 })}
      >
        {codes.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
      <select
        aria-label={text('reading.number')}
        value={reading}
        onChange={(event) => turnTo({ reader, reading: Number(event.target.value) })}
      >
        {numbers.map((number) => (
          <option key={number} value={number}>
            {text('reading.first', { number })}
          </option>
        ))}
        {!numbers.includes(next) && <option value={next}>{text('reading.new', { number: next })}</option>}
      </select>
      {isReadTwice && (
        <button type="button" className="link" onClick={() => runAction(app, 'compare-readings')}>
          {text('action.compareReadings')}
        </button>
      )}
    </p>
  );
}

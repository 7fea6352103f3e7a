import type { ReactElement } from 'react';
import { suggestedEvent } from '../../../shared/export/redcapLongitudinal.ts';
import { usedTimepoints } from '../../../shared/study/measureStudy.ts';
import { shownStudy } from '../../editor/selectors.ts';
import type { ExportChoice } from '../../files/dialogs.ts';
import { givenName } from '../../messages/coreText.ts';
import { text } from '../../messages/text.ts';
import { useAppState } from '../useApp.ts';

const EVENT = /^[a-z0-9_]{0,100}$/;

/** An event that REDCap could not have, or none at all. */
export function hasWrongEvent({ events }: Pick<ExportChoice, 'events'>): boolean {
  const names = Object.values(events ?? {});
  return events !== null && (names.some((name) => !EVENT.test(name)) || names.every((name) => name === ''));
}

interface Props {
  readonly events: ExportChoice['events'];
  readonly onChange: (events: ExportChoice['events']) => void;
}

/** Classic or longitudinal; in the latter each visit has its event, and one without is left out. */
export function RedcapEventsForm({ events, onChange }: Props): ReactElement {
  const study = useAppState(({ editor }) => shownStudy(editor));
  const used = new Set(usedTimepoints(study));
  const timepoints = study.protocol.timepoints.filter(({ id }) => used.has(id));
  const suggested = Object.fromEntries(timepoints.map(({ id }) => [id, suggestedEvent(id)]));
  return (
    <fieldset>
      <legend>{text('export.project')}</legend>
      <label className="choice">
        <input type="radio" name="project" checked={events === null} onChange={() => onChange(null)} />
        {text('export.classic')}
      </label>
      <label className="choice">
        <input type="radio" name="project" checked={events !== null} onChange={() => onChange(suggested)} />
        {text('export.longitudinal')}
      </label>
      {events !== null &&
        timepoints.map(({ id, label }) => (
          <label key={id} className="export-event">
            <span>{text('export.event', { timepoint: givenName({ id, label }) })}</span>
            <input
              value={events[id] ?? ''}
              placeholder={text('export.eventNone')}
              maxLength={100}
              aria-invalid={!EVENT.test(events[id] ?? '')}
              autoComplete="off"
              onChange={(event) => onChange({ ...events, [id]: event.target.value.trim() })}
            />
          </label>
        ))}
      {hasWrongEvent({ events }) && <p className="problem small">{text('export.eventWrong')}</p>}
    </fieldset>
  );
}

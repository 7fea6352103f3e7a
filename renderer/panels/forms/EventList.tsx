import type { ReactElement } from 'react';
import { LEVELS } from '../../../shared/spine/levels.ts';
import { isStorableDays, TEXT_LIMITS } from '../../../shared/study/limits.ts';
import {
  addClinicalEvent,
  changeClinicalEvent,
  removeClinicalEvent,
} from '../../../shared/study/edits/clinicalEdits.ts';
import { withFields } from '../../../shared/study/edits/change.ts';
import type { ClinicalEvent, Study, Subject } from '../../../shared/study/study.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { repeatsOpenIdentity } from '../../files/subjectCode.ts';
import { codeText, text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { fractureRelation, sitesOf } from './clinicalSites.ts';
import { ChoiceField, DraftField, NumberField } from './fields.tsx';

interface Props {
  readonly study: Study;
  readonly subject: Subject;
}

const KINDS = ['leakage', 'fracture', 'death', 'lost', 'other'] as const satisfies readonly ClinicalEvent['kind'][];

type Fields = { readonly [K in keyof ClinicalEvent]?: ClinicalEvent[K] | undefined };

/** What happened to the subject. A death or a loss also tells why later visits have no film. */
export function EventList({ study, subject }: Props): ReactElement {
  const app = useApp();
  const { id: subjectId, code, clinical, treatedLevels } = subject;
  const add = (kind: ClinicalEvent['kind']): void => {
    const [level] = treatedLevels;
    const event: ClinicalEvent = kind === 'leakage' && level !== undefined ? { kind, level } : { kind };
    commitStudy(app, (present) => addClinicalEvent(present, { subjectId, event }), {
      label: `event:${code}:${text(`event.${kind}`)}`,
      subjectId,
    });
  };
  return (
    <section>
      <h3>{text('form.events')}</h3>
      <ul className="events">
        {clinical.events.map((event, position) => (
          // oxlint-disable-next-line react/no-array-index-key -- an event has no other name than its place
          <li key={position}>
            <EventFields study={study} subject={subject} event={event} position={position} />
          </li>
        ))}
      </ul>
      <ChoiceField
        className="short-form"
        label={text('form.addEvent')}
        isLabelHidden
        value={null}
        none={text('form.addEvent')}
        options={KINDS.map((id) => ({ id, name: text(`event.${id}`) }))}
        onChoose={(kind) => kind && add(kind)}
      />
    </section>
  );
}

interface EventProps extends Props {
  readonly event: ClinicalEvent;
  readonly position: number;
}

function EventFields({ study, subject, event, position }: EventProps) {
  const app = useApp();
  const { id: subjectId, code, treatedLevels } = subject;
  const { kind } = event;
  const name = text(`event.${kind}`);
  const change = (fields: Fields, burst?: string): void => {
    const changed = withFields<ClinicalEvent>(event, fields);
    commitStudy(app, (present) => changeClinicalEvent(present, { subjectId, position, event: changed }), {
      label: `event:${code}:${name}`,
      subjectId,
      ...(burst === undefined ? {} : { burst }),
    });
  };
  const remove = (): void => {
    commitStudy(app, (present) => removeClinicalEvent(present, { subjectId, position }), {
      label: `eventRemoved:${code}:${name}`,
      subjectId,
    });
  };
  const sites = [...new Set([...sitesOf(kind), ...(event.site === undefined ? [] : [event.site])])];
  const hasLevel = kind === 'leakage' || kind === 'fracture';
  return (
    <fieldset className="event">
      <legend>{name}</legend>
      <button
        type="button"
        className="event-remove"
        aria-label={text('form.removeEvent')}
        title={text('form.removeEvent')}
        onClick={remove}
      >
        ✕
      </button>
      {hasLevel && (
        <ChoiceField
          label={text('form.level')}
          value={event.level ?? null}
          none={text('form.unknown')}
          options={LEVELS.map((id) => ({ id, name: treatedLevels.includes(id) ? `${id} ◆` : id }))}
          onChoose={(level) => {
            const relation = kind === 'fracture' && level !== null ? fractureRelation(level, treatedLevels) : null;
            change({ level: level ?? undefined, ...(relation === null ? {} : { site: relation }) });
          }}
        />
      )}
      {sites.length > 0 && (
        <ChoiceField
          label={text(kind === 'fracture' ? 'form.relation' : 'form.site')}
          value={event.site ?? null}
          none={text('form.unknown')}
          options={sites.map((id) => ({ id, name: codeText('site', id) }))}
          onChoose={(site) => change({ site: site ?? undefined })}
        />
      )}
      <EventTime study={study} event={event} onChange={change} />
      {hasLevel && (
        <ChoiceField
          label={text('form.symptomatic')}
          value={event.symptomatic === undefined ? null : event.symptomatic ? 'yes' : 'no'}
          none={text('form.unknown')}
          options={[
            { id: 'yes', name: text('form.yes') },
            { id: 'no', name: text('form.no') },
          ]}
          onChoose={(answer) => change({ symptomatic: answer === null ? undefined : answer === 'yes' })}
        />
      )}
      <DraftField
        className="wide-field"
        label={text('form.note')}
        value={event.note ?? ''}
        maxLength={TEXT_LIMITS.note}
        warningOf={(typed) => (typed !== '' && repeatsOpenIdentity(app, typed) ? text('form.identity') : null)}
        onCommit={(note, session) => change({ note: note === '' ? undefined : note }, session)}
      />
    </fieldset>
  );
}

interface TimeProps {
  readonly study: Study;
  readonly event: ClinicalEvent;
  readonly onChange: (fields: Fields, burst?: string) => void;
}

/** By visit, by days, or both: whichever is known. */
function EventTime({ study, event, onChange }: TimeProps) {
  return (
    <>
      <ChoiceField
        label={text('form.when')}
        value={event.timepoint ?? null}
        none={text('form.unknown')}
        options={study.protocol.timepoints.map(({ id }) => ({ id, name: id.toUpperCase() }))}
        onChoose={(timepoint) => onChange({ timepoint: timepoint ?? undefined })}
      />
      <NumberField
        className="short-field"
        label={text('form.eventDays')}
        value={event.daysFromPre ?? null}
        problem={text('form.daysInvalid')}
        isSound={isStorableDays}
        onCommit={(days, session) => onChange({ daysFromPre: days ?? undefined }, session)}
      />
    </>
  );
}

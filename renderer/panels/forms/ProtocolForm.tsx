import { useMemo, type ReactElement } from 'react';
import { LEVELS } from '../../../shared/spine/levels.ts';
import { PROVISIONAL_READING_ERROR } from '../../../shared/spine/uncertainty.ts';
import { TEXT_LIMITS } from '../../../shared/study/limits.ts';
import {
  renameStudy,
  setArms,
  setLevels,
  setPointScheme,
  setReaders,
  setReadingError,
  setTimepoints,
} from '../../../shared/study/edits/protocolEdits.ts';
import type { Protocol, Study, Timepoint } from '../../../shared/study/study.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { recordReadingError } from '../../files/recordReadingError.ts';
import { text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { CodeList } from './CodeList.tsx';
import { DraftField, NumberField } from './fields.tsx';
import { LevelChoice } from './LevelChoice.tsx';
import { freeId, protocolUse } from './protocolUse.ts';

/** What the whole study agrees on: visits, levels, readers, arms, points, reading error. */
export function ProtocolForm({ study }: { readonly study: Study }): ReactElement {
  const app = useApp();
  const { protocol, subjects } = study;
  const use = useMemo(() => protocolUse({ subjects }), [subjects]);
  const commit = (label: string, change: (present: Study) => Study, burst?: string): void => {
    commitStudy(app, change, { label, ...(burst === undefined ? {} : { burst }) });
  };
  return (
    <>
      <section>
        <DraftField
          label={text('protocol.study')}
          value={study.title}
          maxLength={TEXT_LIMITS.title}
          onCommit={(title, session) => commit('title', (present) => renameStudy(present, { title }), session)}
        />
      </section>
      <CodeList
        name={text('protocol.timepoints')}
        entries={protocol.timepoints}
        countUses={(id) => use.timepoints.get(id) ?? 0}
        newEntry={(id): Timepoint => ({ id, label: id, nominalDays: null })}
        suggestId={(entries) => freeId('v', entries)}
        addLabel={text('protocol.addTimepoint')}
        needsOne
        hasOrder
        hasDays
        onChange={(timepoints, burst) =>
          commit('timepoints', (present) => setTimepoints(present, { timepoints }), burst)
        }
      />
      <section>
        <h3>{text('protocol.levels')}</h3>
        <LevelChoice
          label={text('protocol.levels')}
          offered={LEVELS}
          chosen={protocol.levels}
          onChange={(levels) => commit('levels', (present) => setLevels(present, { levels }))}
        />
      </section>
      <CodeList
        name={text('protocol.readers')}
        entries={protocol.readers}
        countUses={(id) => use.readers.get(id) ?? 0}
        newEntry={(id) => ({ id, label: '' })}
        suggestId={(entries) => freeId('R', entries)}
        addLabel={text('protocol.addReader')}
        needsOne
        onChange={(readers, burst) => commit('readers', (present) => setReaders(present, { readers }), burst)}
      />
      <CodeList
        name={text('protocol.arms')}
        entries={protocol.arms}
        countUses={(id) => use.arms.get(id) ?? 0}
        newEntry={(id) => ({ id, label: '' })}
        suggestId={(entries) => freeId('A', entries)}
        addLabel={text('protocol.addArm')}
        onChange={(arms, burst) => commit('arms', (present) => setArms(present, { arms }), burst)}
      />
      <PointSchemeChoice
        pointScheme={protocol.pointScheme}
        onChoose={(pointScheme) => commit('scheme', (present) => setPointScheme(present, { pointScheme }))}
      />
      <ReadingErrorFields
        readingError={protocol.readingError}
        onChange={(readingError, burst) =>
          commit('readingError', (present) => setReadingError(present, { readingError }), burst)
        }
      />
    </>
  );
}

interface SchemeProps {
  readonly pointScheme: Protocol['pointScheme'];
  readonly onChoose: (pointScheme: Protocol['pointScheme']) => void;
}

function PointSchemeChoice({ pointScheme, onChoose }: SchemeProps) {
  return (
    <fieldset>
      <legend>{text('protocol.scheme')}</legend>
      {(['six', 'four'] as const).map((each) => (
        <label key={each} className="choice">
          <input type="radio" name="point-scheme" checked={pointScheme === each} onChange={() => onChoose(each)} />
          {text(`protocol.${each}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface ErrorProps {
  readonly readingError: Protocol['readingError'];
  readonly onChange: (readingError: Protocol['readingError'], burst?: string) => void;
}

const isAboveZero = (value: number): boolean => value > 0 && value <= 100;

/** The smallest change that is more than reading error; until the study has its own, the provisional one holds. */
function ReadingErrorFields({ readingError, onChange }: ErrorProps) {
  const app = useApp();
  const { angleDeg, heightMm } = PROVISIONAL_READING_ERROR;
  return (
    <fieldset>
      <legend>{text('protocol.error')}</legend>
      <label className="choice">
        <input type="radio" name="reading-error" checked={readingError === null} onChange={() => onChange(null)} />
        {text('protocol.provisional')}
      </label>
      <label className="choice">
        <input
          type="radio"
          name="reading-error"
          checked={readingError !== null}
          onChange={() => onChange({ angleDeg, heightMm, source: '' })}
        />
        {text('protocol.own')}
      </label>
      <button type="button" onClick={() => void recordReadingError(app)}>
        {text('error.fromReadings')}
      </button>
      {readingError !== null && (
        <div className="field-grid">
          <NumberField
            label={text('protocol.angle')}
            value={readingError.angleDeg}
            problem={text('protocol.errorInvalid')}
            isSound={isAboveZero}
            mayBeEmpty={false}
            onCommit={(value, session) => value !== null && onChange({ ...readingError, angleDeg: value }, session)}
          />
          <NumberField
            label={text('protocol.height')}
            value={readingError.heightMm}
            problem={text('protocol.errorInvalid')}
            isSound={isAboveZero}
            mayBeEmpty={false}
            onCommit={(value, session) => value !== null && onChange({ ...readingError, heightMm: value }, session)}
          />
          <DraftField
            className="wide-field"
            label={text('protocol.source')}
            value={readingError.source}
            maxLength={TEXT_LIMITS.title}
            onCommit={(source, session) => onChange({ ...readingError, source }, session)}
          />
        </div>
      )}
    </fieldset>
  );
}

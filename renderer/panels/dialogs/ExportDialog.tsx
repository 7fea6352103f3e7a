import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { StudyExport } from '../../../shared/export/exportStudy.ts';
import type { FurtherTable } from '../../../shared/report/tables/furtherTables.ts';
import { shownStudy } from '../../editor/selectors.ts';
import type { Dialog, ExportChoice } from '../../files/dialogs.ts';
import { filesOf } from '../../files/exportTables.ts';
import { codeText, text, type TextKey } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import './export.css';
import { ExportPreview } from './ExportPreview.tsx';
import { RedcapEventsForm, hasWrongEvent } from './RedcapEventsForm.tsx';

const PRESETS = [
  { id: 'analysis', label: 'dialog.presetAnalysis' },
  { id: 'excel', label: 'dialog.presetExcel' },
  { id: 'redcap', label: 'dialog.presetRedcap' },
  { id: 'sr', label: 'export.presetSr' },
] as const;

const MORE: readonly { readonly id: FurtherTable | 'redcap'; readonly label: TextKey }[] = [
  { id: 'subjects', label: 'export.subjects' },
  { id: 'reliability', label: 'export.reliability' },
  { id: 'meta', label: 'export.meta' },
  { id: 'audit', label: 'export.audit' },
  { id: 'redcap', label: 'export.redcap' },
];

/** For which program, with what besides; the first rows as that program will show them, and what will be written. */
export function ExportDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'export' }> }): ReactElement {
  const [choice, setChoice] = useState(dialog.first);
  const change = (part: Partial<ExportChoice>): void => setChoice((before) => settled({ ...before, ...part }));
  const exported = useExported(choice);
  const isWrong = hasWrongEvent(choice);
  return (
    <DialogFrame title={text('dialog.exportTitle')} onClose={() => dialog.answer(null)} wide>
      <div className="export-form">
        <div>
          <fieldset>
            <legend>{text('dialog.exportPreset')}</legend>
            {PRESETS.map(({ id, label }) => (
              <label key={id} className="choice">
                <input
                  type="radio"
                  name="preset"
                  checked={choice.preset === id}
                  onChange={() => change({ preset: id })}
                />
                {text(label)}
              </label>
            ))}
          </fieldset>
          {choice.preset === 'analysis' && <p className="quiet small">{text('export.packageText')}</p>}
          {choice.preset === 'sr' && <p className="quiet small">{text('export.srText')}</p>}
          <ProgramOptions choice={choice} change={change} />
        </div>
        <fieldset disabled={choice.preset === 'sr'}>
          <legend>{text('export.more')}</legend>
          {MORE.filter(({ id }) => id !== 'redcap' || choice.preset === 'analysis').map(({ id, label }) => (
            <Option
              key={id}
              label={text(label)}
              checked={choice.include.includes(id)}
              onChange={(isOn) => change({ include: isOn ? [...choice.include, id] : without(choice.include, id) })}
            />
          ))}
          <ContentOptions choice={choice} change={change} />
        </fieldset>
      </div>
      <ExportPreview exported={exported} choice={choice} />
      <Summary exported={exported} isReports={choice.preset === 'sr'} />
      <div className="dialog-buttons">
        <fieldset className="export-packing">
          <legend className="quiet">{text('export.as')}</legend>
          {(['zip', 'folder'] as const).map((packing) => (
            <label key={packing} className="choice">
              <input
                type="radio"
                name="packing"
                checked={choice.packing === packing}
                onChange={() => change({ packing })}
              />
              {text(`export.${packing}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" onClick={() => dialog.answer(null)}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary" data-first disabled={isWrong} onClick={() => dialog.answer(choice)}>
          {text('dialog.exportWrite')}
        </button>
      </div>
    </DialogFrame>
  );
}

const without = (list: ExportChoice['include'], id: FurtherTable | 'redcap'): ExportChoice['include'] =>
  list.filter((each) => each !== id);

/** Options that belong to one program go when another one is chosen. */
function settled(choice: ExportChoice): ExportChoice {
  const { preset, include } = choice;
  const isRedcap = preset === 'redcap' || (preset === 'analysis' && include.includes('redcap'));
  return {
    ...choice,
    include: preset === 'analysis' ? include : without(include, 'redcap'),
    coded: choice.coded && preset !== 'redcap' && preset !== 'sr',
    labels: choice.labels && preset === 'excel',
    events: isRedcap ? choice.events : null,
  };
}

/** The files as they would be written. Null while they are being made: a large study takes seconds. */
function useExported(choice: ExportChoice): StudyExport | null {
  const app = useApp();
  const study = useAppState(({ editor }) => shownStudy(editor));
  const [made, setMade] = useState<{ readonly key: string; readonly exported: StudyExport } | null>(null);
  // How the files are packed changes none of them.
  const key = JSON.stringify({ ...choice, packing: null });
  useEffect(() => {
    // After the click has been drawn.
    const timer = setTimeout(() => {
      const wanted: ExportChoice = { ...(JSON.parse(key) as ExportChoice), packing: 'zip' };
      setMade({ key, exported: filesOf(app, study, { choice: wanted, created: new Date().toISOString() }) });
    }, 30);
    return () => clearTimeout(timer);
  }, [app, study, key]);
  return made?.key === key ? made.exported : null;
}

interface OptionsProps {
  readonly choice: ExportChoice;
  readonly change: (part: Partial<ExportChoice>) => void;
}

function ProgramOptions({ choice, change }: OptionsProps) {
  const { preset, decimal, include } = choice;
  if (preset === 'excel') {
    return (
      <fieldset>
        <legend>{text('export.numbers')}</legend>
        {([',', '.'] as const).map((sign) => (
          <label key={sign} className="choice">
            <input type="radio" name="decimal" checked={decimal === sign} onChange={() => change({ decimal: sign })} />
            {text(sign === ',' ? 'export.comma' : 'export.point')}
          </label>
        ))}
      </fieldset>
    );
  }
  return preset === 'redcap' || include.includes('redcap') ? (
    <RedcapEventsForm events={choice.events} onChange={(events) => change({ events })} />
  ) : null;
}

function ContentOptions({ choice, change }: OptionsProps) {
  const { preset, coded, labels, hashes, dates } = choice;
  return (
    <>
      {preset === 'excel' && (
        <Option label={text('export.labels')} checked={labels} onChange={(isOn) => change({ labels: isOn })} />
      )}
      {preset !== 'redcap' && (
        <>
          <Option
            label={text('export.coded')}
            hint={coded ? text('export.codedText') : ''}
            checked={coded}
            onChange={(isOn) => change({ coded: isOn })}
          />
          <Option
            label={text('export.hashes')}
            hint={hashes ? text('export.hashesText') : ''}
            checked={hashes}
            onChange={(isOn) => change({ hashes: isOn })}
          />
          <Option label={text('export.dates')} checked={dates} onChange={(isOn) => change({ dates: isOn })} />
        </>
      )}
    </>
  );
}

interface OptionProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Option({ label, hint = '', checked, onChange }: OptionProps) {
  return (
    <>
      <label className="choice">
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
        {label}
      </label>
      {hint !== '' && <p className="quiet small export-hint">{hint}</p>}
    </>
  );
}

/** At most this many values are named; the others are counted. */
const MOST_NAMED = 4;

interface SummaryProps {
  readonly exported: StudyExport | null;
  readonly isReports: boolean;
}

function Summary({ exported, isReports }: SummaryProps) {
  const lines = useMemo(() => {
    if (exported === null) return [];
    return isReports ? [line(text('export.reports', { files: exported.files.length }))] : summaryLines(exported);
  }, [exported, isReports]);
  return (
    <div className="export-summary" role="status" aria-label={text('export.summary')}>
      {exported === null && <p className="quiet">{text('export.counting')}</p>}
      {lines.map(({ words, isWarning }) => (
        <p key={words} className={isWarning ? 'hint' : 'quiet'}>
          {words}
        </p>
      ))}
    </div>
  );
}

const line = (words: string, isWarning = false) => ({ words, isWarning });

function summaryLines({ files, summary }: StudyExport) {
  const { rows, values, emptyByReason, protectedTexts, examsWithoutSpacing, outsideLimits } = summary;
  const reasons = Object.entries(emptyByReason).map(([reason, count]) => `${codeText('reason', reason)} ${count}`);
  const outside = outsideLimits
    .slice(0, MOST_NAMED)
    .map(({ subject, level, field, value }) => `${subject} ${level} ${field} ${value}`);
  return [
    line(text('export.counts', { files: files.length, rows, values })),
    line(reasons.length === 0 ? text('export.emptyNone') : text('export.empty', { reasons: reasons.join(', ') })),
    ...(protectedTexts > 0 ? [line(text('export.protected', { count: protectedTexts }), true)] : []),
    ...(examsWithoutSpacing > 0 ? [line(text('export.unscaled', { count: examsWithoutSpacing }), true)] : []),
    ...(outsideLimits.length > 0
      ? [line(text('export.outside', { count: outsideLimits.length, values: outside.join(', ') }), true)]
      : []),
  ];
}

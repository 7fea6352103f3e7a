import { useState, type ReactElement } from 'react';
import { TEXT_LIMITS } from '../../../shared/study/limits.ts';
import { CODE_PATTERN } from '../../../shared/study/study.ts';
import { givenName } from '../../messages/coreText.ts';
import { text } from '../../messages/text.ts';
import { DraftField, NumberField } from './fields.tsx';

export interface CodeEntry {
  readonly id: string;
  readonly label: string;
  readonly nominalDays?: number | null;
}

interface Props<T extends CodeEntry> {
  readonly name: string;
  readonly entries: readonly T[];
  /** How many subjects use the entry: such a one cannot be removed, and its code stays. */
  readonly useOf: (id: string) => number;
  readonly newEntry: (id: string) => T;
  readonly addLabel: string;
  /** One entry at least has to stay. */
  readonly needsOne?: boolean;
  readonly hasOrder?: boolean;
  readonly hasDays?: boolean;
  readonly suggestId: (entries: readonly T[]) => string;
  readonly onChange: (entries: readonly T[], burst?: string) => void;
}

/** Codes with names, in order: timepoints, readers, arms. */
export function CodeList<T extends CodeEntry>(props: Props<T>): ReactElement {
  const { name, entries, useOf, addLabel, onChange, newEntry, suggestId } = props;
  const [refused, setRefused] = useState<string | null>(null);
  const change = (index: number, fields: Partial<CodeEntry>, burst?: string): void =>
    onChange(
      entries.map((entry, at) => (at === index ? { ...entry, ...fields } : entry)),
      burst,
    );
  const move = (index: number, by: 1 | -1): void => {
    const entry = entries[index];
    const other = entries[index + by];
    if (!entry || !other) return;
    onChange(entries.map((each, at) => (at === index ? other : at === index + by ? entry : each)));
  };
  const remove = (index: number): void => {
    const entry = entries[index];
    if (!entry) return;
    const uses = useOf(entry.id);
    if (uses > 0) return setRefused(`${entry.id}: ${text('protocol.inUse', { count: uses })}`);
    if (props.needsOne && entries.length === 1) return setRefused(text('protocol.last'));
    setRefused(null);
    onChange(entries.filter((_, at) => at !== index));
  };
  return (
    <section>
      <h3>{name}</h3>
      <table className="form-table code-list">
        <thead>
          <tr>
            <th scope="col">{text('protocol.id')}</th>
            <th scope="col">{text('protocol.label')}</th>
            {props.hasDays && <th scope="col">{text('protocol.days')}</th>}
            <td />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={entry.id}>
              <td>
                <CodeField
                  entry={entry}
                  others={entries}
                  uses={useOf(entry.id)}
                  onCommit={(id) => change(index, { id })}
                />
              </td>
              <td>
                <DraftField
                  label={`${text('protocol.label')} ${entry.id}`}
                  isLabelHidden
                  value={givenName(entry)}
                  maxLength={TEXT_LIMITS.label}
                  onCommit={(label, session) => change(index, { label }, session)}
                />
              </td>
              {props.hasDays && (
                <td>
                  <NumberField
                    className="short-field"
                    label={`${text('protocol.days')} ${entry.id}`}
                    isLabelHidden
                    value={entry.nominalDays ?? null}
                    problem={text('protocol.daysInvalid')}
                    isSound={(days) => Math.abs(days) <= 100_000}
                    onCommit={(nominalDays, session) => change(index, { nominalDays }, session)}
                  />
                </td>
              )}
              <td className="code-buttons">
                {props.hasOrder && (
                  <>
                    <IconButton
                      icon="↑"
                      label={text('protocol.up', { id: entry.id })}
                      isDisabled={index === 0}
                      onPress={() => move(index, -1)}
                    />
                    <IconButton
                      icon="↓"
                      label={text('protocol.down', { id: entry.id })}
                      isDisabled={index === entries.length - 1}
                      onPress={() => move(index, 1)}
                    />
                  </>
                )}
                <IconButton icon="✕" label={text('protocol.remove', { id: entry.id })} onPress={() => remove(index)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused !== null && (
        <p className="problem" role="alert">
          {refused}
        </p>
      )}
      <button type="button" className="add" onClick={() => onChange([...entries, newEntry(suggestId(entries))])}>
        {addLabel}
      </button>
    </section>
  );
}

interface CodeFieldProps {
  readonly entry: CodeEntry;
  readonly others: readonly CodeEntry[];
  readonly uses: number;
  readonly onCommit: (id: string) => void;
}

function CodeField({ entry, others, uses, onCommit }: CodeFieldProps) {
  return (
    <DraftField
      className="short-field"
      label={`${text('protocol.id')} ${entry.id}`}
      isLabelHidden
      value={entry.id}
      commitOn="leave"
      maxLength={32}
      isReadOnly={uses > 0}
      {...(uses > 0 ? { title: text('protocol.inUse', { count: uses }) } : {})}
      problemOf={(typed) =>
        CODE_PATTERN.test(typed) && others.every((other) => other === entry || other.id !== typed)
          ? null
          : text('protocol.idInvalid')
      }
      onCommit={onCommit}
    />
  );
}

interface IconProps {
  readonly icon: string;
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function IconButton({ icon, label, isDisabled = false, onPress }: IconProps) {
  return (
    <button type="button" className="icon" aria-label={label} title={label} disabled={isDisabled} onClick={onPress}>
      {icon}
    </button>
  );
}

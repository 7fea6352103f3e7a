import { useState, type ReactElement } from 'react';
import { MOST_DAYS, TEXT_LIMITS } from '../../../shared/study/limits.ts';
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
  readonly countUses: (id: string) => number;
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
  const { name, entries, countUses, addLabel, onChange, newEntry, suggestId } = props;
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
    const uses = countUses(entry.id);
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
            <th scope="col" colSpan={props.hasDays ? 1 : 2}>
              {text('protocol.label')}
            </th>
            {props.hasDays && (
              <th scope="col" colSpan={2}>
                {text('protocol.days')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <CodeRow
              key={entry.id}
              entry={entry}
              place={{ index, entries }}
              uses={countUses(entry.id)}
              hasDays={props.hasDays === true}
              hasOrder={props.hasOrder === true}
              onChange={(fields, burst) => change(index, fields, burst)}
              onMove={(by) => move(index, by)}
              onRemove={() => remove(index)}
            />
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

interface RowProps {
  readonly entry: CodeEntry;
  readonly place: { readonly index: number; readonly entries: readonly CodeEntry[] };
  readonly uses: number;
  readonly hasDays: boolean;
  readonly hasOrder: boolean;
  readonly onChange: (fields: Partial<CodeEntry>, burst?: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function CodeRow({ entry, place, uses, hasDays, hasOrder, onChange, onMove, onRemove }: RowProps) {
  const { index, entries } = place;
  const { id } = entry;
  return (
    <tr>
      <td>
        <CodeField entry={entry} others={entries} uses={uses} onCommit={(code) => onChange({ id: code })} />
      </td>
      <td>
        <DraftField
          label={`${text('protocol.label')} ${id}`}
          isLabelHidden
          value={givenName(entry)}
          maxLength={TEXT_LIMITS.label}
          onCommit={(label, session) => onChange({ label }, session)}
        />
      </td>
      {hasDays && (
        <td>
          <NumberField
            className="short-field"
            label={`${text('protocol.days')} ${id}`}
            isLabelHidden
            value={entry.nominalDays ?? null}
            problem={text('protocol.daysInvalid')}
            isSound={(days) => Math.abs(days) <= MOST_DAYS}
            onCommit={(nominalDays, session) => onChange({ nominalDays }, session)}
          />
        </td>
      )}
      <td className="code-buttons">
        {hasOrder && (
          <>
            <IconButton
              icon="↑"
              label={text('protocol.up', { id })}
              isDisabled={index === 0}
              onPress={() => onMove(-1)}
            />
            <IconButton
              icon="↓"
              label={text('protocol.down', { id })}
              isDisabled={index === entries.length - 1}
              onPress={() => onMove(1)}
            />
          </>
        )}
        <IconButton icon="✕" label={text('protocol.remove', { id })} onPress={onRemove} />
      </td>
    </tr>
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

import { useId, useRef, useState, type ChangeEvent, type KeyboardEvent, type ReactElement } from 'react';
import { readNumber, typedNumber } from '../../messages/numbers.ts';

interface DraftProps {
  readonly label: string;
  /** The label is there for screen readers only: the table's head says it to the eye. */
  readonly isLabelHidden?: boolean;
  /** As it stands in the study. */
  readonly value: string;
  /** Why a text cannot be taken; null: it can. */
  readonly problemOf?: (typed: string) => string | null;
  /** A sentence about a text that is taken all the same. */
  readonly warningOf?: (typed: string) => string | null;
  /** Takes a sound text; `session` is the same while the field keeps the focus, so that typing is one step of undo. */
  readonly onCommit: (typed: string, session: string) => void;
  /** `leave`: only when the field is left or Enter is pressed, for texts that mean nothing before they are whole. */
  readonly commitOn?: 'type' | 'leave';
  readonly inputMode?: 'decimal' | 'numeric' | 'text';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly isReadOnly?: boolean;
  readonly title?: string;
  readonly className?: string;
  readonly list?: string;
}

let sessions = 0;

/**
 * A field of a form. What is typed is in the study as soon as it is sound, so that no save can miss it; a text that is
 * not stays in the field, marked, and the study keeps what it had. Escape brings that back.
 */
export function DraftField(props: DraftProps): ReactElement {
  const { label, value, problemOf = noProblem, warningOf = noProblem, onCommit, commitOn = 'type' } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const session = useRef('');
  const note = useId();
  const shown = draft ?? value;
  const problem = draft === null ? null : problemOf(draft.trim());
  const warning = problem === null ? warningOf(shown.trim()) : null;
  const isWrong = isLeft && problem !== null;

  const take = (typed: string): void => {
    if (problemOf(typed.trim()) === null && typed.trim() !== value) onCommit(typed.trim(), session.current);
  };
  const type = (event: ChangeEvent<HTMLInputElement>): void => {
    setDraft(event.target.value);
    if (commitOn === 'type') take(event.target.value);
  };
  const leave = (): void => {
    setLeft(true);
    if (draft === null) return;
    if (commitOn === 'leave') take(draft);
    if (problemOf(draft.trim()) === null) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      leave();
    }
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setLeft(false);
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  };
  const message = isWrong ? problem : warning;
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label>
        <span className={props.isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</span>
        <input
          value={shown}
          inputMode={props.inputMode}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          readOnly={props.isReadOnly}
          title={props.title}
          list={props.list}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={message === null ? undefined : note}
          onFocus={() => {
            sessions += 1;
            session.current = `typing-${sessions}`;
            setLeft(false);
          }}
          onChange={type}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
      </label>
      {message !== null && (
        <span id={note} className={isWrong ? 'problem' : 'hint'} role={isWrong ? 'alert' : undefined}>
          {message}
        </span>
      )}
    </div>
  );
}

const noProblem = (): null => null;

interface NumberProps extends Omit<DraftProps, 'value' | 'problemOf' | 'onCommit' | 'inputMode'> {
  readonly value: number | null;
  readonly problem: string;
  readonly isSound: (value: number) => boolean;
  /** Empty means that there is no number. False: the field must hold one. */
  readonly mayBeEmpty?: boolean;
  readonly onCommit: (value: number | null, session: string) => void;
}

/** A number with a comma or a point. 0 is a value; an empty field is none. */
export function NumberField({ value, problem, isSound, mayBeEmpty = true, onCommit, ...rest }: NumberProps) {
  const problemOf = (typed: string): string | null => {
    if (typed === '') return mayBeEmpty ? null : problem;
    const number = readNumber(typed);
    return number !== null && isSound(number) ? null : problem;
  };
  return (
    <DraftField
      {...rest}
      inputMode="decimal"
      maxLength={24}
      value={value === null ? '' : typedNumber(value)}
      problemOf={problemOf}
      onCommit={(typed, session) => {
        const number = typed === '' ? null : readNumber(typed);
        if (number !== value) onCommit(number, session);
      }}
    />
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: T | null;
  /** What stands for "nothing chosen"; undefined: something is always chosen. */
  readonly none?: string;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly onChoose: (value: T | null) => void;
  readonly className?: string;
  readonly isDisabled?: boolean;
}

/** One of a few. */
export function ChoiceField<T extends string>(props: ChoiceProps<T>): ReactElement {
  const { label, value, none, options, onChoose } = props;
  const field = useId();
  const index = options.findIndex(({ id }) => id === value);
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label htmlFor={field} className={props.isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      <select
        id={field}
        value={index}
        disabled={props.isDisabled}
        onChange={(event) => onChoose(options[Number(event.target.value)]?.id ?? null)}
      >
        {none !== undefined && <option value={-1}>{none}</option>}
        {options.map(({ id, name }, at) => (
          <option key={id} value={at}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

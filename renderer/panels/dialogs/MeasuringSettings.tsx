import type { ReactElement } from 'react';
import type { Settings } from '../../../shared/host/contract.ts';
import { changeSettings, preferencesOf } from '../../files/settings.ts';
import { nudgeSteps } from '../../messages/numbers.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';

const NUDGES = [0.1, 0.25, 0.5, 1] as const;
const ORDERS = ['round', 'endplates'] as const;
const LOUPES = ['small', 'usual', 'large'] as const;
const TOUCH_OFFSETS = [0, 20, 40, 60, 80] as const;

/** How this person places points: nothing of it changes a number. */
export function MeasuringSettings(): ReactElement {
  const settings = useAppState((state) => state.settings);
  const { nudge, order, touchOffset } = preferencesOf(settings);
  return (
    <fieldset>
      <legend>{text('settings.measuring')}</legend>
      <Choice
        label={text('settings.nudge')}
        value={nudge}
        options={NUDGES.map((value) => ({ value, name: text('settings.nudgeStep', nudgeSteps(value)) }))}
        change={(value) => ({ nudge: value })}
      />
      <Choice
        label={text('settings.order')}
        value={order}
        options={ORDERS.map((value) => ({ value, name: text(`settings.order.${value}`) }))}
        change={(value) => ({ placingOrder: value })}
      />
      <Choice
        label={text('settings.loupe')}
        value={settings.loupeSize ?? 'usual'}
        options={LOUPES.map((value) => ({ value, name: text(`settings.loupe.${value}`) }))}
        change={(value) => ({ loupeSize: value })}
      />
      <Choice
        label={text('settings.touchOffset')}
        value={touchOffset}
        options={TOUCH_OFFSETS.map((value) => ({
          value,
          name:
            value === 0 ? text('settings.touchOffset.none') : text('settings.touchOffset.above', { distance: value }),
        }))}
        change={(value) => ({ touchOffset: value })}
      />
    </fieldset>
  );
}

interface ChoiceProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly change: (value: Value) => Partial<Settings>;
}

function Choice<Value extends string | number>({ label, value, options, change }: ChoiceProps<Value>) {
  const app = useApp();
  const choose = (typed: string): void => {
    const chosen = options.find((option) => String(option.value) === typed);
    if (chosen) void changeSettings(app, change(chosen.value));
  };
  return (
    <label>
      {label}
      <select value={String(value)} onChange={(event) => choose(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

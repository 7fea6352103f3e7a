import type { ReactElement } from 'react';
import type { VoiOption } from '../../shared/image/radiograph.ts';
import { numericWindow } from '../../shared/image/picture/pictureWindow.ts';
import { paneImage, paneWindow, setFileOption, setNumericWindow } from '../files/pictureSettings.ts';
import { readNumber, showNumber, windowDecimals } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { ActionList } from './ActionList.tsx';
import { MenuButton } from './MenuButton.tsx';
import { useApp, useAppState } from './useApp.ts';

/** Everything about how the film is shown, in one place: what has a key is named with it. */
export function ViewMenu(): ReactElement {
  return (
    <MenuButton id="view-menu" name={text('toolbar.view')}>
      <ActionList group="view" />
      <div>
        <ActionList group="window" />
        <FileWindows />
        <WindowNumbers />
      </div>
    </MenuButton>
  );
}

/** The windows and tables that the file offers, with its own words for them. */
function FileWindows() {
  const app = useApp();
  const options = useAppState((state) => paneImage(state, state.editor.activePane)?.radiograph.voi ?? NO_OPTIONS);
  const window = useAppState((state) => paneWindow(state, state.editor.activePane));
  return (
    <ul>
      {options.map((option, index) => (
        <li key={`${index} ${optionName(option, index)}`}>
          <button
            type="button"
            aria-pressed={window?.kind === 'file' && window.index === index}
            onClick={() => setFileOption(app, index)}
          >
            {text('window.fileOption', { name: optionName(option, index) })}
          </button>
        </li>
      ))}
    </ul>
  );
}

const NO_OPTIONS: readonly VoiOption[] = [];

function optionName(option: VoiOption, index: number): string {
  const own = text(option.kind === 'lut' ? 'window.table' : 'window.option', { number: index + 1 });
  const name = option.explanation ?? own;
  if (option.kind === 'lut') return name;
  const show = (value: number): string => showNumber(value, windowDecimals(option.width));
  const numbers = text('status.window', { width: show(option.width), center: show(option.center) });
  return `${name} · ${numbers}`;
}

/** Width and level as numbers; Enter or leaving the field takes them. */
function WindowNumbers() {
  const app = useApp();
  const numbers = useAppState((state) => {
    const image = paneImage(state, state.editor.activePane);
    const window = paneWindow(state, state.editor.activePane);
    if (!image || !window) return '';
    const { center, width } = numericWindow(window, image.picture.facts, image.picture.histogram);
    return `${width} ${center}`;
  });
  const [width = Number.NaN, center = Number.NaN] = numbers === '' ? [] : numbers.split(' ').map(Number);
  if (numbers === '') return null;
  const shown = (name: 'width' | 'center'): string =>
    showNumber(name === 'width' ? width : center, windowDecimals(width));
  const take = (name: 'width' | 'center', typed: string): void => {
    const value = readNumber(typed);
    // Leaving a field that nobody changed changes nothing, though it shows fewer digits than the window has.
    if (value !== null && typed !== shown(name)) setNumericWindow(app, { width, center, [name]: value });
  };
  const step = (name: 'width' | 'center', key: string, coarse: boolean): void => {
    const by = (key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0) * width * (coarse ? 0.1 : 0.01);
    if (by !== 0) setNumericWindow(app, { width, center, [name]: (name === 'width' ? width : center) + by });
  };
  return (
    <div className="window-numbers">
      {(['width', 'center'] as const).map((name) => (
        <label key={`${name}-${name === 'width' ? width : center}`}>
          {text(`window.${name}`)}
          <input
            inputMode="decimal"
            defaultValue={shown(name)}
            onBlur={(event) => take(name, event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') take(name, event.currentTarget.value);
              step(name, event.key, event.shiftKey);
            }}
          />
        </label>
      ))}
    </div>
  );
}

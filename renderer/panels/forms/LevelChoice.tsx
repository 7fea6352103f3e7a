import type { ReactElement } from 'react';
import { LEVELS, type Level } from '../../../shared/spine/levels.ts';

interface Props {
  readonly label: string;
  readonly offered: readonly Level[];
  readonly chosen: readonly Level[];
  readonly onChange: (levels: readonly Level[]) => void;
}

/** Any number of levels, each a switch. Chosen levels that are no longer offered stay in sight. */
export function LevelChoice({ label, offered, chosen, onChange }: Props): ReactElement {
  const shown = LEVELS.filter((level) => offered.includes(level) || chosen.includes(level));
  return (
    <div className="level-choice" role="group" aria-label={label}>
      {shown.map((level) => {
        const isChosen = chosen.includes(level);
        return (
          <button
            key={level}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? chosen.filter((each) => each !== level) : [...chosen, level])}
          >
            {level}
          </button>
        );
      })}
    </div>
  );
}

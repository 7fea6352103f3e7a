import { useState, type ReactElement } from 'react';
import type { Spacing } from '../../../shared/geometry/spacing.ts';
import { readNumber } from '../../messages/numbers.ts';
import { text } from '../../messages/text.ts';

type Plane = 'patient_user' | 'detector' | 'film';

const PLANES = [
  { id: 'patient_user', label: 'ledger.planePatient' },
  { id: 'detector', label: 'ledger.planeDetector' },
  { id: 'film', label: 'ledger.planeFilm' },
] as const;

/** A spacing that is known from elsewhere, with the plane in which it holds. */
export function TypedSpacing({ onUse }: { readonly onUse: (spacing: Spacing, plane: Plane) => void }): ReactElement {
  const [row, setRow] = useState('');
  const [column, setColumn] = useState('');
  const [plane, setPlane] = useState<Plane>('patient_user');
  const [tried, setTried] = useState(false);
  const spacing = readSpacing(row, column);
  const use = (): void => {
    if (spacing) onUse(spacing, plane);
    else setTried(true);
  };
  return (
    <div className="typed-spacing">
      <label>
        {text('ledger.row')}
        <input
          inputMode="decimal"
          value={row}
          aria-invalid={tried && !spacing}
          onChange={(event) => setRow(event.target.value)}
        />
      </label>
      <label>
        {text('ledger.column')}
        <input
          inputMode="decimal"
          value={column}
          placeholder={row}
          aria-invalid={tried && !spacing}
          onChange={(event) => setColumn(event.target.value)}
        />
      </label>
      <label>
        {text('ledger.plane')}
        <select
          value={plane}
          onChange={(event) => setPlane(PLANES.find(({ id }) => id === event.target.value)?.id ?? 'patient_user')}
        >
          {PLANES.map(({ id, label }) => (
            <option key={id} value={id}>
              {text(label)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="primary" onClick={use}>
        {text('ledger.use')}
      </button>
      {tried && !spacing && (
        <p className="problem" role="alert">
          {text('ledger.typedInvalid')}
        </p>
      )}
    </div>
  );
}

/** One number means square pixels. */
function readSpacing(row: string, column: string): Spacing | null {
  const rowSpacing = readNumber(row);
  const columnSpacing = column.trim() === '' ? rowSpacing : readNumber(column);
  return isPossible(rowSpacing) && isPossible(columnSpacing) ? { rowSpacing, columnSpacing } : null;
}

const isPossible = (value: number | null): value is number => value !== null && value >= 0.01 && value <= 5;

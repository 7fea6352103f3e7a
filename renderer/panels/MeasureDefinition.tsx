import type { ReactElement, ReactNode } from 'react';
import type { MeasureId } from '../../shared/spine/measureDefinition.ts';
import { explainMeasure } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';

interface NameProps {
  readonly id: MeasureId;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** The name of a measure; a click opens what it is, how it is computed and where that comes from. */
export function MeasureName({ id, isOpen, onToggle, children }: NameProps): ReactElement {
  return (
    <button
      type="button"
      className="measure-name"
      aria-expanded={isOpen}
      title={explainMeasure(id).meaning}
      onClick={onToggle}
    >
      {children}
    </button>
  );
}

/** The row below: meaning, formula, source. */
export function DefinitionRow({ id, columns }: { readonly id: MeasureId; readonly columns: number }): ReactElement {
  const { formula, meaning, source } = explainMeasure(id);
  return (
    <tr className="definition">
      <td colSpan={columns}>
        <p>{meaning}</p>
        <p>
          {text('measure.formula')}: <code>{formula}</code>
        </p>
        <p className="quiet">
          {text('measure.source')}: {source}
        </p>
      </td>
    </tr>
  );
}

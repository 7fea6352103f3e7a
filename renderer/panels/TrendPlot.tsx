import type { ReactElement } from 'react';
import type { ReadingError } from '../../shared/spine/uncertainty.ts';
import type { LevelVisit } from '../../shared/study/measureStudy.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';

const WIDTH = 288;
const HEIGHT = 92;
const MARGIN = { left: 30, right: 8, top: 8, bottom: 16 };

interface Props {
  readonly visits: readonly LevelVisit[];
  readonly readingError: ReadingError;
}

/**
 * Wedge angle and anterior height over the timepoints, each with the band of the reading error round its first value: a
 * line that stays in the band has not shown a change.
 */
export function TrendPlot({ visits, readingError }: Props): ReactElement {
  return (
    <>
      <Curve
        visits={visits}
        measure="wedge_angle"
        unit="°"
        error={readingError.angleDeg}
        label={text('measure.wedgeAngle')}
      />
      <Curve
        visits={visits}
        measure="h_ant"
        unit="mm"
        error={readingError.heightMm}
        label={text('measure.anteriorHeight')}
      />
    </>
  );
}

interface CurveProps {
  readonly visits: readonly LevelVisit[];
  readonly measure: 'wedge_angle' | 'h_ant';
  readonly unit: string;
  readonly error: number;
  readonly label: string;
}

function Curve({ visits, measure, unit, error, label }: CurveProps) {
  const points = visits.flatMap((visit, index) => {
    const { value } = visit.values[measure];
    return value === null ? [] : [{ index, value, name: visit.timepoint.toUpperCase() }];
  });
  const [first] = points;
  if (!first || points.length < 2) return null;
  const values = [...points.map(({ value }) => value), first.value - error, first.value + error];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (index: number): number =>
    MARGIN.left + (index / Math.max(1, visits.length - 1)) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number): number =>
    MARGIN.top + ((high - value) / Math.max(1e-9, high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const spoken = points.map(({ name, value }) => `${name} ${showNumber(value, 1)} ${unit}`).join(', ');
  return (
    <svg className="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${spoken}`}>
      <rect
        className="band"
        x={MARGIN.left}
        width={WIDTH - MARGIN.left - MARGIN.right}
        y={y(first.value + error)}
        height={y(first.value - error) - y(first.value + error)}
      />
      <polyline className="line" points={points.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')} />
      {points.map(({ index, value, name }) => (
        <g key={name}>
          <circle className={index === 0 ? 'first' : 'later'} cx={x(index)} cy={y(value)} r={3.2} />
          <text
            x={x(index)}
            y={HEIGHT - 4}
            textAnchor={index === 0 ? 'start' : index === visits.length - 1 ? 'end' : 'middle'}
          >
            {name}
          </text>
        </g>
      ))}
      {[low, high].map((value) => (
        <text key={value} x={MARGIN.left - 4} y={y(value) + 3} textAnchor="end">
          {showNumber(value, 0)}
        </text>
      ))}
      <text x={MARGIN.left + 4} y={MARGIN.top + 6} className="name">{`${label} ${unit}`}</text>
    </svg>
  );
}

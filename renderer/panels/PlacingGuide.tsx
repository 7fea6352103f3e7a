import type { ReactElement, ReactNode } from 'react';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import { text } from '../messages/text.ts';

/** How a landmark is defined where the film makes it hard: each rule drawn, with its words beside it. */
export function PlacingGuide({ landmark }: { readonly landmark: Landmark }): ReactElement {
  const isMiddle = landmark.endsWith('M');
  const isInferior = landmark.startsWith('I');
  return (
    <details className="definition-text">
      <summary>{text('landmark.howTo')}</summary>
      <Rule words={text(isMiddle ? 'landmark.defineMiddle' : 'landmark.defineCorner')} isInferior={isInferior}>
        {isMiddle ? <MidDepth /> : <Osteophyte />}
      </Rule>
      <Rule words={text('landmark.defineDouble')} isInferior={isInferior}>
        <DoubleContour isMiddle={isMiddle} />
      </Rule>
      <Rule words={text('landmark.defineCement')} isInferior={isInferior}>
        <Cement isMiddle={isMiddle} />
      </Rule>
    </details>
  );
}

interface RuleProps {
  readonly words: string;
  readonly isInferior: boolean;
  readonly children: ReactNode;
}

/** Drawn for the upper endplate of a body that faces left; turned over for the lower one. */
function Rule({ words, isInferior, children }: RuleProps) {
  return (
    <div className="rule">
      <svg viewBox="0 0 72 44" aria-hidden="true">
        <g transform={isInferior ? 'translate(0 44) scale(1 -1)' : undefined}>{children}</g>
      </svg>
      <p>{words}</p>
    </div>
  );
}

const Point = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <circle className="right" cx={x} cy={y} r={3} />
);

/** The lip in front of the corner is left out: the wall and the endplate are continued to where they meet. */
const Osteophyte = () => (
  <>
    <path className="bone" d="M18 44V20Q17 14 7 12Q4 9 9 8L24 12Q44 17 68 12" />
    <path className="aid" d="M18 30V12M34 14.5L12 11" />
    <Point x={18} y={12} />
  </>
);

/** On the contour, where the perpendicular through the middle of the line between the corners meets it. */
const MidDepth = () => (
  <>
    <path className="bone" d="M8 44V8Q26 26 44 22Q58 18 64 8V44" />
    <path className="aid" d="M8 8H64M36 2V34" />
    <Point x={36} y={22.6} />
  </>
);

/** Two images of one endplate, seen at an angle: midway between them. */
function DoubleContour({ isMiddle }: { readonly isMiddle: boolean }) {
  return (
    <>
      <path className="bone" d="M8 44V10Q36 18 64 10V44" />
      <path className="bone" d="M12 44V22Q36 32 60 22V44" />
      {isMiddle ? <path className="aid" d="M36 14V27" /> : <path className="aid" d="M8 10L12 22" />}
      {isMiddle ? <Point x={36} y={20.5} /> : <Point x={10} y={16} />}
    </>
  );
}

/** The bright edge of the cement is not the endplate: the bone beside it is followed. */
function Cement({ isMiddle }: { readonly isMiddle: boolean }) {
  return (
    <>
      <path className="cement" d="M20 20Q28 15 36 19Q46 15 54 22Q58 34 46 40Q30 44 20 36Q14 28 20 20Z" />
      <path className="bone" d="M8 44V8Q36 18 64 8V44" />
      {isMiddle ? <Point x={36} y={13} /> : <Point x={8} y={8} />}
    </>
  );
}

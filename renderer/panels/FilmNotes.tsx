import type { ReactElement } from 'react';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { paneExam } from '../editor/selectors.ts';
import { paneImage } from '../files/pictureSettings.ts';
import { imageWarningText, planeText } from '../messages/coreText.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { useAppState } from './useApp.ts';

/** The plane that the millimetres of each film belong to, and what else has to be known of the film. */
export function FilmNotes(): ReactElement {
  const state = useAppState((all) => all);
  const films = ([0, 1] as const).flatMap((pane) => {
    const exam = paneExam(state.editor, pane);
    if (!exam?.image) return [];
    const image = paneImage(state, pane);
    const warnings = image?.radiograph.warnings ?? [];
    const ratio = image?.radiograph.lossyRatio;
    return [
      { timepoint: exam.timepoint, label: examCalibration(exam).label, lossy: exam.image.lossy, ratio, warnings },
    ];
  });
  return (
    <>
      <ul className="planes">
        {films.map(({ timepoint, label, lossy, ratio }) => (
          <li key={timepoint}>
            {`${timepoint.toUpperCase()}: ${planeText(label)}${lossy ? ` · ${text('results.lossy')}${ratio ? ` ${showNumber(ratio, 0)}:1` : ''}` : ''}`}
          </li>
        ))}
      </ul>
      <ul className="film-warnings">
        {films.flatMap(({ timepoint, warnings }) =>
          warnings.map((warning) => (
            <li key={`${timepoint}-${warning.code}`} title={warning.message}>
              {`${timepoint.toUpperCase()}: ${imageWarningText(warning)}`}
            </li>
          )),
        )}
      </ul>
    </>
  );
}

import type { ReactElement } from 'react';
import { isMeasured } from '../../shared/spine/measure.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import { comparisonText } from '../messages/coreText.ts';
import { showChange, showNumber } from '../messages/numbers.ts';
import { measureName, text } from '../messages/text.ts';
import { IssueList } from './IssueList.tsx';

/** The numbers in words: what is beyond the reading error, what may not be compared, what the scale check says. */
export function ResultNotes({ results }: { readonly results: LevelResults }): ReactElement {
  const { comparability, crossCheck, own } = results;
  const isEmpty = own.every(({ pre, post }) => !isValue(pre) && !isValue(post));
  const both = own.some(({ pre, post }) => isValue(pre) && isValue(post));
  const sentence = changeSentence(results);
  return (
    <>
      {sentence !== null && <p className="summary">{sentence}</p>}
      {both && comparability?.comparable === false && (
        <p className="summary banner" role="alert">
          <strong>{text('results.banner')}</strong> {comparisonText(comparability.reason)}
        </p>
      )}
      {both && crossCheck && (
        <p className={`summary ${crossCheck.verdict === 'differ' ? 'banner' : 'quiet-note'}`}>
          {text(crossCheck.verdict === 'differ' ? 'results.crossDiffer' : 'results.crossAgree', {
            levels: crossCheck.levels.map(({ level }) => level).join(', '),
            change: showChange(crossCheck.change, 1),
          })}
        </p>
      )}
      {isEmpty && <p className="quiet">{text('results.none')}</p>}
      <IssueList results={results} />
    </>
  );
}

const isValue = (measure: LevelResults['own'][number]['pre']): boolean => measure !== null && isMeasured(measure);

/** "Ha, Hm, Wedge changed beyond the reading error (5°, 3 mm, provisional); Hp did not." Ratios have no convention. */
function changeSentence({ own, readingError }: LevelResults): string | null {
  const limits = {
    angle: showNumber(readingError.angleDeg, 0),
    height: showNumber(readingError.heightMm, 0),
    kind: text(readingError.provisional ? 'results.provisional' : 'results.ownError'),
  };
  const names = (verdict: 'beyond' | 'within'): string =>
    own
      .filter((row) => row.verdict === verdict && row.id !== 'wedgeRatio' && row.id !== 'midWedgeRatio')
      .map(({ id }) => measureName(id))
      .join(', ');
  const list = names('beyond');
  const others = names('within');
  if (list !== '') return text(others === '' ? 'results.beyond' : 'results.beyondButNot', { list, others, ...limits });
  return others === '' ? null : text('results.allWithin', limits);
}

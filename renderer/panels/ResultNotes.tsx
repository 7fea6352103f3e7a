import type { ReactElement } from 'react';
import { isMeasured } from '../../shared/spine/measure.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import { comparisonText } from '../messages/coreText.ts';
import { changeSentence } from '../files/changeSentence.ts';
import { showChange } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
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

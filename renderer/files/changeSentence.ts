import type { LevelResults } from '../editor/levelResults.ts';
import { showNumber } from '../messages/numbers.ts';
import { measureName, text } from '../messages/text.ts';

/** "Ha, Hm, Wedge changed beyond the reading error (5°, 3 mm, provisional); Hp did not." Ratios have no convention. */
export function changeSentence({ own, readingError }: LevelResults): string | null {
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

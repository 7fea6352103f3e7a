import { compareStudies, isSameStudy } from '../../shared/study/compareStudies.ts';
import type { Study } from '../../shared/study/study.ts';
import { text } from '../messages/text.ts';
import type { App } from './app.ts';
import { tell } from './ask.ts';

/** The differences as lines, those that are zero left out. */
export function differenceLines(other: Study, mine: Study): readonly string[] {
  const found = compareStudies(other, mine);
  if (isSameStudy(found)) return [text('safety.compareSame')];
  const lines = [
    ['safety.subjectsAdded', found.subjectsOnlyAfter],
    ['safety.subjectsRemoved', found.subjectsOnlyBefore],
    ['safety.pointsAdded', found.pointsOnlyAfter],
    ['safety.pointsRemoved', found.pointsOnlyBefore],
    ['safety.pointsMoved', found.pointsMoved],
    ['safety.levelsDiffering', found.levelsDiffering],
    ['safety.otherValues', found.otherValues],
  ] as const;
  return lines.filter(([, count]) => count > 0).map(([key, count]) => text(key, { count }));
}

/** Shows how two versions differ; `other` null: it cannot be read. */
export async function showDifferences(app: App, other: Study | null, mine: Study): Promise<void> {
  await tell(
    app,
    other === null
      ? { title: text('safety.compareTitle'), text: text('safety.compareFailed') }
      : { title: text('safety.compareTitle'), text: '', lines: differenceLines(other, mine) },
    text('dialog.close'),
  );
}

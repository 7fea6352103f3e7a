import { clearLandmark } from '../../shared/study/edits/landmarkEdits.ts';
import type { Command } from './commands.ts';
import type { Selection } from './place.ts';
import type { Scene } from './tools/scene.ts';

/** Takes a point away; it becomes the next one to place, in its own view. Nothing for a point that is locked or not there. */
export function clearPoint({ editor, now }: Scene, target: Selection): readonly Command[] {
  const { timepoint, level, landmark } = target;
  const { subjectId, reader, reading, history } = editor;
  if (subjectId === null) return [];
  const study = clearLandmark(history.present, { subjectId, timepoint, reader, reading, level, landmark, at: now });
  if (study === history.present) return [];
  const pane = editor.panes.indexOf(timepoint);
  return [
    { type: 'commit', study, label: `clear:${landmark}:${level}:${timepoint}`, focus: target },
    { type: 'select', selection: null },
    ...(pane === 0 || pane === 1 ? [{ type: 'setActivePane', pane } as const] : []),
    { type: 'setTool', tool: { kind: 'armed' } },
  ];
}

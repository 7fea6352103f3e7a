import type { Level } from '../../shared/spine/levels.ts';
import { createHistory, type History } from '../../shared/study/history.ts';
import type { Study } from '../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { PaneIndex, Selection } from './place.ts';
import { USUAL_PREFERENCES, type Preferences } from './preferences.ts';
import type { Tool } from './tools/tool.ts';
import type { Size, Viewport } from './viewport.ts';

/** What the loupe shows: a point of the image in one view. */
export interface LoupeTarget {
  readonly pane: PaneIndex;
  readonly at: ImagePoint;
  readonly byTouch: boolean;
  /** The hand has let go of a point: the loupe stays for a moment, so that the point can be adjusted inside it. */
  readonly lingers?: boolean;
  /** Where the finger is, in CSS pixels, when it places a point above itself. */
  readonly finger?: ViewPoint;
}

/** An edge near a point, shown while its key is held: taken when the key is let go, ignored when the hand moves away. */
export interface EdgeCandidate {
  readonly target: Selection;
  /** Where the point was when the edge was looked for. */
  readonly from: ImagePoint;
  readonly point: ImagePoint;
}

/** How much more the loupe magnifies than the view. */
export const LOUPE_FACTORS = { smallest: 2, usual: 4, largest: 8 } as const;

export interface Switches {
  readonly labels: boolean;
  readonly ghost: boolean;
  readonly loupeAlways: boolean;
  readonly linked: boolean;
  readonly overlays: boolean;
}

/** Everything the measuring screen knows. Plain, readonly; only the study is undoable. */
export interface EditorState {
  readonly history: History;
  /** The study as it looks during a drag; null between drags. */
  readonly preview: Study | null;
  /** The study as it is in the file; unsaved work is `present !== savedStudy`. */
  readonly savedStudy: Study | null;
  readonly subjectId: string | null;
  readonly level: Level | null;
  readonly reader: string;
  readonly reading: number;
  /** The timepoints shown in the two views. */
  readonly panes: readonly [string, string];
  readonly layout: 'compare' | 'single';
  readonly activePane: PaneIndex;
  readonly selection: Selection | null;
  readonly tool: Tool;
  /** By exam: `subjectId/timepoint`. An exam without an entry is shown whole. */
  readonly viewports: Readonly<Record<string, Viewport>>;
  readonly sizes: readonly [Size, Size];
  readonly loupe: LoupeTarget | null;
  readonly loupeFactor: number;
  /** The pointer of the keyboard, in CSS pixels of the active view; null while a hand points. */
  readonly crosshair: ViewPoint | null;
  readonly candidate: EdgeCandidate | null;
  /** The active view shows the other film, lying on its own. */
  readonly blinking: boolean;
  readonly switches: Switches;
  readonly preferences: Preferences;
}

export const examKey = (subjectId: string, timepoint: string): string => `${subjectId}/${timepoint}`;

/** The editor on a freshly created or opened study, on its first subject. */
export function createEditor(study: Study, options: { readonly saved: boolean }): EditorState {
  const [first, second] = study.protocol.timepoints;
  return {
    history: createHistory(study),
    preview: null,
    savedStudy: options.saved ? study : null,
    subjectId: study.subjects[0]?.id ?? null,
    level: null,
    reader: study.protocol.readers[0]?.id ?? 'R1',
    reading: 1,
    panes: [first?.id ?? 'pre', second?.id ?? 'post'],
    layout: 'compare',
    activePane: 0,
    selection: null,
    tool: { kind: 'idle' },
    viewports: {},
    sizes: [
      { width: 0, height: 0 },
      { width: 0, height: 0 },
    ],
    loupe: null,
    loupeFactor: LOUPE_FACTORS.usual,
    crosshair: null,
    candidate: null,
    blinking: false,
    switches: { labels: true, ghost: true, loupeAlways: false, linked: false, overlays: true },
    preferences: USUAL_PREFERENCES,
  };
}

import type { Level } from '../../shared/spine/levels.ts';
import type { Study } from '../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { EdgeCandidate, LoupeTarget, Switches } from './editorState.ts';
import type { TravelRecord } from './keepRecords.ts';
import type { PaneIndex, Selection } from './place.ts';
import type { Preferences } from './preferences.ts';
import type { Tool } from './tools/tool.ts';
import type { Size, Viewport } from './viewport.ts';

/**
 * The name of an undo step: a message key and its parts, joined by a colon ("place:SA:L1:post"), so that the menu can
 * say it in the user's language.
 */
export type StepLabel = string;

/** What the editor can be told. Tools return these as a plan; `runCommand` performs them on the state. */
export type Command =
  | { readonly type: 'preview'; readonly study: Study }
  | { readonly type: 'dropPreview' }
  | {
      readonly type: 'commit';
      readonly study: Study;
      readonly label: StepLabel;
      readonly focus?: Partial<Selection> & { readonly subjectId?: string };
      /** Commits in a row with the same text are one step: a held arrow key is undone at once. */
      readonly burst?: string;
    }
  /** `record`: what to write where this goes back behind a finalisation that was saved. */
  | { readonly type: 'undo' | 'redo'; readonly record?: TravelRecord }
  | { readonly type: 'select'; readonly selection: Selection | null }
  | { readonly type: 'setTool'; readonly tool: Tool }
  | { readonly type: 'setActivePane'; readonly pane: PaneIndex }
  | { readonly type: 'setLevel'; readonly level: Level | null }
  | { readonly type: 'setSubject'; readonly subjectId: string | null }
  | { readonly type: 'setReading'; readonly reader: string; readonly reading: number }
  | { readonly type: 'setPanes'; readonly panes: readonly [string, string] }
  | { readonly type: 'setLayout'; readonly layout: 'compare' | 'single' }
  | { readonly type: 'setViewport'; readonly pane: PaneIndex; readonly viewport: Viewport | null }
  | { readonly type: 'setSize'; readonly pane: PaneIndex; readonly size: Size }
  | { readonly type: 'setLoupe'; readonly loupe: LoupeTarget | null }
  | { readonly type: 'setLoupeFactor'; readonly factor: number }
  | { readonly type: 'setCrosshair'; readonly at: ViewPoint | null }
  | { readonly type: 'setCandidate'; readonly candidate: EdgeCandidate | null }
  | { readonly type: 'blink'; readonly on: boolean }
  | { readonly type: 'toggle'; readonly name: keyof Switches }
  | { readonly type: 'setPreferences'; readonly preferences: Preferences }
  | { readonly type: 'markSaved'; readonly study: Study }
  /** The next three are for the page: it knows the pixels and the dialogs. */
  | PageCommand;

/** What only the page can do. */
export type PageCommand =
  /** What can be done here: with the point under the pointer, or with the film. */
  | {
      readonly type: 'openMenu';
      readonly pane: PaneIndex;
      readonly at: ViewPoint;
      readonly target: Selection | null;
    }
  | { readonly type: 'dragWindow'; readonly pane: PaneIndex; readonly dx: number; readonly dy: number }
  | {
      readonly type: 'askKnownLength';
      readonly pane: PaneIndex;
      readonly shape: 'line' | 'disc';
      readonly points: readonly ImagePoint[];
    };

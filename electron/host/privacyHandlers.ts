import { success } from '../../shared/result.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Handlers } from './dispatch.ts';
import type { FilePicker } from './filePicker.ts';
import type { RecentStudies } from './recentStudies.ts';
import type { SettingsStore } from './settings.ts';

type PrivacyRequests = Pick<
  Handlers,
  'listRecent' | 'openRecent' | 'clearRecent' | 'diagnostics' | 'readSettings' | 'writeSettings'
>;

/** What this program remembers of the user, and what it would tell a helper. */
export function privacyHandlers(use: {
  readonly picker: FilePicker;
  readonly chosen: ChosenFiles;
  readonly recent: RecentStudies;
  readonly settings: SettingsStore;
  readonly diagnostics: () => Promise<string>;
}): PrivacyRequests {
  const { picker, chosen, recent, settings, diagnostics } = use;
  /** Where the user gave one folder, nothing outside of it is named or opened. */
  const isReachable = (file: string, name: string): boolean => picker.kind === 'system' || picker.pathOf(name) === file;

  return {
    async listRecent() {
      const reachable = await Promise.all(
        (await recent.list()).map(async (study) => {
          const file = await recent.pathOf(study.id);
          return file !== null && isReachable(file, study.name) ? [study] : [];
        }),
      );
      return success(reachable.flat());
    },
    async openRecent({ id }) {
      const file = await recent.pathOf(id);
      const listed = (await recent.list()).find((study) => study.id === id);
      if (file === null || listed === undefined || !isReachable(file, listed.name)) return success(null);
      return chosen.toRead(file, 'study');
    },
    async clearRecent() {
      await recent.clear();
      return success({});
    },
    diagnostics: async () => success({ text: await diagnostics() }),

    readSettings: async () => success(await settings.read()),
    async writeSettings(content) {
      const written = await settings.write(content);
      // Not to be remembered means also: nothing of before.
      if (written.ok && content.recentStudies === false) await recent.clear();
      return written;
    },
  };
}

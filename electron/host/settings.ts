import { settingsSchema } from '../../shared/host/contract.ts';
import type { HostError, Settings } from '../../shared/host/contract.ts';
import { success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { UserFile } from './userFile.ts';

export interface SettingsStore {
  /** What is damaged or unknown is left out; the page has a default for everything. Never fails. */
  read(): Promise<Settings>;
  write(settings: Settings): Promise<Result<Record<string, never>, HostError>>;
}

export function createSettingsStore(file: UserFile): SettingsStore {
  return {
    read: async () => parseSettings(await file.read()),
    async write(settings) {
      const saved = await file.write(settings);
      return saved.ok ? success({}) : saved;
    },
  };
}

/** One damaged entry does not cost the user the others. */
function parseSettings(content: unknown): Settings {
  if (typeof content !== 'object' || content === null) return {};
  const entries = Object.entries(content).filter(([key, value]) => {
    const schema = Object.hasOwn(settingsSchema.shape, key) ? settingsSchema.shape[key as keyof Settings] : undefined;
    return schema?.safeParse(value).success === true;
  });
  return settingsSchema.parse(Object.fromEntries(entries));
}

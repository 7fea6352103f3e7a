import { enDesk } from './enDesk.ts';
import { enExport } from './enExport.ts';
import { enPeople } from './enPeople.ts';
import { enPrivacy } from './enPrivacy.ts';
import { enReading } from './enReading.ts';
import { enReport } from './enReport.ts';
import { enSafety } from './enSafety.ts';
import { enStudy } from './enStudy.ts';
import { enTables } from './enTables.ts';
import { enViewing } from './enViewing.ts';

/** Every text of the screen, in English. The other catalogues have the same keys; a missing one does not compile. */
export const en = {
  ...enDesk,
  ...enExport,
  ...enPeople,
  ...enPrivacy,
  ...enReading,
  ...enReport,
  ...enSafety,
  ...enStudy,
  ...enTables,
  ...enViewing,
} as const;

export type TextKey = keyof typeof en;

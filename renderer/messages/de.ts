import { deDesk } from './deDesk.ts';
import { dePeople } from './dePeople.ts';
import { deReading } from './deReading.ts';
import { deExport } from './deExport.ts';
import { deTables } from './deTables.ts';
import { dePrivacy } from './dePrivacy.ts';
import { deReport } from './deReport.ts';
import { deSafety } from './deSafety.ts';
import { deStudy } from './deStudy.ts';
import type { Catalogue } from './catalogue.ts';

/** Every text of the screen in German. */
export const de: Catalogue = {
  ...deDesk,
  ...deStudy,
  ...deSafety,
  ...deReport,
  ...deExport,
  ...deTables,
  ...dePeople,
  ...deReading,
  ...dePrivacy,
};

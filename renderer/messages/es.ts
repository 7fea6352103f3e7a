import type { Catalogue } from './catalogue.ts';
import { esDesk } from './esDesk.ts';
import { esPeople } from './esPeople.ts';
import { esReading } from './esReading.ts';
import { esExport } from './esExport.ts';
import { esTables } from './esTables.ts';
import { esPrivacy } from './esPrivacy.ts';
import { esReport } from './esReport.ts';
import { esSafety } from './esSafety.ts';
import { esStudy } from './esStudy.ts';

/** Every text of the screen in Spanish. */
export const es: Catalogue = {
  ...esDesk,
  ...esStudy,
  ...esSafety,
  ...esReport,
  ...esExport,
  ...esTables,
  ...esPeople,
  ...esReading,
  ...esPrivacy,
};

import type { Catalogue } from './catalogue.ts';
import { ptBRDesk } from './ptBRDesk.ts';
import { ptBRPeople } from './ptBRPeople.ts';
import { ptBRReading } from './ptBRReading.ts';
import { ptBRExport } from './ptBRExport.ts';
import { ptBRTables } from './ptBRTables.ts';
import { ptBRPrivacy } from './ptBRPrivacy.ts';
import { ptBRReport } from './ptBRReport.ts';
import { ptBRSafety } from './ptBRSafety.ts';
import { ptBRStudy } from './ptBRStudy.ts';

/** Every text of the screen in the Portuguese of Brazil. */
export const ptBR: Catalogue = {
  ...ptBRDesk,
  ...ptBRStudy,
  ...ptBRSafety,
  ...ptBRReport,
  ...ptBRExport,
  ...ptBRTables,
  ...ptBRPeople,
  ...ptBRReading,
  ...ptBRPrivacy,
};

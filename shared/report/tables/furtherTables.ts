import { auditRows, auditTable } from '../../export/audit.ts';
import { readyTable, type ReadyTable } from '../../export/readyTable.ts';
import { subjectRows, subjectsTable } from '../../export/subjects.ts';
import type { Study } from '../../study/study.ts';
import { agreementTable } from './agreementTable.ts';
import { metaAnalysisTable } from './metaAnalysisTable.ts';
import { metaEventsTable } from './metaEventsTable.ts';
import { reliabilityTable } from './reliabilityTable.ts';

/** What can be exported beside the measurements, by the name under which it is asked for. */
export const FURTHER_TABLES = ['subjects', 'reliability', 'meta', 'audit'] as const;
export type FurtherTable = (typeof FURTHER_TABLES)[number];

/** The tables behind a name; `reliability` and `meta` are two each: the data and what follows from them. */
export function furtherTables(
  study: Study,
  wanted: readonly FurtherTable[],
  readers?: readonly string[],
): readonly ReadyTable[] {
  const context = { study, appVersion: '', ...(readers === undefined ? {} : { readers }) };
  const make: Readonly<Record<FurtherTable, () => readonly ReadyTable[]>> = {
    subjects: () => [readyTable(subjectsTable(context), () => subjectRows(context))],
    reliability: () => [reliabilityTable(study, readers), agreementTable(study, readers)],
    audit: () => [readyTable(auditTable(context), () => auditRows(context))],
    meta: () => [metaAnalysisTable(study), metaEventsTable(study)],
  };
  return FURTHER_TABLES.filter((name) => wanted.includes(name)).flatMap((name) => make[name]());
}

import type { StudyFacts } from '../../shared/host/contract.ts';
import { shortHash } from './temporaryName.ts';

/** Everything a list of versions shows stands in the name of the file, so that no index can disagree with the files. */
export interface VersionName {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Of the path of the study's file. */
  readonly place: string;
  /** Of the study's own id; `unknown` where another program wrote this version. */
  readonly study: string;
  readonly levels: number | null;
  readonly points: number | null;
  readonly pinned: boolean;
  readonly sha256: string;
}

/** `TIME-PLACE-STUDY-LEVELS-POINTS-SHA256[-kept].endplate`; x for what nobody has counted. */
const PATTERN = /^(\d{14})-([0-9a-f]{8})-([0-9a-f]{8}|unknown)-(\d+|x)-(\d+|x)-([0-9a-f]{64})(-kept)?\.endplate$/;

export const placeOf = (file: string): string => shortHash(file);

export const studyOf = (facts: Pick<StudyFacts, 'id'> | null): string =>
  facts === null ? 'unknown' : shortHash(facts.id);

export const writeVersionName = (version: VersionName): string => {
  const { savedAt, place, study, levels, points, pinned, sha256 } = version;
  const time = String(savedAt).padStart(14, '0');
  return `${time}-${place}-${study}-${levels ?? 'x'}-${points ?? 'x'}-${sha256}${pinned ? '-kept' : ''}.endplate`;
};

const counted = (text: string | undefined): number | null => (text === 'x' ? null : Number(text));

/** Null for every other file. */
export function readVersionName(name: string): VersionName | null {
  const [, time, place = '', study = '', levels, points, sha256 = '', kept] = PATTERN.exec(name) ?? [];
  if (time === undefined) return null;
  return {
    savedAt: Number(time),
    place,
    study,
    levels: counted(levels),
    points: counted(points),
    pinned: kept !== undefined,
    sha256,
  };
}

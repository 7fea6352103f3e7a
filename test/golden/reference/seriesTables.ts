import { readFileSync } from 'node:fs';
import type { MissingReason } from '../../../shared/study/study.ts';

/** The two tables of the published series of 22 patients, transcribed. */
export const readSeriesTables = (): {
  readonly patients: readonly {
    readonly patient: number;
    readonly sex: 'F' | 'M';
    readonly age_years: number;
    readonly diagnosis: string;
    readonly levels: readonly string[];
    readonly follow_up_months: number;
    readonly vas: {
      readonly pre: number;
      readonly post: number;
      readonly late: number | null;
      readonly late_missing_reason: MissingReason | null;
    };
    readonly complications: readonly {
      readonly type: string;
      readonly site?: string;
      readonly relation?: string;
      readonly level?: string | null;
    }[];
    readonly lost_to_follow_up: boolean;
    readonly wedge: readonly {
      readonly level: string;
      readonly pre_deg: number | null;
      readonly pre_missing_reason: MissingReason | null;
      readonly post_deg: number | null;
      readonly post_missing_reason: MissingReason | null;
    }[];
  }[];
} => JSON.parse(readFileSync(new URL('series22.json', import.meta.url), 'utf8'));

import { readFileSync } from 'node:fs';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

type Numbers = Readonly<Record<string, unknown>>;

export interface WedgePair {
  readonly patient: number;
  readonly level: string;
  readonly pre: number;
  readonly post: number;
  readonly change: number;
}

/** The numbers of the published series, from R 4.2.2, to ten digits. */
export const seriesReference = read('series22-reference.json') as {
  readonly counts: Numbers;
  readonly age: Numbers;
  readonly follow_up_months: Numbers;
  readonly vas: Readonly<Record<string, Numbers>>;
  readonly proportions: Readonly<Record<string, Numbers & { readonly x: number; readonly n: number }>>;
  readonly wedge: Readonly<Record<string, Numbers>> & { readonly pairs: readonly WedgePair[] };
  readonly wedge_vas_correlation: Numbers;
  readonly pooling: Readonly<Record<string, Numbers>>;
};

/** The two published tables, transcribed. */
export const series = read('series22.json') as {
  readonly patients: readonly {
    readonly patient: number;
    readonly age_years: number;
    readonly follow_up_months: number;
    readonly levels: readonly string[];
    readonly vas: { readonly pre: number; readonly post: number; readonly late: number | null };
    readonly wedge: readonly {
      readonly level: string;
      readonly pre_deg: number | null;
      readonly post_deg: number | null;
    }[];
  }[];
};

/** Agreement, from R 4.2.2 and from published examples. */
export const agreementReference = read('agreement-reference.json') as {
  readonly shrout_fleiss_1979: {
    readonly data: readonly (readonly number[])[];
    readonly published: Readonly<Record<string, number | string>>;
    readonly result: Numbers;
  };
  readonly two_observer_wedge: {
    readonly A: readonly number[];
    readonly B: readonly number[];
    readonly bland_altman: Numbers;
    readonly icc: Numbers;
  };
  readonly three_readings_height: {
    readonly data: readonly (readonly number[])[];
    readonly icc: Numbers;
    readonly precision: Numbers;
  };
  readonly genant_two_readers: {
    readonly reader1: readonly number[];
    readonly reader2: readonly number[];
    readonly unweighted: Numbers;
    readonly linear: Numbers;
    readonly quadratic: Numbers;
    readonly percent_exact: number;
  };
  readonly edge_cases: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

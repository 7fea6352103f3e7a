import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportPackage } from '../../../shared/export/dataPackage.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';
import { FURTHER_TABLES, furtherTables } from '../../../shared/report/tables/furtherTables.ts';
import { studyStatistics } from '../../../shared/report/studyStatistics.ts';
import type { Study } from '../../../shared/study/study.ts';
import { parseStudy } from '../../../shared/study/studyFile.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';

/** Programs that are installed or not: without one its tests are skipped, and say so. */
const isThere = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const hasR = isThere('Rscript', '--version');
const python = ['/usr/bin/python3', 'python3'].find((each) => isThere(each, '--version')) ?? null;
const hasPandas = python !== null && isThere(python, '-c', 'import pandas');

function series(): Study {
  const opened = parseStudy(
    readFileSync(path.resolve(import.meta.dirname, '../../../renderer/public/examples/series22.endplate')),
  );
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.study;
}

const root = mkdtempSync(path.join(tmpdir(), 'endplate-judges-'));
const made = { appVersion: '1.0.0', created: '2026-11-20T14:10:00Z' };
const folders = {
  coded: path.join(root, 'coded'),
  series: path.join(root, 'series'),
  example: path.join(root, 'example'),
  excel: path.join(root, 'excel'),
};

beforeAll(() => {
  for (const [name, study] of Object.entries({ series: series(), example: exampleStudy() })) {
    const { files } = exportPackage(study, {
      ...made,
      redcap: true,
      more: furtherTables(study, FURTHER_TABLES),
    });
    put(path.join(root, name), files);
  }
  put(folders.coded, exportPackage(exampleStudy(), { ...made, coded: true }).files);
  put(folders.excel, exportStudy(exampleStudy(), { preset: 'excel', appVersion: '1.0.0', locale: 'de-DE' }).files);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(folder: string, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): void {
  execFileSync('mkdir', ['-p', folder]);
  for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
}

const run = (program: string, folder: string, script: string): string => {
  const args = program === 'Rscript' ? ['--vanilla', '-e', script] : ['-c', script];
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8' });
};

/** Numeric columns that hold a number somewhere: of one without any nobody can see the type. */
const NUMERIC_IN_R = `
for (file in list.files(pattern = "\\\\.csv$")) {
  if (file == "redcap_dictionary.csv") next
  plain <- read.csv(file)
  book <- read.csv("codebook.csv")
  own <- book[book$file == file, ]
  if (nrow(own) > 0 && !identical(own$column, names(plain))) cat("HEADER", file, "\\n")
  for (i in seq_len(nrow(own))) {
    cells <- plain[[own$column[i]]]
    if (own$type[i] %in% c("number", "integer") && !all(is.na(cells)) && !is.numeric(cells)) cat("TEXT", file, own$column[i], "\\n")
  }
}
cat("read\\n")`;

describe.skipIf(!hasR)('R (skipped without Rscript)', () => {
  test.each(['series', 'example'] as const)('reads every table without options, numbers as numbers: %s', (name) => {
    expect(run('Rscript', folders[name], NUMERIC_IN_R)).toBe('read\n');
  });

  test('recomputes the paired comparisons of the series from the long table', () => {
    const script = `
      d <- read.csv("measurements_long.csv")
      w <- d[d$measure == "wedge_angle", ]
      both <- merge(w[w$timepoint == "pre", c("subject_id", "level", "value")],
                    w[w$timepoint == "post", c("subject_id", "level", "value")], by = c("subject_id", "level"))
      both <- both[!is.na(both$value.x) & !is.na(both$value.y), ]
      levels <- t.test(both$value.y, both$value.x, paired = TRUE)
      means <- aggregate(cbind(value.x, value.y) ~ subject_id, both, mean)
      patients <- t.test(means$value.y, means$value.x, paired = TRUE)
      numbers <- c(nrow(both), levels$estimate, levels$statistic, levels$p.value, levels$conf.int,
                   sd(both$value.y - both$value.x), cor(both$value.x, both$value.y),
                   nrow(means), patients$estimate, patients$statistic, patients$p.value, patients$conf.int)
      cat(sprintf("%.15g", numbers), sep = "\\n")`;
    const found = run('Rscript', folders.series, script).trim().split('\n').map(Number);
    const expected = pairedNumbers(series());
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, index) => expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-9));
  });

  test.each(['series', 'example'] as const)(
    'runs import_r.R: types from the code book, levels in order: %s',
    (name) => {
      const script = `source("import_r.R"); stopifnot(is.numeric(measurements_long$mm_per_px_row),
      is.character(subjects$subject_id), is.factor(measurements_wide$level), is.numeric(measurements_wide$pre_wedge_deg))
      cat(nrow(measurements_long), nrow(measurements_wide), nrow(points), nrow(images), nrow(meta_analysis))`;
      const counts = run('Rscript', folders[name], script).split(' ').map(Number);
      expect(counts.every((count) => Number.isInteger(count))).toBe(true);
      expect(counts[0]).toBe(name === 'series' ? 630 : 243);
    },
  );

  test('runs import_r.R on the coded variant: the words become NA', () => {
    const script = `source("import_r.R"); cat(class(measurements_wide$pre_h_ant_mm), sum(!is.na(measurements_wide$pre_h_ant_mm)))`;
    expect(run('Rscript', folders.coded, script)).toBe(run('Rscript', folders.example, script));
  });

  test('reads the tables for Excel with a decimal comma: equal values', () => {
    const script = (read: string) => `d <- ${read}; cat(sum(d$value, na.rm = TRUE), class(d$value))`;
    const german = run(
      'Rscript',
      folders.excel,
      script('read.csv2("measurements_long.csv", fileEncoding = "UTF-8-BOM")'),
    );
    expect(german).toBe(run('Rscript', folders.example, script('read.csv("measurements_long.csv")')));
    expect(german).toContain('numeric');
  });
});

/** In the order of the script above, from our own statistics. */
function pairedNumbers(study: Study): readonly number[] {
  const document = JSON.parse(JSON.stringify(studyStatistics(study))) as {
    readonly wedge: { readonly paired_all: Paired; readonly paired_patient_means: Paired };
  };
  const { paired_all: levels, paired_patient_means: patients } = document.wedge;
  const test = ({ n_pairs: n, difference, paired_t: { t, p_two_sided: p } }: Paired) => [
    n,
    difference.mean,
    t,
    p,
    ...difference.ci95_mean,
  ];
  return [...test(levels), levels.difference.sd, levels.pearson_r, ...test(patients)];
}

interface Paired {
  readonly n_pairs: number;
  readonly difference: { readonly mean: number; readonly sd: number; readonly ci95_mean: readonly number[] };
  readonly paired_t: { readonly t: number; readonly p_two_sided: number };
  readonly pearson_r: number;
}

describe.skipIf(python === null)('Python (skipped without python3)', () => {
  test('reads every table with its csv module: rows as wide as the header, numbers that are numbers', () => {
    const script = `
import csv, glob, sys
for file in sorted(glob.glob("*.csv")):
    rows = list(csv.reader(open(file, newline="", encoding="utf-8"), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), file
book = list(csv.DictReader(open("codebook.csv", newline="", encoding="utf-8")))
for file in sorted({row["file"] for row in book}):
    numeric = [row["column"] for row in book if row["file"] == file and row["type"] in ("number", "integer")]
    for row in csv.DictReader(open(file, newline="", encoding="utf-8")):
        for name in numeric:
            if row[name] != "": float(row[name])
print(len(book))`;
    expect(Number(run(python ?? '', folders.example, script))).toBeGreaterThan(200);
  });

  test.skipIf(!hasPandas)('runs import_python.py: codes stay texts (skipped without pandas)', () => {
    const script = `
exec(open("import_python.py").read())
assert measurements_wide["pre_wedge_deg"].dtype == float and measurements_long["value"].dtype == float
assert measurements_long["subject_id"].map(type).eq(str).all()
print(len(measurements_long), measurements_long["value"].count(), measurements_wide["d_wedge_deg"].count())`;
    expect(run(python ?? '', folders.series, script)).toBe('630 62 29\n');
    const count = 'exec(open("import_python.py").read()); print(measurements_wide["pre_h_ant_mm"].count())';
    expect(run(python ?? '', folders.coded, count)).toBe(run(python ?? '', folders.example, count));
  });
});

import { dataFolder } from '../conformance/manifest.ts';
import { displayedRows, type DisplayedRow } from './images/displayedGreys.ts';
import { allRows, badOutcomes } from './images/fileFigures.ts';

interface TableRow {
  readonly file: string;
  readonly syntax: string;
  readonly ours: string;
  readonly reference: string;
  readonly verdict: string;
  readonly why: string;
}

export interface ConformanceTable {
  /** Null with the reason where the shared images are missing. */
  readonly good: readonly TableRow[] | null;
  readonly bad: readonly TableRow[] | null;
  /** Every pixel as the screen shows it beside DCMTK's rendering; the reason where there is no judge. */
  readonly displayed: readonly DisplayedRow[] | string;
  /** Files whose outcome is neither right nor explained; there must be none. */
  readonly unexplained: readonly string[];
  readonly reason: string | null;
}

/** The table file x our decode x reference, over every shared image, good and bad. */
export async function measure({ say }: { readonly say: (line: string) => void }): Promise<ConformanceTable> {
  say('Opening every shared image...');
  const rows = await allRows();
  const outcomes = await badOutcomes();
  if (!rows || !outcomes) {
    const reason = `No shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA`;
    return { good: null, bad: null, displayed: reason, unexplained: [], reason };
  }
  const good = rows.map(({ file, syntax, ours, reference, verdict, detail }) => ({
    file,
    syntax,
    ours,
    reference,
    verdict,
    why: short(detail),
  }));
  const bad = outcomes.map(({ file, ending, row }) => ({
    file,
    syntax: '',
    ours: row ? `${row.outcome} ${row.code}`.trim() : ending,
    reference: row?.expected ?? '',
    verdict: row?.asExpected ? 'as expected' : 'wrong',
    why: short(row?.detail ?? ''),
  }));
  say('Showing them beside DCMTK...');
  const displayed = await displayedRows();
  const judged = [...good, ...bad, ...(typeof displayed === 'string' ? [] : displayed)];
  const unexplained = judged.filter(({ verdict }) => ['wrong', 'refused', 'differs'].includes(verdict));
  return { good, bad, displayed, unexplained: unexplained.map(({ file }) => file), reason: null };
}

const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

import { STATUS_MEANINGS } from './reasons.ts';
import { limitsOf } from './redcapLimits.ts';
import { INSTRUMENT, isStatus } from './redcap.ts';
import type { AnyTable, Column, Table } from './table.ts';

/** One field of the project, as REDCap's data dictionary wants it. */
interface DictionaryRow {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly choices: string;
  readonly note: string;
  readonly validation: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** REDCap's own columns are not fields of the project. */
const isOwn = ({ name }: { readonly name: string }) => !name.startsWith('redcap_') && name !== 'vertebra_complete';

/** The fields of a table of data in one upload; `record_id` first, REDCap's own columns left out. */
export const dictionaryRows = ({ columns }: AnyTable): readonly DictionaryRow[] =>
  columns.filter(isOwn).map(dictionaryRow);

function dictionaryRow(column: Column<never>): DictionaryRow {
  const { name, label, definition } = column;
  const base = { name, label, note: definition, choices: '', validation: '', minimum: null, maximum: null };
  if (isStatus(column)) {
    const choices = STATUS_MEANINGS.map((meaning, index) => `${index + 1}, ${meaning.label}`).join(' | ');
    return { ...base, type: 'dropdown', choices };
  }
  if (name === 'note') return { ...base, type: 'notes' };
  if (column.type !== 'number') return { ...base, type: 'text' };
  return { ...base, type: 'text', validation: 'number', ...limitsOf(name) };
}

const dictionaryColumn = (name: string, cell: (row: DictionaryRow) => string): Column<DictionaryRow> => ({
  name,
  type: 'text',
  label: name,
  definition: 'As in the data dictionary of REDCap.',
  cell,
});

/** A number is no text: an apostrophe before -60 would not be read. */
const limitColumn = (name: string, cell: (row: DictionaryRow) => number | null): Column<DictionaryRow> => ({
  name,
  type: 'number',
  label: name,
  definition: 'As in the data dictionary of REDCap.',
  cell,
});

export const dictionaryTable: Table<DictionaryRow> = {
  file: 'redcap_dictionary.csv',
  title: 'Data dictionary that creates the instrument in REDCap',
  columns: [
    dictionaryColumn('Variable / Field Name', (row) => row.name),
    dictionaryColumn('Form Name', () => INSTRUMENT),
    dictionaryColumn('Section Header', () => ''),
    dictionaryColumn('Field Type', (row) => row.type),
    dictionaryColumn('Field Label', (row) => row.label),
    dictionaryColumn('Choices, Calculations, OR Slider Labels', (row) => row.choices),
    dictionaryColumn('Field Note', (row) => row.note),
    dictionaryColumn('Text Validation Type OR Show Slider Number', (row) => row.validation),
    limitColumn('Text Validation Min', (row) => row.minimum),
    limitColumn('Text Validation Max', (row) => row.maximum),
    dictionaryColumn('Identifier?', () => ''),
  ],
};

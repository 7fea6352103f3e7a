import type { Study } from '../../../shared/study/study.ts';
import type { GridColumnId, SortColumn } from '../../editor/gridView.ts';
import { givenName } from '../../messages/coreText.ts';
import { text } from '../../messages/text.ts';

/** One column of the grid as the keyboard counts them: subject, arm (where there are arms), level, then the visits. */
export interface GridColumn {
  readonly id: GridColumnId;
  readonly kind: 'subject' | 'arm' | 'level' | 'visit';
  readonly name: string;
  readonly title: string;
  readonly sort: SortColumn;
}

export function gridColumns({ protocol }: Pick<Study, 'protocol'>): readonly GridColumn[] {
  const fixed: GridColumn[] = [
    { id: 'subject', kind: 'subject', name: text('grid.subject'), title: text('grid.subject'), sort: { by: 'code' } },
    { id: 'level', kind: 'level', name: text('grid.level'), title: text('grid.level'), sort: { by: 'level' } },
  ];
  const arm: GridColumn[] =
    protocol.arms.length === 0
      ? []
      : [{ id: 'arm', kind: 'arm', name: text('grid.arm'), title: text('grid.arm'), sort: { by: 'arm' } }];
  const visits = protocol.timepoints.map(({ id, label }): GridColumn => ({
    id: `visit-${id}`,
    kind: 'visit',
    name: id.toUpperCase(),
    title: givenName({ id, label }),
    sort: { by: 'timepoint', timepoint: id },
  }));
  return [...fixed, ...arm, ...visits];
}

/** How many columns come before the first visit. */
export const visitOffset = (columns: readonly GridColumn[]): number =>
  columns.findIndex(({ kind }) => kind === 'visit');

const WIDTHS: Readonly<Record<GridColumn['kind'], string>> = {
  subject: '13.2rem',
  level: '8.4rem',
  arm: '8.4rem',
  visit: 'minmax(11.8rem, 1fr)',
};

/** The CSS grid that the head and every row share. */
export const columnTemplate = (columns: readonly GridColumn[]): string =>
  columns.map(({ kind }) => WIDTHS[kind]).join(' ');

import type { Protocol } from '../study/study.ts';

/** The label of a visit, or its id where the label is empty or the visit is not in the protocol. */
export function timepointLabel({ timepoints }: Protocol, id: string): string {
  const label = timepoints.find((timepoint) => timepoint.id === id)?.label.trim();
  return label === undefined || label === '' ? id : label;
}

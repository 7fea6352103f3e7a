import type { LockHolder } from '../../shared/host/contract.ts';
import { showTime } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';

const timeOf = (moment: string): string => showTime(new Date(moment));

/** "Dr X saved this study at 14:03 on CLINIC-PC2." */
export const whoSaved = (holder: LockHolder | null, modifiedAt: string): string =>
  holder === null || holder.user === ''
    ? text('safety.changedBySomebody', { time: timeOf(modifiedAt) })
    : text('safety.changedBy', { user: holder.user, host: holder.host, time: timeOf(modifiedAt) });

/** "Dr X has had this study open on CLINIC-PC2 since 14:03." */
export const whoHasIt = (holder: LockHolder | null): string =>
  holder === null || holder.user === ''
    ? text('safety.lockedBySomebody')
    : text('safety.lockedBy', { user: holder.user, host: holder.host, time: timeOf(holder.since) });

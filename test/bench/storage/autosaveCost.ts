import { performance } from 'node:perf_hooks';
import { countInSlices, createRecoveryCopy } from '../../../renderer/files/recoveryCopy.ts';
import type { Timers } from '../../../renderer/files/timers.ts';
import type { Answer, Method, Params } from '../../../shared/host/contract.ts';
import type { Host } from '../../../shared/host/host.ts';
import { encodeMessageParts } from '../../../shared/host/wire.ts';
import { success } from '../../../shared/result.ts';
import { placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import { cohortStudy } from '../../support/cohortStudy.ts';

export interface AutosaveCost {
  readonly subjects: number;
  /** Of the page's thread for the copy after one edit. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Of the message that leaves after the last edit. */
  readonly bytes: number;
  /** The longest piece of work without a pause, when everything of a study that was never saved is kept at once. */
  readonly longestSliceMs: number;
}

/**
 * What keeping a copy costs the page's thread: an edit of one point in an open study, from the comparison with the file
 * to the message that leaves. The host answers at once, so that only the page's own work is measured.
 */
export async function measureAutosave(subjects: number, edits = 100): Promise<AutosaveCost> {
  let bytes = 0;
  let sliceBegin = 0;
  let longestSlice = 0;
  const endSlice = (): void => {
    longestSlice = Math.max(longestSlice, performance.now() - sliceBegin);
    sliceBegin = performance.now();
  };
  const host: Host = {
    call: async <M extends Method>(method: M, params: Params<M>) => {
      bytes = encodeMessageParts(params).reduce((sum, part) => sum + part.length, 0);
      endSlice();
      const answer = method === 'keepRecoveryPart' ? { part: '1'.repeat(64) } : { savedAt: '2026-11-20T14:00:00.000Z' };
      return success(answer as unknown as Answer<M>);
    },
    onEvent: () => () => undefined,
  };
  const timers: Timers = {
    now: () => performance.now(),
    after: () => () => undefined,
    pause: async () => endSlice(),
  };
  const opened = cohortStudy({ subjects });
  const base = { study: opened, sha256: '0'.repeat(64) };
  await countInSlices(opened, timers);
  const copy = createRecoveryCopy({ id: 'copy', page: 'page', host, timers });
  const times: number[] = [];
  let study: Study = opened;
  for (let edit = 0; edit < edits; edit += 1) {
    const { id } = study.subjects[(edit * 97) % subjects] ?? { id: '' };
    const place = { subjectId: id, timepoint: 'v1', reader: 'R1', reading: 1, level: 'L1', landmark: 'SA' } as const;
    study = placeLandmark(study, { ...place, point: [100 + edit, 100], at: '2026-11-20T14:00:00.000Z' });
    const begin = performance.now();
    await copy.keep({ study, base, name: 's.endplate', grant: 'grant', settled: false });
    times.push(performance.now() - begin);
  }
  const lastBytes = bytes;
  const whole = createRecoveryCopy({ id: 'whole', page: 'page', host, timers });
  const never = cohortStudy({ subjects });
  longestSlice = 0;
  sliceBegin = performance.now();
  await whole.keep({ study: never, base: null, name: 'new', grant: null, settled: false });
  const sorted = times.toSorted((a, b) => a - b);
  return {
    subjects,
    medianMs: round(sorted[sorted.length >> 1] ?? 0),
    p95Ms: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    bytes: lastBytes,
    longestSliceMs: round(longestSlice),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

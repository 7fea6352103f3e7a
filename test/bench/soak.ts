import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeFilePort } from '../../electron/host/nodeFilePort.ts';
import { saveStudy } from '../../renderer/files/saveStudy.ts';
import { placeLandmark } from '../../shared/study/edits/landmarkEdits.ts';
import { cohortStudy } from '../support/cohortStudy.ts';
import { openPageOn } from '../support/pageOnHost.ts';

/** An hour's work of a second: a nightly run of many, e.g. `ENDPLATE_SOAK_MINUTES=480 npm run figures -- soak`. */
const MINUTES = Number(process.env['ENDPLATE_SOAK_MINUTES'] ?? 2);
const EDITS_BETWEEN_SAVES = 10;

/** Edits, copies and saves on the real disk, for long: memory does not grow, and no file is left over. */
export async function measure({ say }: { readonly say: (line: string) => void }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-soak-'));
  const end = performance.now() + MINUTES * 60_000;
  try {
    const page = await openPageOn(nodeFilePort, {
      folder: path.join(folder, 'studies'),
      userFolder: path.join(folder, 'user'),
    });
    page.edit((study) => ({ ...cohortStudy({ subjects: 60 }), id: study.id }));
    const first = saveStudy(page.app);
    await page.settle();
    await page.answer('soak');
    await first;
    let edits = 0;
    let saves = 1;
    let heapAtStart = 0;
    while (performance.now() < end) {
      for (let edit = 0; edit < EDITS_BETWEEN_SAVES; edit += 1, edits += 1) {
        const { id } = page.study().subjects[edits % 60] ?? { id: '' };
        const place = {
          subjectId: id,
          timepoint: 'v1',
          reader: 'R1',
          reading: 1,
          level: 'L1',
          landmark: 'SA',
        } as const;
        page.edit((study) =>
          placeLandmark(study, { ...place, point: [edits % 500, 100], at: '2026-11-20T14:00:00.000Z' }),
        );
        await page.pass(1_000);
      }
      if (!(await saveStudy(page.app))) throw new Error(`The save after ${edits} edits failed.`);
      saves += 1;
      await page.settle();
      // Undo keeps every study of the session on purpose: the measured growth is that of everything else.
      page.forgetHistory();
      if (saves === 20) heapAtStart = usedHeap();
      if (saves % 500 === 0) say(`${edits} edits, ${saves} saves`);
    }
    const heapGrowthMB = Math.round(((usedHeap() - heapAtStart) / 1e6) * 10) / 10;
    page.kill();
    const studies = await readdir(path.join(folder, 'studies'));
    const left = studies.filter(
      (name) => !['soak.endplate', '.soak.endplate.bak', '~$soak.endplate.lock'].includes(name),
    );
    return { minutes: MINUTES, edits, saves, heapGrowthMB, filesLeft: left.length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function usedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

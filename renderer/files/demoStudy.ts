import { setExamImage } from '../../shared/study/edits/examEdits.ts';
import { addSubject } from '../../shared/study/edits/subjectEdits.ts';
import { renameStudy } from '../../shared/study/edits/protocolEdits.ts';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { imageErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { keepNotice, notify, perform, type App, type Truth } from './app.ts';
import { tell } from './ask.ts';
import { readBundled } from './bundledImages.ts';
import { examImageOf } from './examImage.ts';
import { keepImage } from './imageSlots.ts';
import { mayLeaveStudy } from './leaveStudy.ts';
import { newStudy, showStudy } from './showStudy.ts';

type TruthFile = Record<'pre' | 'post', Partial<Record<Level, Record<Landmark, [number, number]>>>>;

/** Two artificial films whose true points are known: a first measurement without a patient, with its error beside it. */
export async function openDemo(app: App): Promise<void> {
  if (!(await mayLeaveStudy(app))) return;
  keepNotice(app, text('pane.loading'));
  const subjectId = app.newId();
  let study = renameStudy(addSubject(newStudy(app), { id: subjectId, code: 'DEMO' }), { title: 'Demo' });
  const decoded = await Promise.all(
    (['pre', 'post'] as const).map(async (timepoint) => {
      const bytes = await readBundled(`demo-${timepoint}.dcm`);
      const image = await app.decoder.decode(bytes ?? new Uint8Array());
      return { timepoint, image };
    }),
  );
  const truth: TruthFile = await (await fetch('/demo/truth.json')).json();
  notify(app, null);
  for (const { timepoint, image } of decoded) {
    if (!image.ok) {
      await tell(app, { title: text('pane.failed'), ...imageErrorWords(image.error) }, text('dialog.close'));
      return;
    }
    study = setExamImage(study, {
      subjectId,
      timepoint,
      image: examImageOf(study, image.value, `demo-${timepoint}.dcm`),
      posture: 'standing',
    });
  }
  showStudy(app, study, { file: null, screen: 'measure' });
  for (const { image } of decoded) if (image.ok) keepImage(app, image.value);
  app.store.setState({ truth: readTruth(truth) });
  perform(app, { type: 'markSaved', study });
}

const readTruth = (file: TruthFile): Truth =>
  Object.fromEntries(
    (['pre', 'post'] as const).map((timepoint) => [
      timepoint,
      Object.fromEntries(
        Object.entries(file[timepoint]).map(([level, points]) => [
          level,
          Object.fromEntries(Object.entries(points).map(([code, [x, y]]) => [code, { x, y }])),
        ]),
      ),
    ]),
  );

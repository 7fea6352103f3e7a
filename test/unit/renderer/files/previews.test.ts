import { describe, expect, test } from 'vitest';
import type { App } from '../../../../renderer/files/app.ts';
import { openImages } from '../../../../renderer/files/openImages.ts';
import { arrivingTransform, panePreview } from '../../../../renderer/files/previews.ts';
import type { DecodedImage, ImagePreview } from '../../../../renderer/image/decodedImage.ts';
import { addSubject } from '../../../../shared/study/edits/subjectEdits.ts';
import { failure, success } from '../../../../shared/result.ts';
import { emptyStudy } from '../../../support/exampleStudy.ts';
import { measureApp } from '../../../support/measureApp.ts';
import { film } from './films.ts';

type Answer = DecodedImage | 'damaged';

/** An app whose decoder is the test: each file shows a preview, and is answered when the test says so. */
async function opening(...files: readonly (readonly [name: string, date: string | null])[]) {
  const images = await Promise.all(files.map(([name, date]) => film(name, { date })));
  const steps: { preview: () => void; answer: (answer: Answer) => void }[] = [];
  const bare = measureApp(addSubject(emptyStudy(), { id: 's1', code: 'S001' }));
  const app: App = {
    ...bare,
    decoder: {
      ...bare.decoder,
      decode: (bytes, { onPreview } = {}) =>
        new Promise((resolve) => {
          const image = images[bytes[0] ?? 0];
          if (!image) throw new Error('There is no such film');
          const preview: ImagePreview = { ...image, facts: image.radiograph };
          steps[bytes[0] ?? 0] = {
            preview: () => onPreview?.(preview),
            answer: (answer) =>
              resolve(answer === 'damaged' ? failure({ code: 'damaged', message: 'Cut.' }) : success(answer)),
          };
        }),
    },
  };
  const sources = files.map(([name], index) => ({ name, grant: null, bytes: Uint8Array.of(index) }));
  const shown = () => ([0, 1] as const).map((pane) => panePreview(app.store.getState(), pane)?.sha256 ?? null);
  return { app, images, steps, sources, shown };
}

describe('a coarse picture of a film that is being decoded', () => {
  test('stands where the film will be, before the film is in the study; the film then takes its place', async () => {
    const { app, images, steps, sources, shown } = await opening(['a', null]);
    const done = openImages(app, sources, null);
    expect(shown()).toEqual([null, null]);
    steps[0]?.preview();
    expect(shown()).toEqual([images[0]?.sha256, null]);
    expect(app.store.getState().editor.history.present.subjects[0]?.exams).toEqual([]);
    // 3 by 2 px whole in a view of 800 by 1200 px: 2 % margin of the width.
    expect(arrivingTransform(app.store.getState(), 0)?.a).toBeCloseTo(Math.min(32, (800 * 0.98) / 3), 6);
    steps[0]?.answer(images[0] as DecodedImage);
    await done;
    const { previews, editor } = app.store.getState();
    expect(previews).toEqual([]);
    expect(editor.history.present.subjects[0]?.exams[0]?.image?.sha256).toBe(images[0]?.sha256);
  });

  test('goes when the whole turns out to be damaged: the file is named, nothing is in the study', async () => {
    const { app, steps, sources, shown } = await opening(['a', null]);
    app.store.setState({ screen: 'start' });
    const done = openImages(app, sources, null);
    steps[0]?.preview();
    expect(app.store.getState().screen).toBe('measure');
    steps[0]?.answer('damaged');
    await new Promise((resolve) => setTimeout(resolve));
    expect(shown()).toEqual([null, null]);
    const { dialog, screen, editor } = app.store.getState();
    expect(screen).toBe('start');
    expect(editor.history.present.subjects[0]?.exams).toEqual([]);
    expect(dialog).toMatchObject({ kind: 'message' });
    if (dialog?.kind === 'message') dialog.answer(null);
    await done;
  });

  test('of two films waits until the dates of both are known, then each stands in its view', async () => {
    const { app, images, steps, sources, shown } = await opening(['later', '2024-05-01'], ['earlier', '2024-02-01']);
    const done = openImages(app, sources, null);
    steps[0]?.preview();
    expect(shown()).toEqual([null, null]);
    steps[1]?.preview();
    expect(shown()).toEqual([images[1]?.sha256, images[0]?.sha256]);
    steps.forEach(({ answer }, index) => answer(images[index] as DecodedImage));
    await done;
    expect(app.store.getState().previews).toEqual([]);
  });

  test('is not shown where the user has to say first which film is which', async () => {
    const { app, steps, sources, shown } = await opening(['one', null], ['two', null]);
    void openImages(app, sources, null);
    steps[0]?.preview();
    steps[1]?.preview();
    expect(shown()).toEqual([null, null]);
  });

  test('stands in the view on which the film was dropped', async () => {
    const { app, images, steps, sources, shown } = await opening(['a', null]);
    void openImages(app, sources, 'post');
    steps[0]?.preview();
    expect(shown()).toEqual([null, images[0]?.sha256]);
  });
});

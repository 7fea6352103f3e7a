import { describe, expect, test } from 'vitest';
import { perform, type App } from '../../../../renderer/files/app.ts';
import { rememberReader } from '../../../../renderer/files/imageBytes.ts';
import { dropUnseenImages, keepImage } from '../../../../renderer/files/imageSlots.ts';
import { keepViewsLoaded } from '../../../../renderer/files/loadImages.ts';
import type { DecodedImage } from '../../../../renderer/image/decodedImage.ts';
import { success } from '../../../../shared/result.ts';
import { filmsStudy } from '../../../support/driver.ts';
import { measureApp } from '../../../support/measureApp.ts';
import { film } from './films.ts';

const MEGABYTE = 1024 * 1024;

/** A film whose pixels take that much memory; its picture shares them. */
async function filmOf(sha256: string, megabytes: number): Promise<DecodedImage> {
  const plain = await film(sha256);
  const pixels = new Uint8Array(megabytes * MEGABYTE);
  const levels = [{ rows: 1, columns: pixels.length, samples: pixels }];
  return { ...plain, sha256, radiograph: { ...plain.radiograph, pixels }, picture: { ...plain.picture, levels } };
}

const shownFilms = (app: App): readonly string[] =>
  app.store.getState().editor.history.present.subjects[0]?.exams.map(({ image }) => image?.sha256 ?? '') ?? [];

describe('the memory of films', () => {
  test('of those that no view shows, the last 96 MB stay; those in the views stay whatever they weigh', async () => {
    const app = measureApp();
    const [pre = '', post = ''] = shownFilms(app);
    keepImage(app, await filmOf(pre, 80));
    for (const name of ['a', 'b', 'c', 'd']) keepImage(app, await filmOf(name, 40));
    keepImage(app, await filmOf(post, 80));
    dropUnseenImages(app);
    expect(Object.keys(app.store.getState().images)).toEqual([pre, 'c', 'd', post]);
  });

  test('a film used again counts as the last', async () => {
    const app = measureApp();
    for (const name of ['a', 'b', 'c', 'a']) keepImage(app, await filmOf(name, 40));
    dropUnseenImages(app);
    expect(Object.keys(app.store.getState().images)).toEqual(['c', 'a']);
  });

  test('a film that was let go is read again from its file when a view needs it', async () => {
    const bare = measureApp(filmsStudy());
    const [pre = '', post = ''] = shownFilms(bare);
    const read: string[] = [];
    const app: App = {
      ...bare,
      decoder: { ...bare.decoder, decode: async (bytes) => success(await filmOf(bytes[0] === 0 ? pre : post, 1)) },
    };
    for (const [index, sha256] of [pre, post].entries()) {
      rememberReader(app, sha256, () => {
        read.push(sha256);
        return Promise.resolve(Uint8Array.of(index));
      });
    }
    const stop = keepViewsLoaded(app);
    keepImage(app, await filmOf(pre, 1));
    await new Promise((resolve) => setTimeout(resolve));
    expect(read).toEqual([post]);
    const slots = app.store.getState().images;
    expect([slots[pre]?.status, slots[post]?.status]).toEqual(['ready', 'ready']);
    perform(app, { type: 'setSubject', subjectId: null });
    app.store.setState({ images: {} });
    await new Promise((resolve) => setTimeout(resolve));
    perform(app, { type: 'setSubject', subjectId: 's1' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(read).toEqual([post, pre, post]);
    stop();
  });
});

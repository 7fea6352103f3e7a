import * as peer from '@cornerstonejs/core';
import { buildPicture } from '../../../shared/image/picture/picture.ts';
import { readRadiograph } from '../../../shared/image/readRadiograph.ts';
import { createCornerstoneView } from '../../../renderer/image/cornerstoneView.ts';

/**
 * The same film in the same element, moved in the same steps by our view and by cornerstone3D; one step a frame. What the
 * steps cost is read from outside, as the processor time of all processes of the browser: drawing, painting, showing.
 */
const element = document.querySelector('#view');
const WINDOW = { center: 30_000, width: 50_000 };

globalThis.load = async (engine, film) => {
  const bytes = new Uint8Array(await (await fetch(film)).arrayBuffer());
  const read = await readRadiograph(bytes, { codecs: {} });
  if (!read.ok) throw new Error(read.error.message);
  globalThis.view = engine === 'ours' ? ourView(read.value) : await peerView(read.value, engine);
  await globalThis.view.shown();
};

/** Moves the film, each step when the last one is on the screen. */
globalThis.move = async (kind, steps) => {
  for (let step = 0; step < steps; step += 1) {
    const before = globalThis.view.draws();
    globalThis.view[kind](step);
    await drawn(before);
    await nextFrame();
  }
};

/** As many frames in which nothing moves. */
globalThis.rest = async (frames) => {
  for (let frame = 0; frame < frames; frame += 1) await nextFrame();
};

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function drawn(before) {
  for (let frame = 0; frame < 240 && globalThis.view.draws() === before; frame += 1) {
    await nextFrame();
  }
  if (globalThis.view.draws() === before) throw new Error('Nothing was drawn');
}

const drift = (step) => ({ x: 60 * Math.sin(step / 6), y: 60 * Math.sin(step / 9) });

function ourView(radiograph) {
  const view = createCornerstoneView(element);
  const picture = buildPicture(radiograph);
  let draws = 0;
  view.onRendered(() => {
    draws += 1;
  });
  const scale = Math.min(1280 / picture.columns, 900 / picture.rows);
  const appearance = ({ zoom = 1, shift = { x: 0, y: 0 }, widen = 0 }) => ({
    transform: {
      a: scale * zoom,
      b: 0,
      c: 0,
      d: scale * zoom,
      e: 640 - (picture.columns / 2) * scale * zoom + shift.x,
      f: 450 - (picture.rows / 2) * scale * zoom + shift.y,
    },
    window: { kind: 'window', ...WINDOW, width: WINDOW.width + widen, voiFunction: 'LINEAR' },
    invert: false,
    smoothing: 'smooth',
    overlays: false,
  });
  view.show({ picture, sha256: 'film', frame: 0 }, appearance({}));
  return {
    draws: () => draws,
    shown: () => drawn(0),
    window: (step) => view.update(appearance({ widen: 200 * (step + 1) })),
    pan: (step) => view.update(appearance({ shift: drift(step + 1) })),
    zoom: (step) => view.update(appearance({ zoom: 1 + 0.3 * Math.sin((step + 1) / 5) })),
  };
}

async function peerView(radiograph, engine) {
  peer.setUseCPURendering(engine === 'cpu');
  peer.init({ rendering: { useCPURendering: engine === 'cpu' } });
  peer.setUseCPURendering(engine === 'cpu');
  const { rows, columns, pixels } = radiograph;
  peer.metaData.addProvider((type) => (type === 'generalSeriesModule' ? { modality: 'DX' } : undefined));
  peer.imageLoader.createAndCacheLocalImage('bench:film', {
    scalarData: pixels,
    dimensions: [columns, rows],
    spacing: [1, 1],
    origin: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    frameOfReferenceUID: '1.2.3',
  });
  let draws = 0;
  element.addEventListener(peer.Enums.Events.IMAGE_RENDERED, () => {
    draws += 1;
  });
  const rendering = new peer.RenderingEngine('bench');
  rendering.enableElement({ viewportId: 'film', element, type: peer.Enums.ViewportType.STACK });
  const viewport = rendering.getViewport('film');
  await viewport.setStack(['bench:film']);
  const range = (widen) => ({
    lower: WINDOW.center - (WINDOW.width + widen) / 2,
    upper: WINDOW.center + (WINDOW.width + widen) / 2,
  });
  viewport.setProperties({ voiRange: range(0) });
  viewport.render();
  const zoom = viewport.getZoom();
  const change = (act) => {
    act();
    viewport.render();
  };
  return {
    draws: () => draws,
    shown: () => drawn(0),
    window: (step) => change(() => viewport.setProperties({ voiRange: range(200 * (step + 1)) })),
    pan: (step) =>
      change(() => {
        const { x, y } = drift(step + 1);
        viewport.setPan([x, y]);
      }),
    zoom: (step) => change(() => viewport.setZoom(zoom * (1 + 0.3 * Math.sin((step + 1) / 5)))),
  };
}

globalThis.isReady = true;

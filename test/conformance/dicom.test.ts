import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import type { Radiograph } from '../../shared/image/radiograph.ts';
import { badRow, conformanceRow } from './dicomTable.ts';
import { dataFolder, isDicomEntry, readManifest, readShared } from './manifest.ts';

const manifest = readManifest();
const reason = manifest ? '' : ` (skipped: no shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA)`;

const good = [...(manifest?.dicom ?? []), ...(manifest?.phantom ?? [])].filter(isDicomEntry);
const bad = (manifest?.bad ?? []).filter(isDicomEntry);

async function open(name: string, frame?: number): Promise<Radiograph> {
  const image = await readRadiograph(readShared(name), { codecs: nodeCodecs, frame });
  if (!image.ok) throw new Error(`${name}: ${image.error.message}`);
  return image.value;
}

describe.skipIf(!manifest)(`real DICOM files agree with the decodes of other programs${reason}`, () => {
  test.each(good.map((entry) => [entry.path, entry] as const))('%s', async (_, entry) => {
    const row = await conformanceRow(entry);
    expect(row.detail === '' || row.verdict !== 'wrong', row.detail).toBe(true);
    expect(['exact', 'tolerated', 'as expected'], row.detail).toContain(row.verdict);
    expect(row.milliseconds).toBeLessThan(10_000);
  });

  const named = good.filter(({ patient_name: name }) => typeof name === 'string' && name !== '');
  test.each(named.map(({ path, patient_name: name }) => [path, name] as const))(
    '%s has its name',
    async (path, name) => {
      const image = await readRadiograph(readShared(path), { codecs: nodeCodecs });
      if (image.ok) expect(image.value.identity.patientName).toBe((name ?? '').replace(/[=^ ]+$/, '') || null);
    },
  );

  const spaced = good.filter(({ spacing }) => spacing && Object.keys(spacing).length > 0);
  test.each(spaced.map(({ path, spacing }) => [path, spacing ?? {}] as const))(
    '%s has its spacing',
    async (path, spacing) => {
      const image = await readRadiograph(readShared(path), { codecs: nodeCodecs });
      if (!image.ok) return;
      for (const [keyword, value] of Object.entries(spacing)) {
        const key = (keyword[0] ?? '').toLowerCase() + keyword.slice(1);
        const ours = (image.value.spacing as Record<string, unknown>)[key];
        const theirs = Array.isArray(value) ? value.map(Number) : value;
        if (keyword === 'PixelAspectRatio' && !Array.isArray(value)) expect(ours).toContain(Number(value));
        else
          expect(ours, keyword).toEqual(
            typeof theirs === 'string' && typeof ours === 'number' ? Number(theirs) : theirs,
          );
      }
    },
  );
});

describe.skipIf(!manifest)(`what the header of real files means${reason}`, () => {
  test('MONOCHROME1 with INVERSE is one inversion', async () => {
    expect((await open('dicom/cr_presentation_lut_inverse.dcm')).inverted).toBe(true);
  });

  test('three windows keep their order and explanations', async () => {
    const { voi } = await open('dicom/cr_voi_three_windows.dcm');
    expect(voi.map((each) => (each.kind === 'window' ? [each.center, each.width] : []))).toEqual([
      [512, 1024],
      [350, 300],
      [700, 200],
    ]);
    expect(voi.every(({ explanation }) => explanation !== null)).toBe(true);
  });

  test.each([
    ['dicom/cr_voi_sigmoid.dcm', 'SIGMOID'],
    ['dicom/cr_voi_linear_exact.dcm', 'LINEAR_EXACT'],
    ['dicom/cr_rg3_explicit_le.dcm', 'LINEAR'],
  ])('%s has the window function %s', async (name, voiFunction) => {
    expect((await open(name)).voi[0]).toMatchObject({ kind: 'window', voiFunction });
  });

  test('two VOI tables', async () => {
    const { voi } = await open('dicom/cr_voi_lut_two_items.dcm');
    expect(voi.map(({ kind }) => kind)).toEqual(['lut', 'lut']);
  });

  test('a modality table wins over the rescale beside it', async () => {
    expect((await open('dicom/cr_teeth_modality_lut.dcm')).modality.kind).toBe('lut');
    expect((await open('dicom/ot_modality_lut_signed12.dcm')).modality).toMatchObject({ lut: { firstMapped: -2048 } });
  });

  test('four overlays, two of them in unused bits of the pixels', async () => {
    const { overlays } = await open('dicom/ot_six_overlays.dcm');
    expect(overlays).toHaveLength(4);
    for (const { bits, rows, columns } of overlays) {
      expect(bits).toHaveLength(rows * columns);
      expect(bits).toContain(1);
    }
  });

  test('a segmented palette unfolds to as many entries as announced', async () => {
    const { palette } = await open('dicom/us_palette_segmented.dcm');
    expect([palette?.red.values.length, palette?.green.values.length, palette?.blue.values.length]).toEqual([
      65536, 65536, 65536,
    ]);
  });

  test('every frame is found with an empty, a good and a wrong offset table', async () => {
    const frames = await Promise.all(
      ['empty', 'good', 'wrong'].map((kind) =>
        Promise.all(
          [0, 1, 2].map(async (i) => (await open(`dicom/xa_3frames_bot_${kind}.dcm`, i)).pixels.slice(0, 5000)),
        ),
      ),
    );
    const split = await Promise.all(
      [0, 1, 2].map(async (i) =>
        (await open('dicom/xa_3frames_empty_bot_two_fragments_each.dcm', i)).pixels.slice(0, 5000),
      ),
    );
    expect(frames[1]).toEqual(frames[0]);
    expect(frames[2]).toEqual(frames[0]);
    expect(split).toEqual(frames[0]);
    expect(frames[0]?.[1]).not.toEqual(frames[0]?.[0]);
  });

  test('the last of 96 frames opens, the 97th does not exist', async () => {
    const name = 'dicom/xa_coronary_96_frames_jpeg_baseline.dcm';
    expect(await open(name, 95)).toMatchObject({ frames: 96, frame: 95 });
    const beyond = await readRadiograph(readShared(name), { codecs: nodeCodecs, frame: 96 });
    expect(beyond).toMatchObject({ ok: false, error: { code: 'no_such_frame' } });
  });
});

describe.skipIf(!manifest)(`broken and hostile DICOM files end as they have to${reason}`, () => {
  test.each(bad.map((entry) => [entry.path, entry] as const))('%s', async (_, entry) => {
    const before = process.memoryUsage().rss;
    const row = await badRow(entry);
    expect(row.asExpected, `${row.expected}, but ${row.outcome} ${row.code}: ${row.detail}`).toBe(true);
    expect(row.milliseconds).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(1024 ** 3);
  });
});

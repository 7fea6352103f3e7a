import { describe, expect, test } from 'vitest';
import { relativeTo } from '../../../shared/geometry/validSpacing.ts';
import type { Spacing } from '../../../shared/geometry/spacing.ts';
import type { PlacedLandmarks } from '../../../shared/spine/landmarks.ts';
import { valueOf } from '../../../shared/spine/measure.ts';
import { measureVertebra, type VertebraMeasures } from '../../../shared/spine/measureVertebra.ts';
import type { VertebraMeasureId } from '../../../shared/spine/vertebraMeasures.ts';
import { geometryReference, type ReferenceBody, type ReferenceImage } from '../../golden/reference/reference.ts';

const KEYS: Readonly<Record<string, VertebraMeasureId>> = {
  Ha_mm: 'anteriorHeight',
  Hm_mm: 'middleHeight',
  Hp_mm: 'posteriorHeight',
  Ha_axis_mm: 'anteriorHeightAxis',
  Hm_axis_mm: 'middleHeightAxis',
  Hp_axis_mm: 'posteriorHeightAxis',
  superior_endplate_mm: 'superiorEndplate',
  inferior_endplate_mm: 'inferiorEndplate',
  area_mm2: 'area',
  ratio_Ha_Hp: 'wedgeRatio',
  ratio_Hm_Hp: 'midWedgeRatio',
  ratio_Hm_Ha: 'midAnteriorRatio',
  biconcavity_2Hm_over_HaHp: 'biconcavity',
  wedge_percent: 'wedgePercent',
  biconcave_percent: 'biconcavePercent',
  wedge_angle_deg: 'wedgeAngle',
};

interface Body {
  readonly id: string;
  readonly spacing: readonly [number, number];
  readonly points: ReferenceBody;
  readonly expected: Readonly<Record<string, unknown>>;
}

const bodiesOf = (id: string, prefix: string, image: ReferenceImage, expected: Body['expected']): readonly Body[] =>
  Object.entries(image.vertebrae).flatMap(([name, points]) => {
    const values = expected[`${prefix}${name}`] as Body['expected'] | undefined;
    return values === undefined
      ? []
      : [{ id: `${id} ${prefix}${name}`, spacing: image.spacing_mm, points, expected: values }];
  });

const bodies: readonly Body[] = geometryReference.examples.flatMap(
  ({ id, expected, pre, post, spacing_mm, vertebrae }) => [
    ...(spacing_mm && vertebrae ? bodiesOf(id, '', { spacing_mm, vertebrae }, expected) : []),
    ...(pre ? bodiesOf(id, 'pre_', pre, expected) : []),
    ...(post ? bodiesOf(id, 'post_', post, expected) : []),
  ],
);

const landmarksOf = (points: Body['points']): PlacedLandmarks =>
  Object.fromEntries(Object.entries(points).map(([code, [x, y]]) => [code, { x, y }]));

function measure(body: Body): VertebraMeasures {
  const [rowSpacing, columnSpacing] = body.spacing;
  const spacing: Spacing = { rowSpacing, columnSpacing };
  return measureVertebra(landmarksOf(body.points), {
    spacing,
    relativeSpacing: relativeTo(spacing),
    plane: 'patient_user',
    label: 'mm (user calibrated)',
  });
}

describe('the bodies of the geometry reference', () => {
  test('are 20: 10 alone, 3 in each of two spines, 2 in each of two comparisons', () => {
    expect(bodies).toHaveLength(20);
  });

  test.each(bodies.map((body) => [body.id, body] as const))('%s', (_, body) => {
    const result = measure(body);
    const compared = Object.entries(KEYS).map(([key, id]) => {
      expect(valueOf(result.measures[id]), key).toBeCloseTo(body.expected[key] as number, 6);
      return key;
    });
    expect(compared).toHaveLength(16);
    expect(result.handedness).toBe(body.expected.handedness);
    expect(result.anteriorDirection).toBe(body.expected.anterior_direction);
    const genant = body.expected.genant_within as Readonly<Record<string, number | string | null>>;
    expect(result.genantWithin?.grade).toBe(genant.grade);
    expect(result.genantWithin?.type).toBe(genant.type);
    expect(result.genantWithin?.maxLoss).toBeCloseTo(genant.max_loss_percent as number, 6);
    expect(result.genantWithin?.losses.posterior).toBeNull();
    expect(result.issues).toEqual([]);
  });
});

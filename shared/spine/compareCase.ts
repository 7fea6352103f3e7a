import { success, type Result } from '../result.ts';
import type { CaseError, ComparisonCase } from './caseInput.ts';
import {
  bodyOutput,
  heightOutput,
  HEIGHT_KEYS,
  issueOutput,
  normalisedOutput,
  restorationOutput,
  type CaseOutput,
} from './caseOutput.ts';
import { levelsByName, measureNamed, type NamedSpine } from './caseSpine.ts';
import { EXPECTED_HEIGHT_ID } from './compression.ts';
import { isMeasured, missing, valueOf, type Measure } from './measure.ts';
import { normalisedRestoration, restoration, type Restoration } from './restoration.ts';
import { FARCY_BASELINES } from './segmentAngles.ts';
import type { HeightId } from './vertebraMeasures.ts';

interface TwoImages {
  readonly pre: NamedSpine;
  readonly post: NamedSpine;
  readonly detectableMm: number | null;
}

/**
 * A case of two images. Where a vertebra is called `index` the answer is about that one; else it is one answer for each
 * name that both images show. Raw millimetres are subtracted as the case gives them: whether the two images allow it is
 * for the caller to know, the normalised values always hold.
 */
export function compareCase(input: ComparisonCase): Result<CaseOutput, CaseError> {
  const baselines = input.farcy_baselines ?? FARCY_BASELINES;
  const names = [input.pre, input.post].map((image) => Object.keys(image.vertebrae));
  const levels = levelsByName([...new Set(names.flat())], input.levels);
  if (!levels.ok) return levels;
  const images: TwoImages = {
    pre: measureNamed(input.pre, levels.value, baselines),
    post: measureNamed(input.post, levels.value, baselines),
    detectableMm: input.detectable_mm ?? null,
  };
  const both = [...images.pre.bodies.keys()].filter((name) => images.post.bodies.has(name));
  const answers = both.includes('index')
    ? { ...bodiesOutput('index', images, '_index'), ...changesOutput('index', images) }
    : Object.fromEntries(
        both.map((name) => [name, { ...bodiesOutput(name, images, ''), ...changesOutput(name, images) }]),
      );
  return success({ ...answers, ...issueOutput(together(images)) });
}

function together({ pre, post }: TwoImages): Pick<NamedSpine, 'issues' | 'warnings'> {
  return {
    issues: [...issuesOf(pre, 'pre'), ...issuesOf(post, 'post')],
    warnings: [...new Set([...pre.warnings, ...post.warnings])],
  };
}

const issuesOf = (spine: NamedSpine, phase: string): NamedSpine['issues'] =>
  spine.issues.map((each) => ({ ...each, vertebra: `${phase}_${each.vertebra}` }));

function bodiesOutput(name: string, { pre, post }: TwoImages, suffix: string): CaseOutput {
  const before = pre.bodies.get(name);
  const after = post.bodies.get(name);
  return {
    [`pre${suffix}`]: before === undefined ? null : bodyOutput(before),
    [`post${suffix}`]: after === undefined ? null : bodyOutput(after),
  };
}

function changesOutput(name: string, images: TwoImages): CaseOutput {
  const wedge = [images.pre, images.post].map((spine) => valueOf(measureOf(spine, name, 'wedgeAngle')));
  const cobb = [images.pre, images.post].map((spine) => {
    const angle = spine.levels.get(name)?.segments.cobb?.angle;
    return angle === undefined ? null : valueOf(angle);
  });
  return {
    restoration: Object.fromEntries(HEIGHT_KEYS.map(([key, id]) => [key, heightRestoration(name, id, images)])),
    wedge_pre_deg: wedge[0],
    wedge_post_deg: wedge[1],
    kyphosis_correction_deg: reduction(wedge),
    cobb_pre_deg: cobb[0],
    cobb_post_deg: cobb[1],
    cobb_correction_deg: reduction(cobb),
  };
}

const reduction = ([before = null, after = null]: readonly (number | null)[]): number | null =>
  before === null || after === null ? null : before - after;

function heightRestoration(name: string, id: HeightId, { pre, post, detectableMm }: TwoImages): CaseOutput {
  const input = {
    pre: measureOf(pre, name, id),
    post: measureOf(post, name, id),
    expected: expectedOf(pre, name, id),
    expectedPost: expectedOf(post, name, id),
  };
  const inMillimetres = isMillimetres(input.pre) && isMillimetres(input.post);
  const detectable = inMillimetres ? detectableMm : null;
  const raw: Restoration = restoration(
    inMillimetres ? { ...input, detectable } : { ...input, post: missing('uncalibrated'), detectable },
  );
  return {
    pre_mm: heightOutput(input.pre),
    post_mm: heightOutput(input.post),
    expected_pre_image_mm: heightOutput(input.expected),
    expected_post_image_mm: heightOutput(input.expectedPost),
    raw_mm: restorationOutput(raw),
    normalised: normalisedOutput(normalisedRestoration({ ...input, detectable })),
  };
}

const isMillimetres = (measure: Measure): boolean => isMeasured(measure) && measure.unit === 'mm';

const measureOf = (spine: NamedSpine, name: string, id: HeightId | 'wedgeAngle'): Measure =>
  spine.bodies.get(name)?.measures[id] ?? missing('points_missing');

const expectedOf = (spine: NamedSpine, name: string, id: HeightId): Measure =>
  spine.levels.get(name)?.adjacent.measures[EXPECTED_HEIGHT_ID[id]] ?? missing('no_intact_neighbour');

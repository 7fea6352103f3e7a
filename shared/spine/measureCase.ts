import { assertNever, success, type Result } from '../result.ts';
import { parseCase, type CaseError, type CaseHeights, type ImageCase } from './caseInput.ts';
import {
  adjacentOutput,
  bodyOutput,
  issueOutput,
  restorationOutput,
  segmentOutput,
  type CaseOutput,
} from './caseOutput.ts';
import { levelsByName, measureNamed, type NamedSpine } from './caseSpine.ts';
import { compareCase } from './compareCase.ts';
import type { Level } from './levels.ts';
import { measured } from './measure.ts';
import { restoration } from './restoration.ts';
import { farcyBaseline, FARCY_BASELINES } from './segmentAngles.ts';

/**
 * Measures a case: the points of one image (`spacing_mm`, `vertebrae`), of two (`pre`, `post`), or heights that are
 * known already (`inputs`). The keys of the answer are those of the reference cases. Where a name is `above`, `index` or
 * `below` the caller says which vertebrae serve as references; else names are levels and the rule for intact neighbours
 * decides. Bad input is an error with the place and the reason; faults of the points are part of the answer.
 */
export function measureCase(input: unknown): Result<CaseOutput | readonly CaseOutput[], CaseError> {
  const parsed = parseCase(input);
  if (!parsed.ok) return parsed;
  switch (parsed.value.kind) {
    case 'heights': {
      const { inputs } = parsed.value.case;
      return success(Array.isArray(inputs) ? inputs.map(heightsOutput) : heightsOutput(inputs));
    }
    case 'comparison':
      return compareCase(parsed.value.case);
    case 'image':
      return measureImageCase(parsed.value.case);
    default:
      return assertNever(parsed.value);
  }
}

const heightsOutput = ({ pre, post, expected }: CaseHeights): CaseOutput =>
  restorationOutput(
    restoration({
      pre: measured(pre, 'mm'),
      post: measured(post, 'mm'),
      expected: measured(expected, 'mm'),
      detectable: null,
    }),
  );

function measureImageCase(image: ImageCase): Result<CaseOutput, CaseError> {
  const levels = levelsByName(Object.keys(image.vertebrae), image.levels);
  if (!levels.ok) return levels;
  const baselines = image.farcy_baselines ?? FARCY_BASELINES;
  const spine = measureNamed(image, levels.value, baselines);
  const bodies = [...spine.bodies].map(([name, body]) => [name, bodyOutput(body)] as const);
  const [only] = bodies;
  return success({
    ...Object.fromEntries(bodies),
    // A case of one vertebra answers at the top as well, so that nobody has to know its name.
    ...(bodies.length === 1 ? only?.[1] : {}),
    ...neighbourOutput(spine, (level) => (levels.value.anonymous ? null : farcyBaseline(level, baselines))),
    ...issueOutput(spine),
  });
}

function neighbourOutput(spine: NamedSpine, baselineOf: (level: Level) => number | null): CaseOutput {
  const outputs = [...spine.levels].map(([name, measures]) => ({
    name,
    adjacent: adjacentOutput(measures),
    segment: segmentOutput(measures, baselineOf(measures.level)),
  }));
  const index = outputs.find(({ name }) => name === 'index');
  if (index !== undefined) return withoutNulls({ adjacent: index.adjacent, segment: index.segment });
  const adjacent = withoutNulls(Object.fromEntries(outputs.map((each) => [each.name, each.adjacent])));
  const segment = withoutNulls(Object.fromEntries(outputs.map((each) => [each.name, each.segment])));
  return withoutNulls({ adjacent: orNull(adjacent), segment: orNull(segment) });
}

const withoutNulls = (output: CaseOutput): CaseOutput =>
  Object.fromEntries(Object.entries(output).filter(([, value]) => value !== null));

const orNull = (output: CaseOutput): CaseOutput | null => (Object.keys(output).length > 0 ? output : null);

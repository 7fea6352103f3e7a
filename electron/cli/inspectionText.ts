import { CALIBRATION_WARNINGS } from '../../shared/geometry/calibrationWarnings.ts';
import type { InspectedCandidate, InspectedVoi, Inspection } from '../../shared/image/inspection.ts';
import { assertNever } from '../../shared/result.ts';
import { shown } from './commandError.ts';
import { aligned } from './textTable.ts';

type Line = readonly [name: string, value: string];

/** An inspection for people. */
export function inspectionText(inspection: Inspection): string {
  return aligned(
    [
      ...pixelLines(inspection),
      ...inspection.voi.map((option, index): Line => [index === 0 ? 'window' : '', voiText(option)]),
      ...calibrationLines(inspection),
      ['patient faces', facingText(inspection)],
      ...inspection.warnings.map(({ message }): Line => ['warning', shown(message)]),
    ],
    '',
  ).join('\n');
}

function pixelLines(inspection: Inspection): readonly Line[] {
  const { samples, bitsStored, bitsAllocated, signed, samplesPerPixel, frames } = inspection;
  const kind = [inspection.modality, inspection.transferSyntax].filter((part) => part !== null).map(shown);
  return [
    ['format', [inspection.format.toUpperCase(), ...kind].join(', ')],
    ['size', `${inspection.columns} x ${inspection.rows} pixels${frames === 1 ? '' : `, ${frames} frames`}`],
    [
      'pixels',
      `${shown(inspection.photometricInterpretation)}, ${bitsStored} of ${bitsAllocated} bits, ` +
        `${signed ? 'signed' : 'unsigned'}${samplesPerPixel === 1 ? '' : `, ${samplesPerPixel} samples`}`,
    ],
    ['compression', inspection.lossy ? 'with loss' : 'none or without loss'],
    ['values', `${samples.min} to ${samples.max}, mean ${samples.mean.toFixed(3)}`],
    ['sha256', samples.sha256],
  ];
}

function voiText(option: InspectedVoi): string {
  const explanation = option.explanation === null ? '' : ` (${shown(option.explanation)})`;
  switch (option.kind) {
    case 'window':
      return `centre ${option.center}, width ${option.width}, ${option.voiFunction}${explanation}`;
    case 'lut':
      return `look-up table, ${option.entries} entries from ${option.firstMapped}, ${option.bits} bits${explanation}`;
    default:
      return assertNever(option);
  }
}

function calibrationLines({ calibration }: Inspection): readonly Line[] {
  const { chosen, candidates, warnings } = calibration;
  const inForce =
    chosen.spacing_mm === null
      ? `none: lengths in pixels, pixel shape ${chosen.pixel_aspect.join(' : ')} (${chosen.aspect})`
      : `${chosen.spacing_mm.join(' x ')} ${chosen.label} (${chosen.source})`;
  return [
    ['spacing', inForce],
    ...candidates
      .filter(({ status }) => status !== 'in_force')
      .map((each): Line => ['also there', candidateText(each)]),
    ...warnings.map((code): Line => ['warning', CALIBRATION_WARNINGS[code] ?? code]),
  ];
}

function candidateText({ source, spacing_mm, label, status, whyNot }: InspectedCandidate): string {
  const spacing = spacing_mm === null ? 'no usable value' : `${spacing_mm.join(' x ')} ${label}`;
  return `${spacing} (${source}): ${status}${whyNot === null ? '' : `, ${whyNot}`}`;
}

function facingText({ orientation }: Inspection): string {
  const { facing, lateral, patientOrientation } = orientation;
  const letters = patientOrientation.length === 0 ? '' : ` (${shown(patientOrientation.join('\\'))})`;
  if (facing !== null) return `${facing.replace('_', ' ')}${letters}`;
  return lateral === false ? `not said; a frontal view${letters}` : `not said${letters}`;
}

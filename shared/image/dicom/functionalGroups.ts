import type { DataElement, DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';

/** The macros of enhanced images whose attributes stand at the top of plain ones (PS3.3 C.7.6.16.2). */
const MACROS = [TAG.frameVoiLutSequence, TAG.pixelValueTransformationSequence] as const;

/**
 * The data set as it is for one frame: in an enhanced image, window and rescale of the frame, else those shared by all
 * frames, put beside the attributes of the file.
 */
export function frameDataSet(dataSet: DataSet, frame: number): DataSet {
  const shared = dataSet.elements.get(TAG.sharedFunctionalGroups)?.items[0];
  const own = dataSet.elements.get(TAG.perFrameFunctionalGroups)?.items[frame];
  if (!shared && !own) return dataSet;
  const elements = new Map<string, DataElement>(dataSet.elements);
  for (const group of [shared, own]) {
    for (const macro of MACROS) {
      for (const [tag, element] of group?.elements.get(macro)?.items[0]?.elements ?? []) elements.set(tag, element);
    }
  }
  return { ...dataSet, elements };
}

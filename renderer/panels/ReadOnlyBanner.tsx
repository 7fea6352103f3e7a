import type { ReactElement } from 'react';
import { assertNever } from '../../shared/result.ts';
import type { ReadOnly } from '../files/app.ts';
import { isBlinded } from '../files/blindedReading.ts';
import { safetyNetOf } from '../files/safetyNet.ts';
import { saveStudyAs } from '../files/saveStudy.ts';
import { whoHasIt } from '../files/whoElse.ts';
import { text } from '../messages/text.ts';
import { useApp, useAppState } from './useApp.ts';
import './safety.css';

/** Why the study's file is not changed from this window, and what can be done. */
export function ReadOnlyBanner(): ReactElement | null {
  const app = useApp();
  const readOnly = useAppState((state) => state.readOnly ?? null);
  const isHidden = useAppState(isBlinded);
  if (readOnly === null) return null;
  const mayTakeOver = readOnly.kind === 'free' || (readOnly.kind === 'other' && readOnly.abandoned);
  // While a study is read blinded, no file is named.
  const name = isHidden && readOnly.kind === 'salvaged' ? { name: '' } : {};
  return (
    <div className="read-only-banner" role="status" data-testid="read-only">
      <span>{bannerText({ ...readOnly, ...name })}</span>
      {mayTakeOver && (
        <button type="button" onClick={() => void safetyNetOf(app)?.takeOver()}>
          {text(readOnly.kind === 'free' ? 'safety.edit' : 'safety.takeOver')}
        </button>
      )}
      <button type="button" onClick={() => void saveStudyAs(app)}>
        {text('safety.saveCopy')}
      </button>
    </div>
  );
}

function bannerText(readOnly: ReadOnly): string {
  switch (readOnly.kind) {
    case 'other':
      return text(readOnly.abandoned ? 'safety.bannerAbandoned' : 'safety.bannerOther', {
        who: whoHasIt(readOnly.holder),
      });
    case 'free':
      return text('safety.bannerFree');
    case 'lost':
      return text('safety.bannerLost', { who: whoHasIt(readOnly.holder) });
    case 'unavailable':
      return text('safety.bannerUnavailable');
    case 'permission':
      return text('safety.bannerPermission');
    case 'salvaged':
      return text('safety.bannerSalvaged', { name: readOnly.name });
    default:
      return assertNever(readOnly);
  }
}

import type { HostError } from '../../shared/host/contract.ts';
import { HOST_STOPPED } from '../../shared/host/loopbackPaths.ts';
import { text } from '../messages/text.ts';
import type { MessageAction } from './dialogs.ts';

/** What can be done about a save that failed, by its cause; the best of it last, where the button stands out. */
export function savingActions({ code, detail }: Pick<HostError, 'code' | 'detail'>): readonly MessageAction[] {
  const again = { id: 'again', label: text('dialog.tryAgain') };
  const saveAs = { id: 'copy', label: text('safety.saveAs') };
  switch (code) {
    case 'permission':
      return [
        { id: 'readOnly', label: text('safety.goReadOnly') },
        { id: 'copy', label: text('safety.saveCopy') },
      ];
    case 'busy':
      return [saveAs, again];
    case 'notAnswering':
      // Nothing but the browser itself can write a file then.
      if (detail === HOST_STOPPED) return [again, { id: 'download', label: text('safety.download') }];
      return [again, { id: 'copy', label: text('safety.saveHere') }];
    default:
      return [again, saveAs];
  }
}

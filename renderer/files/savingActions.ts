import type { HostError } from '../../shared/host/contract.ts';
import { text } from '../messages/text.ts';
import type { MessageAction } from './dialogs.ts';

/** What can be done about a save that failed, by its cause; the best of it last, where the button stands out. */
export function savingActions(code: HostError['code']): readonly MessageAction[] {
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
      return [again, { id: 'copy', label: text('safety.saveHere') }];
    default:
      return [again, saveAs];
  }
}

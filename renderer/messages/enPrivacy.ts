/** English: what is hidden, remembered and forgotten; what a helper is told; licences. */
export const enPrivacy = {
  'action.diagnostics': 'Diagnostics…',
  'privacy.title': 'Privacy',
  'privacy.view': 'Privacy view: hide the names of files and studies',
  'privacy.hidden': 'hidden {tag}',
  'privacy.recent': 'Remember the studies opened last',
  'privacy.clearRecent': 'Clear this list',
  'privacy.clear': 'Clear recovery data…',
  'privacy.clearTitle': 'Clear recovery data?',
  'privacy.clearText':
    'Recovery copies, earlier versions, the list of studies and the places where films were found are removed from the folder of this user. This cannot be undone. The studies, the backup beside each, and the work in open windows stay.',
  'privacy.clearNow': 'Clear',
  'privacy.cleared': 'Recovery copies and earlier versions removed: {count}',
  'privacy.recentCleared': 'The list is empty.',
  'privacy.recentTitle': 'Studies opened last',
  'privacy.recentGone': 'This study is not where it was. Open it from its folder.',
  'diagnostics.title': 'Diagnostics',
  'diagnostics.text':
    'This is all that would be copied. No name, no file and no value of a study is in it, and nothing is sent anywhere.',
  'diagnostics.copy': 'Copy',
  'diagnostics.copied': 'Copied.',
  'about.licences': 'Parts and licences ({count})',
  'about.licenceText': 'Endplate itself is free under the MIT licence. It is made with these parts:',
} as const;

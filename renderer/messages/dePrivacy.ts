/** German: what is hidden, remembered and forgotten; what a helper is told; licences. */
export const dePrivacy = {
  'action.diagnostics': 'Diagnose …',
  'privacy.title': 'Datenschutz',
  'privacy.view': 'Diskrete Ansicht: Namen von Dateien und Studien verbergen',
  'privacy.hidden': 'verborgen {tag}',
  'privacy.recent': 'Zuletzt geöffnete Studien merken',
  'privacy.clearRecent': 'Diese Liste leeren',
  'privacy.clear': 'Gesicherte Daten löschen …',
  'privacy.clearTitle': 'Gesicherte Daten löschen?',
  'privacy.clearText':
    'Sicherungskopien, frühere Versionen, die Liste der Studien und die Fundorte der Aufnahmen werden aus dem Ordner dieses Benutzers entfernt. Das lässt sich nicht rückgängig machen. Die Studien, die Kopie neben jeder und die Arbeit in offenen Fenstern bleiben.',
  'privacy.clearNow': 'Löschen',
  'privacy.cleared': 'Entfernte Sicherungskopien und frühere Versionen: {count}',
  'privacy.recentCleared': 'Die Liste ist leer.',
  'privacy.recentTitle': 'Zuletzt geöffnete Studien',
  'privacy.recentGone': 'Diese Studie ist nicht mehr dort. Öffnen Sie sie aus ihrem Ordner.',
  'diagnostics.title': 'Diagnose',
  'diagnostics.text':
    'Das ist alles, was kopiert würde. Es enthält keinen Namen, keine Datei und keinen Wert einer Studie, und nichts wird verschickt.',
  'diagnostics.copy': 'Kopieren',
  'diagnostics.copied': 'Kopiert.',
  'about.licences': 'Bestandteile und Lizenzen ({count})',
  'about.licenceText': 'Endplate selbst ist frei unter der MIT-Lizenz. Es besteht unter anderem aus:',
} as const;

/** German: what is kept, what was lost and who else is there. */
export const deSafety = {
  'action.versions': 'Frühere Versionen …',
  'step.recover': 'Ungespeichertes wiederherstellen',
  'step.theirs': 'die andere Version öffnen',

  'safety.copyFailed': 'Es konnte keine Sicherungskopie aufbewahrt werden: {reason}',
  'safety.copyKept': 'Eine Sicherungskopie von {time} liegt auf diesem Computer.',
  'safety.keptReplaced':
    'Gespeichert. In der Studie ist viel weniger als zuvor, deshalb bleibt die Version davor unter „Frühere Versionen“ erhalten.',
  'safety.saveAs': 'Speichern unter …',
  'safety.saveHere': 'Auf diesem Computer speichern …',
  'safety.saveCopy': 'Kopie speichern …',
  'safety.openReadOnly': 'Schreibgeschützt öffnen',
  'safety.goReadOnly': 'Schreibgeschützt weiter',
  'safety.compare': 'Vergleichen',

  'safety.recoverTitle': 'Ungespeicherte Arbeit ist erhalten',
  'safety.recoverText': '„{name}“ wurde gerade bearbeitet, als Endplate endete. Die Arbeit wurde um {time} gesichert.',
  'safety.recoverMore': '{count} Punkte mehr als in der gespeicherten Datei',
  'safety.recoverMoreOne': '1 Punkt mehr als in der gespeicherten Datei',
  'safety.recoverFewer': '{count} Punkte weniger als in der gespeicherten Datei',
  'safety.recoverFewerOne': '1 Punkt weniger als in der gespeicherten Datei',
  'safety.recoverSame': 'So viele Punkte wie in der gespeicherten Datei ({count}), aber andere Werte',
  'safety.recoverNew': '{count} Punkte; nie gespeichert',
  'safety.recover': 'Wiederherstellen',
  'safety.discard': 'Verwerfen',
  'safety.discardTitle': 'Diese Arbeit endgültig verwerfen?',
  'safety.discardText':
    'Die gesicherte Arbeit an „{name}“ wird entfernt und ist nicht zurückzuholen. Die gespeicherte Datei bleibt, wie sie ist.',
  'safety.recovered': 'Wiederhergestellt. Noch ist nichts gespeichert: Speichern Sie, wenn Sie so weit sind.',
  'safety.recoverFailed': 'Diese Arbeit lässt sich nicht wiederherstellen',

  'safety.compareTitle': 'Worin sie sich unterscheiden',
  'safety.compareSame': 'Sie sind in jedem Wert gleich.',
  'safety.compareFailed': 'Die andere Version ist nicht lesbar und daher nicht zu vergleichen.',
  'safety.pointsAdded': '{count} Punkte sind nur in Ihrer',
  'safety.pointsRemoved': '{count} Punkte sind nur in der anderen',
  'safety.pointsMoved': '{count} Punkte liegen anderswo',
  'safety.levelsDiffering': '{count} Wirbel unterscheiden sich',
  'safety.subjectsAdded': '{count} Patienten sind nur in Ihrer',
  'safety.subjectsRemoved': '{count} Patienten sind nur in der anderen',
  'safety.otherValues': '{count} andere Werte unterscheiden sich',

  'safety.changedBy': '{user} hat diese Studie um {time} auf {host} gespeichert.',
  'safety.changedBySomebody':
    'Jemand hat diese Studie um {time} gespeichert, aus einem anderen Programm oder von einem anderen Computer.',
  'safety.changedSafe':
    'Nichts wurde überschrieben, und Ihre Arbeit ist in diesem Fenster sicher. Nach dem Öffnen der anderen holt „Rückgängig“ Ihre zurück.',
  'safety.keepMine': 'Meine als Kopie behalten …',
  'safety.reloaded': '{who} Sie wurde neu gelesen; Sie hatten nichts geändert.',
  'safety.gone': 'Die Datei {name} ist nicht mehr da: verschoben, umbenannt oder gelöscht.',
  'safety.goneSafe': 'Ihre Arbeit ist in diesem Fenster noch offen. Speichern Sie sie erneut, unter beliebigem Namen.',

  'safety.lockedTitle': '{name} ist anderswo offen',
  'safety.lockedBy': '{user} hat diese Studie auf {host} seit {time} offen.',
  'safety.lockedBySomebody': 'Jemand hat diese Studie offen.',
  'safety.lockedText':
    'Zwei Personen, die gleichzeitig eine Datei ändern, sähen die Punkte des anderen nicht. Sehen Sie sie nur an oder arbeiten Sie an einer Kopie.',
  'safety.openCopy': 'Kopie öffnen',
  'safety.bannerOther': 'Schreibgeschützt: {who} Änderungen lassen sich als Kopie speichern.',
  'safety.bannerAbandoned': 'Schreibgeschützt: {who} Jenes Programm hat sich länger nicht gemeldet.',
  'safety.bannerFree': 'Die Studie ist wieder frei.',
  'safety.bannerLost':
    'Schreibgeschützt: {who} Ihre Sperre auf diese Studie ist verloren. Ihre Arbeit ist in diesem Fenster sicher; speichern Sie sie als Kopie.',
  'safety.bannerUnavailable':
    'Schreibgeschützt: In diesem Ordner dürfen Sie keine Dateien ändern. Änderungen lassen sich anderswo als Kopie speichern.',
  'safety.bannerPermission':
    'Schreibgeschützt: Sie dürfen diese Datei nicht ändern. Änderungen lassen sich als Kopie speichern.',
  'safety.bannerSalvaged':
    'Schreibgeschützt: Das ist, was von der beschädigten Datei {name} lesbar war. Änderungen lassen sich als Kopie speichern.',
  'safety.takeOver': 'Übernehmen',
  'safety.edit': 'Hier weiterarbeiten',
  'safety.copySuffix': 'Kopie',

  'safety.damagedTitle': '{name} ist beschädigt',
  'safety.openBackup': 'Sicherung von {time} öffnen',
  'safety.viewReadable': 'Lesbares ansehen',
  'safety.nothingReadable': 'In dieser Datei ist nichts lesbar.',
  'safety.salvagedAll': 'Alles war lesbar, aber die Prüfsumme stimmt nicht: Prüfen Sie jeden Wert.',
  'safety.salvagedLost': '{count} Patienten waren nicht lesbar.',
  'safety.salvagedCut': 'Die Datei endet mittendrin: Was danach kam, ist verloren.',

  'safety.versionsTitle': 'Frühere Versionen von {name}',
  'safety.versionsText':
    'Eine Version öffnet sich als Kopie, die noch nicht gespeichert ist; die Datei bleibt, wie sie ist.',
  'safety.versionsNone': 'Es gibt noch keine früheren Versionen. Bei jedem Speichern wird eine aufbewahrt.',
  'safety.versionsNoFile': 'Speichern Sie die Studie zuerst; von da an werden frühere Versionen aufbewahrt.',
  'safety.versionCounts': '{levels} Wirbel, {points} Punkte',
  'safety.versionUnknown': 'nicht gezählt',
  'safety.versionBackup': 'Sicherung neben der Studie',
  'safety.versionPin': 'Dauerhaft behalten',
  'safety.versionPinned': 'dauerhaft behalten',
  'safety.versionDamaged': 'Diese Version lässt sich nicht öffnen: {reason}',
  'safety.versionOpened': 'Die Version von {time} ist als Kopie offen, die noch nicht gespeichert ist.',

  'safety.waiting': 'Ein anderes Programm benutzt die Datei. Bitte warten …',
  'safety.download': 'Als Download behalten',
  'safety.downloadHint':
    'Bis dahin lässt sich die Studie bei den Downloads des Browsers ablegen; von dort öffnet sie sich wie jede andere.',
  'safety.shellNotSaved': 'Die Studie wurde nicht gespeichert',
  'safety.shellNotSavedText':
    'Nichts wurde geschlossen. Sie können weiterarbeiten und noch einmal speichern, oder ohne Speichern schließen.',
  'safety.shellKeepOpen': 'Offen lassen',
  'safety.shellCloseAnyway': 'Ohne Speichern schließen',
  'safety.shellCrashed': 'Das Fenster ist abgestürzt und wurde wieder geöffnet',
  'safety.shellCrashedAgain': 'Das Fenster ist wieder abgestürzt',
  'safety.shellWorkKept':
    'Was Sie seit dem letzten Speichern gemessen haben, ist erhalten und wird Ihnen jetzt angeboten.',
  'safety.shellNothingLost': 'Es ging nichts verloren.',
  'safety.shellHanging': 'Endplate antwortet nicht',
  'safety.shellHangingText':
    'Vielleicht ist es mit einem großen Bild beschäftigt. Nach dem Neuladen wird Ihnen angeboten, was nicht gespeichert war.',
  'safety.shellWait': 'Warten',
  'safety.shellReload': 'Neu laden',
} as const;

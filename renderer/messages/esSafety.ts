/** Spanish: what is kept, what was lost and who else is there. */
export const esSafety = {
  'action.versions': 'Versiones anteriores…',
  'step.recover': 'recuperar trabajo sin guardar',
  'step.theirs': 'abrir la otra versión',

  'safety.copyFailed': 'No se pudo conservar una copia de recuperación: {reason}',
  'safety.copyKept': 'Una copia de recuperación de {time} se conserva en este equipo.',
  'safety.keptReplaced':
    'Guardado. El estudio tiene mucho menos que antes; por eso la versión previa queda en «Versiones anteriores».',
  'safety.saveAs': 'Guardar como…',
  'safety.saveHere': 'Guardar en este equipo…',
  'safety.saveCopy': 'Guardar una copia…',
  'safety.openReadOnly': 'Abrir solo para lectura',
  'safety.goReadOnly': 'Seguir solo para lectura',
  'safety.compare': 'Comparar',

  'safety.recoverTitle': 'Se conservó trabajo sin guardar',
  'safety.recoverText': '«{name}» se estaba cambiando cuando Endplate terminó. El trabajo se conservó a las {time}.',
  'safety.recoverMore': '{count} puntos más que en el archivo guardado',
  'safety.recoverMoreOne': '1 punto más que en el archivo guardado',
  'safety.recoverFewer': '{count} puntos menos que en el archivo guardado',
  'safety.recoverFewerOne': '1 punto menos que en el archivo guardado',
  'safety.recoverSame': 'Tantos puntos como el archivo guardado ({count}), pero con otros valores',
  'safety.recoverNew': '{count} puntos; nunca se guardó',
  'safety.recover': 'Recuperar',
  'safety.discard': 'Descartar',
  'safety.discardTitle': '¿Descartar este trabajo para siempre?',
  'safety.discardText':
    'El trabajo conservado en «{name}» se elimina y no se puede recuperar. El archivo guardado queda como está.',
  'safety.recovered': 'Recuperado. Aún no hay nada guardado: guarde cuando quiera.',
  'safety.recoverFailed': 'Este trabajo no se puede recuperar',

  'safety.compareTitle': 'En qué difieren',
  'safety.compareSame': 'Son iguales en todos los valores.',
  'safety.compareFailed': 'La otra versión no se puede leer, así que no se puede comparar.',
  'safety.pointsAdded': '{count} puntos solo en la suya',
  'safety.pointsRemoved': '{count} puntos solo en la otra',
  'safety.pointsMoved': '{count} puntos en otro lugar',
  'safety.levelsDiffering': '{count} niveles difieren',
  'safety.subjectsAdded': '{count} pacientes solo en la suya',
  'safety.subjectsRemoved': '{count} pacientes solo en la otra',
  'safety.otherValues': '{count} valores más difieren',

  'safety.changedBy': '{user} guardó este estudio a las {time} en {host}.',
  'safety.changedBySomebody': 'Alguien guardó este estudio a las {time}, desde otro programa u otro equipo.',
  'safety.changedSafe':
    'No se sobrescribió nada y su trabajo está a salvo en esta ventana. Tras abrir el otro, deshacer recupera el suyo.',
  'safety.keepMine': 'Conservar el mío como copia…',
  'safety.reloaded': '{who} Se leyó de nuevo; usted no había cambiado nada.',
  'safety.gone': 'El archivo {name} ya no está: se movió, cambió de nombre o se borró.',
  'safety.goneSafe': 'Su trabajo sigue abierto en esta ventana. Guárdelo de nuevo, con cualquier nombre.',

  'safety.lockedTitle': '{name} está abierto en otro lugar',
  'safety.lockedBy': '{user} tiene este estudio abierto en {host} desde las {time}.',
  'safety.lockedBySomebody': 'Alguien tiene este estudio abierto.',
  'safety.lockedText':
    'Dos personas que cambian un archivo a la vez no verían los puntos de la otra. Solo mírelo o trabaje en una copia.',
  'safety.openCopy': 'Abrir una copia',
  'safety.bannerOther': 'Solo lectura: {who} Los cambios se pueden guardar como copia.',
  'safety.bannerAbandoned': 'Solo lectura: {who} Ese programa no da señales desde hace un rato.',
  'safety.bannerFree': 'El estudio vuelve a estar libre.',
  'safety.bannerLost':
    'Solo lectura: {who} Su bloqueo de este estudio se perdió. Su trabajo está a salvo en esta ventana; guárdelo como copia.',
  'safety.bannerUnavailable':
    'Solo lectura: esta carpeta no permite cambiar archivos. Los cambios se pueden guardar como copia en otro lugar.',
  'safety.bannerPermission':
    'Solo lectura: usted no puede cambiar este archivo. Los cambios se pueden guardar como copia.',
  'safety.bannerSalvaged':
    'Solo lectura: esto es lo que se pudo leer del archivo dañado {name}. Los cambios se pueden guardar como copia.',
  'safety.takeOver': 'Tomar el control',
  'safety.edit': 'Seguir aquí',
  'safety.copySuffix': 'copia',

  'safety.damagedTitle': '{name} está dañado',
  'safety.openBackup': 'Abrir la copia de seguridad de {time}',
  'safety.viewReadable': 'Ver lo que se puede leer',
  'safety.nothingReadable': 'En este archivo no se puede leer nada.',
  'safety.salvagedAll': 'Todo se pudo leer, pero su suma de comprobación no cuadra: revise cada valor.',
  'safety.salvagedLost': '{count} pacientes no se pudieron leer.',
  'safety.salvagedCut': 'El archivo termina a la mitad: lo que venía después se perdió.',

  'safety.versionsTitle': 'Versiones anteriores de {name}',
  'safety.versionsText': 'Una versión se abre como copia aún sin guardar; el archivo queda como está.',
  'safety.versionsNone': 'Aún no hay versiones anteriores. Se conserva una cada vez que guarda.',
  'safety.versionsNoFile': 'Guarde primero el estudio; a partir de ahí se conservan las versiones anteriores.',
  'safety.versionCounts': '{levels} niveles, {points} puntos',
  'safety.versionUnknown': 'sin contar',
  'safety.versionBackup': 'copia de seguridad junto al estudio',
  'safety.versionPin': 'Conservar siempre',
  'safety.versionPinned': 'conservada siempre',
  'safety.versionDamaged': 'Esta versión no se puede abrir: {reason}',
  'safety.versionOpened': 'La versión de {time} está abierta como copia aún sin guardar.',
} as const;

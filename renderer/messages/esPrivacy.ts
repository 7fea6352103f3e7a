/** Spanish: what is hidden, remembered and forgotten; what a helper is told; licences. */
export const esPrivacy = {
  'action.diagnostics': 'Diagnóstico…',
  'privacy.title': 'Privacidad',
  'privacy.view': 'Vista privada: ocultar los nombres de archivos y estudios',
  'privacy.hidden': 'oculto {tag}',
  'privacy.recent': 'Recordar los últimos estudios abiertos',
  'privacy.clearRecent': 'Vaciar esta lista',
  'privacy.clear': 'Borrar los datos de recuperación…',
  'privacy.clearTitle': '¿Borrar los datos de recuperación?',
  'privacy.clearText':
    'Las copias de recuperación, las versiones anteriores, la lista de estudios y los lugares donde se encontraron las imágenes se eliminan de la carpeta de este usuario. No se puede deshacer. Los estudios, la copia junto a cada uno y el trabajo en las ventanas abiertas se conservan.',
  'privacy.clearNow': 'Borrar',
  'privacy.cleared': 'Copias de recuperación y versiones anteriores eliminadas: {count}',
  'privacy.recentCleared': 'La lista está vacía.',
  'privacy.recentTitle': 'Últimos estudios abiertos',
  'privacy.recentGone': 'Este estudio ya no está donde estaba. Ábralo desde su carpeta.',
  'diagnostics.title': 'Diagnóstico',
  'diagnostics.text':
    'Esto es todo lo que se copiaría. No contiene ningún nombre, archivo ni valor de un estudio, y no se envía nada.',
  'diagnostics.copy': 'Copiar',
  'diagnostics.copied': 'Copiado.',
  'about.licences': 'Componentes y licencias ({count})',
  'about.licenceText': 'Endplate es libre bajo la licencia MIT. Está hecho con estos componentes:',
} as const;

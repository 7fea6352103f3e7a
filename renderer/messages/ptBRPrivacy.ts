/** Portuguese (Brazil): what is hidden, remembered and forgotten; what a helper is told; licences. */
export const ptBRPrivacy = {
  'action.diagnostics': 'Diagnóstico…',
  'privacy.title': 'Privacidade',
  'privacy.view': 'Visão privada: ocultar os nomes de arquivos e estudos',
  'privacy.hidden': 'oculto {tag}',
  'privacy.recent': 'Lembrar os últimos estudos abertos',
  'privacy.clearRecent': 'Limpar esta lista',
  'privacy.clear': 'Limpar os dados de recuperação…',
  'privacy.clearTitle': 'Limpar os dados de recuperação?',
  'privacy.clearText':
    'As cópias de recuperação, as versões anteriores, a lista de estudos e os locais onde as imagens foram encontradas são removidos da pasta deste usuário. Não é possível desfazer. Os estudos, a cópia ao lado de cada um e o trabalho nas janelas abertas permanecem.',
  'privacy.clearNow': 'Limpar',
  'privacy.cleared': 'Cópias de recuperação e versões anteriores removidas: {count}',
  'privacy.recentCleared': 'A lista está vazia.',
  'privacy.recentTitle': 'Últimos estudos abertos',
  'privacy.recentGone': 'Este estudo não está mais onde estava. Abra-o a partir da pasta.',
  'diagnostics.title': 'Diagnóstico',
  'diagnostics.text':
    'Isto é tudo o que seria copiado. Não contém nenhum nome, arquivo ou valor de um estudo, e nada é enviado.',
  'diagnostics.copy': 'Copiar',
  'diagnostics.copied': 'Copiado.',
  'about.licences': 'Componentes e licenças ({count})',
  'about.licenceText': 'O Endplate é livre sob a licença MIT. É feito com estes componentes:',
} as const;

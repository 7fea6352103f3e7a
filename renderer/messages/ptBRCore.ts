import type { CoreCatalogue } from './coreCatalogue.ts';
import { ptBRMeasures } from './ptBRMeasures.ts';

const NOT_POSITIVE = 'que não são dois números positivos; não é usado.';
const RATIOS = 'comparam-se razões e ângulos.';
const SAFE = 'Seu trabalho continua aberto nesta janela.';

/** Portuguese of Brazil: what the pure core says. */
export const ptBRCore: CoreCatalogue = {
  issue: {
    invalid_point: 'Um ponto não tem coordenadas utilizáveis; marque-o de novo.',
    degenerate_endplate: 'Dois pontos de um platô estão um sobre o outro; mova um deles.',
    degenerate_vertebra: 'Os dois platôs estão sobrepostos ou numa só linha; confira todos os pontos.',
    endplates_point_in_opposite_directions:
      'Anterior e posterior estão trocados num dos dois platôs; troque-os nesse platô.',
    crossed_outline: 'O contorno do corpo se cruza; os pontos de cima e de baixo parecem trocados de um lado.',
    anterior_direction_disagrees_with_image:
      'Anterior e posterior parecem trocados: este corpo olha para o lado oposto ao da imagem. O sinal do ângulo depende disso.',
    superior_below_inferior_relative_to_neighbours:
      'Platô superior e inferior parecem trocados: este corpo está invertido ao longo da coluna.',
    level_order_inconsistent: 'Os níveis não se seguem ao longo da coluna; confira os nomes dos níveis.',
    middle_points_crossed: 'Os pontos médios parecem trocados: o de cima está abaixo do de baixo.',
    middle_point_outside_endplate: 'Um ponto médio não está entre os cantos do seu platô.',
    implausible_wedge_angle: 'O ângulo de cunha passa de 60 graus; confira os cantos.',
    implausible_height_ratio:
      'As alturas anterior e posterior diferem mais do que uma vértebra permite; confira os cantos.',
    implausible_endplate_length: 'Um platô tem menos de 10 mm; confira os pontos e a calibração.',
  },
  comparison: {
    both_patient_same_method: 'As duas imagens estão calibradas no paciente pelo mesmo método.',
    both_patient: 'As duas imagens estão calibradas no paciente, por métodos diferentes.',
    same_image: 'São duas leituras de uma só imagem, com uma só escala.',
    same_detector_geometry: 'As duas imagens foram medidas no detector com as mesmas distâncias; a ampliação é igual.',
    uncalibrated: `Ao menos uma imagem não tem milímetros; ${RATIOS}`,
    different_planes: `As duas imagens foram medidas em planos diferentes; ${RATIOS}`,
    plane_unknown: `O plano de ao menos uma imagem é desconhecido; ${RATIOS}`,
    film_magnification_unknown: `A ampliação de filmes digitalizados é desconhecida; ${RATIOS}`,
    detector_distances_unknown: `As duas imagens foram medidas no detector e sua ampliação é desconhecida; ${RATIOS}`,
    detector_distances_differ: `As duas imagens têm ampliações diferentes; ${RATIOS}`,
    different_devices: `As duas imagens vêm de aparelhos diferentes; ${RATIOS}`,
  },
  plane: {
    user: 'mm (calibrado pelo usuário)',
    objectPlane: 'mm (plano do objeto, do arquivo)',
    fiducial: 'mm (calibrado: marcador)',
    geometry: 'mm (corrigido: geometria)',
    methodNotStated: 'mm (calibrado, método não informado)',
    detector: 'mm no detector (ampliado)',
    film: 'mm no filme (ampliado)',
    unknown: 'mm (plano desconhecido)',
    none: 'px',
    estimated: 'mm (estimado)',
  },
  calibrationWarning: {
    invalid_PixelSpacing: `O arquivo traz em Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_ImagerPixelSpacing: `O arquivo traz em Imager Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_NominalScannedPixelSpacing: `O arquivo traz em Nominal Scanned Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_ObjectPixelSpacingInCenterOfBeam: `O arquivo traz no espaçamento do plano do objeto valores ${NOT_POSITIVE}`,
    invalid_PixelAspectRatio:
      'O arquivo traz uma proporção de pixel que não são dois números positivos; supõem-se pixels quadrados.',
    unknown_calibration_type: 'O arquivo cita um tipo de calibração que o DICOM não define; não é usado.',
    calibration_type_without_correction:
      'O arquivo declara uma calibração, mas seu Pixel Spacing é o do detector: nada foi corrigido.',
    pixel_spacing_larger_than_detector_spacing:
      'Pixel Spacing é maior que o espaçamento do detector, o que nenhum feixe que amplia produz; usa-se o do detector.',
    calibrated_spacing_larger_than_detector_spacing:
      'O espaçamento calibrado é maior que o do detector, o que nenhum feixe que amplia produz; confira a calibração.',
    pixel_shape_differs_from_detector:
      'O espaçamento calibrado tem outra forma de pixel que o detector; confira a calibração.',
    implausible_magnification_factor:
      'A ampliação está fora de 1 a 3, o que não condiz com uma radiografia da coluna; não é oferecida.',
    magnification_factor_disagrees_with_distances:
      'O fator de ampliação e as distâncias do arquivo diferem em mais de 1 %; nenhuma estimativa é oferecida.',
    user_calibration_unusable: 'A calibração registrada não pode mais ser calculada; vale a regra dos arquivos.',
  },
  imageError: {
    empty: 'Este arquivo está vazio.',
    not_an_image: 'Este arquivo não é uma imagem.',
    unsupported_format: 'Este formato de arquivo não pode ser aberto. Exporte a imagem como DICOM ou PNG.',
    unsupported_transfer_syntax: 'A compressão deste arquivo não pode ser aberta. Exporte a imagem sem compressão.',
    no_pixel_data: 'Este arquivo DICOM não contém imagem.',
    too_large: 'Esta imagem é maior do que se pode abrir aqui.',
    truncated: 'Este arquivo está incompleto. Copie-o ou exporte-o de novo.',
    damaged: 'Este arquivo está danificado. Peça-o de novo.',
    invalid_header: 'O cabeçalho deste arquivo está incompleto ou contraditório.',
    unsupported_pixels: 'Este tipo de pixel não pode ser aberto.',
    no_such_frame: 'Este quadro não existe no arquivo.',
    decoder_failed: 'Esta imagem não pôde ser lida. As outras imagens não foram afetadas.',
    timeout: 'A leitura desta imagem demorou demais e foi interrompida. O arquivo pode estar danificado.',
  },
  imageWarning: {
    alpha_over_black: 'A imagem tem transparência; é mostrada sobre preto.',
    spacing_invalid: 'Um espaçamento do arquivo não é utilizável e não é usado.',
    spacing_implausible: 'Um espaçamento do arquivo é incomum; confira a calibração.',
    transfer_syntax_missing: 'O arquivo não diz como está codificado; isso foi deduzido do conteúdo.',
    transfer_syntax_mismatch: 'O arquivo não está codificado como diz o cabeçalho; foi lido como está.',
    photometric_missing: 'O arquivo não diz se valores baixos são escuros; são mostrados escuros.',
    samples_per_pixel_missing: 'O arquivo não diz quantos valores tem um pixel; isso decorre das cores.',
    high_bit_invalid: 'O arquivo indica um bit mais alto errado; foi usado o correto.',
    frames_invalid: 'O número de quadros está errado no arquivo; os que existem podem ser abertos.',
    frames_missing: 'O arquivo anuncia mais quadros do que contém.',
    overlay_invalid: 'Uma sobreposição do arquivo está defeituosa e foi deixada de fora.',
    lut_invalid: 'Uma tabela de conversão está defeituosa e foi deixada de fora; a imagem pode parecer diferente.',
    window_invalid: 'Uma janela do arquivo não é utilizável e foi deixada de fora; a imagem pode parecer diferente.',
    voi_function_unknown: 'A função de janela do arquivo não é conhecida; foi usada LINEAR.',
    rescale_invalid: 'A conversão de valores do arquivo não é utilizável e foi deixada de fora.',
    pixel_data_length_wrong: 'O arquivo anuncia mais dados de pixel do que contém; a imagem está completa.',
    pixel_data_surplus: 'O arquivo contém mais dados de pixel que o necessário; o excesso foi ignorado.',
    character_set_unknown: 'Os nomes neste arquivo usam um conjunto de caracteres desconhecido.',
    pixel_data_end_missing: 'Falta a marca de fim dos dados comprimidos; o arquivo pode ter sido cortado.',
    jpeg_end_missing: 'Falta a marca de fim da imagem comprimida; ela está completa.',
    png_end_missing: 'Falta o fim deste arquivo PNG; a imagem está completa.',
    print_density_ignored: 'O arquivo indica uma densidade de impressão. Isso não é calibração e não é usado.',
    tiff_pages_left_out: 'O arquivo tem outras páginas de tamanho diferente, que não podem ser abertas aqui.',
  },
  fileError: {
    notGranted: 'Este arquivo não foi escolhido desde que o programa começou. Nada foi alterado. Abra-o de novo.',
    notFound: `O arquivo ou a pasta não está mais lá: movido, renomeado, apagado ou desconectado. ${SAFE}`,
    changedOnDisk: `Já existe ali outro arquivo, ou ele foi alterado nesse meio-tempo. Nada foi sobrescrito. ${SAFE} Salve com outro nome.`,
    locked: `Outra pessoa está com este estudo aberto. ${SAFE} Salve uma cópia.`,
    diskFull: `O disco está cheio. ${SAFE} Libere espaço ou salve em outro lugar.`,
    permission: `Você não tem permissão para este arquivo ou sua pasta. ${SAFE} Use uma cópia em outra pasta.`,
    busy: `Outro programa está segurando o arquivo, muitas vezes um antivírus. ${SAFE} Tente de novo em instantes.`,
    notAnswering: `O disco, a pasta de rede ou o programa não responde. ${SAFE} Tente de novo em instantes.`,
    badName: 'Este nome de arquivo não é possível aqui. Nada foi gravado. Escolha outro nome.',
    tooLarge: `O arquivo é maior que o permitido. ${SAFE}`,
    refused: `Isto não é possível aqui. Nada foi alterado. ${SAFE} Escolha outro arquivo ou outro nome.`,
    failed: `Isto não deu certo. ${SAFE} Tente de novo ou salve com outro nome.`,
    not_a_study: 'Este arquivo não é um estudo do Endplate. Escolha um arquivo cujo nome termine em .endplate.',
    damaged:
      'O arquivo está incompleto ou foi alterado fora do Endplate. Abra uma versão anterior ou uma cópia de segurança.',
    newer: 'Isto foi salvo por um Endplate mais novo. Nada foi alterado; abra com aquela versão ou uma posterior.',
    too_large: 'O arquivo é grande demais para um estudo e não é aberto.',
  },
  stillVersion: 'O arquivo no disco ainda é a versão das {time}.',
  newerBy:
    'Isto foi salvo por um Endplate mais novo ({app}). Nada foi alterado; abra com aquela versão ou uma posterior.',
  measure: ptBRMeasures,
  angle: {
    cobb: 'Cobb',
    gardner: 'Gardner',
    mobileSegment: 'Segmento móvel',
    farcyIndex: 'Índice de Farcy',
    superior: 'superior',
  },
  ownDefinition: 'Definição deste programa',
  given: {
    R1: 'Leitor 1',
    pre: 'Pré-operatório',
    post: 'Pós-operatório',
    m1: '1 mês',
    m3: '3 meses',
    m6: '6 meses',
    m12: '12 meses',
    y2: '2 anos',
  },
};

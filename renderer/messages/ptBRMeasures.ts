import type { CoreCatalogue } from './coreCatalogue.ts';

const KYPHOTIC = 'Cifótico positivo.';
const EXPECTED = 'Altura que a vértebra teria; de um só lado quando no outro não há vértebra íntegra.';
const INTERPOLATION = (height: string): string =>
  `Hu + (Hl - Hu)(i - u)/(l - u) de ${height}; u, l = níveis íntegros mais próximos acima e abaixo, a no máximo 2`;

/** Portuguese of Brazil: names, meanings and worded formulas of the measures. */
export const ptBRMeasures: CoreCatalogue['measure'] = {
  anteriorHeight: ['Altura anterior Ha', 'Distância entre os cantos anteriores.'],
  middleHeight: ['Altura média Hm', 'Distância entre os pontos médios.'],
  posteriorHeight: ['Altura posterior Hp', 'Distância entre os cantos posteriores.'],
  wedgeAngle: [
    'Ângulo de cunha',
    'Ângulo entre os platôs vertebrais. Cifótico positivo, lordótico negativo, 0 paralelo.',
    'h * atan2(cross(ui, us), dot(ui, us)); us = SA - SP, ui = IA - IP; h = +1 voltado à direita, -1 à esquerda, pelos pontos',
  ],
  wedgeRatio: ['Índice de Beck (Ha/Hp)', 'Cerca de 0,9 a 1,0 numa vértebra normal; acima de 1, lordótica.'],
  midWedgeRatio: ['Razão Hm/Hp', 'Abaixo de 1 quando os platôs são côncavos.'],
  midAnteriorRatio: ['Razão Hm/Ha', 'Uma variante da razão de biconcavidade.'],
  biconcavity: ['Biconcavidade 2Hm/(Ha+Hp)', 'Altura média contra a média das paredes.'],
  wedgePercent: ['Cunha em porcentagem', 'Perda anterior contra a própria altura posterior; pode ser negativa.'],
  biconcavePercent: [
    'Biconcavidade em porcentagem',
    'Perda média contra a própria altura posterior; pode ser negativa.',
  ],
  superiorEndplate: ['Platô superior', 'Profundidade do platô superior, de canto a canto.'],
  inferiorEndplate: ['Platô inferior', 'Profundidade do platô inferior, de canto a canto.'],
  area: [
    'Área lateral do corpo',
    'Área do contorno pelos seis pontos.',
    'área pela fórmula de Gauss sobre SA SM SP IP IM IA',
  ],
  anteriorHeightAxis: [
    'Altura anterior, axial',
    'Altura ao longo da normal n do plano médio; nunca misturada com Ha num estudo.',
  ],
  middleHeightAxis: [
    'Altura média, axial',
    'Altura ao longo da normal n do plano médio; nunca misturada com Hm num estudo.',
  ],
  posteriorHeightAxis: [
    'Altura posterior, axial',
    'Altura ao longo da normal n do plano médio; nunca misturada com Hp num estudo.',
  ],
  expectedAnteriorHeight: ['Altura anterior esperada', EXPECTED, INTERPOLATION('Ha')],
  expectedMiddleHeight: ['Altura média esperada', EXPECTED, INTERPOLATION('Hm')],
  expectedPosteriorHeight: ['Altura posterior esperada', EXPECTED, INTERPOLATION('Hp')],
  anteriorCompression: ['Compressão anterior', 'Altura perdida em porcentagem da esperada; nunca limitada.'],
  middleCompression: ['Compressão média', 'Altura perdida em porcentagem da esperada; nunca limitada.'],
  posteriorCompression: ['Compressão posterior', 'Altura perdida em porcentagem da esperada; nunca limitada.'],
  anteriorRemaining: ['Altura anterior restante', 'Altura em porcentagem da esperada.'],
  middleRemaining: ['Altura média restante', 'Altura em porcentagem da esperada.'],
  posteriorRemaining: ['Altura posterior restante', 'Altura em porcentagem da esperada.'],
  crushRatioAbove: ['Razão de esmagamento, acima', 'Altura posterior contra a referência acima.', 'Hp / Hp(acima)'],
  crushRatioBelow: ['Razão de esmagamento, abaixo', 'Altura posterior contra a referência abaixo.', 'Hp / Hp(abaixo)'],
  crushRatioMean: ['Razão de esmagamento', 'Altura posterior contra a esperada.'],
  genantAdjacent: [
    'Estimativa quantitativa do grau de Genant (vizinhas)',
    'Não é o grau semiquantitativo do próprio leitor.',
    'maior perda L contra as alturas esperadas: 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  genantWithin: [
    'Estimativa quantitativa do grau de Genant (altura posterior própria)',
    'Não é o grau semiquantitativo do próprio leitor; cega à perda da altura posterior.',
    'maior de 100 (1 - Ha/Hp) e 100 (1 - Hm/Hp): 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  cobb: [
    'Ângulo de Cobb',
    KYPHOTIC,
    'platô superior do nível de cima ao platô inferior do nível de baixo (S1: superior)',
  ],
  gardner: ['Deformidade segmentar de Gardner', KYPHOTIC, 'platô superior do nível de cima ao próprio platô inferior'],
  mobileSegment: [
    'Ângulo do segmento móvel',
    'Um disco e uma vértebra; cifótico positivo.',
    'platô inferior do nível de cima ao próprio platô inferior',
  ],
  farcyIndex: [
    'Índice sagital de Farcy',
    'Desvio do ângulo normal da região.',
    'ângulo do segmento móvel - referência (torácica +5, toracolombar 0, lombar -10, salvo se o estudo disser outra)',
  ],
  change: ['Mudança', 'Altura ganha é positiva, cifose corrigida é negativa.', 'depois - antes'],
  kyphosisCorrection: ['Correção da cifose', 'Positiva quando menos cifótica.', 'cunha antes - cunha depois'],
  restorationAbsolute: ['Restauração R1, absoluta', 'Ganho de altura.'],
  restorationOfInitial: ['Restauração R2, da altura inicial', 'Ganho contra a altura de antes.'],
  restorationOfLost: [
    'Restauração R3, da altura perdida',
    'Ausente onde não se perdeu altura detectável; nunca limitada.',
  ],
  restorationOfReferent: ['Restauração R4, da altura esperada', 'Ganho contra a altura esperada.'],
  restorationOfLostNormalised: [
    'Restauração R3n, da altura perdida, normalizada',
    'Livre da ampliação.',
    '100 (rho_post - rho_pre) / (1 - rho_pre); rho = H / Hexp da mesma imagem',
  ],
  restorationOfReferentNormalised: [
    'Restauração R4n, da altura esperada, normalizada',
    'Livre da ampliação.',
    '100 (rho_post - rho_pre); rho = H / Hexp da mesma imagem',
  ],
};

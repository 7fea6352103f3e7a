import type { CoreCatalogue } from './coreCatalogue.ts';

const KYPHOTIC = 'Cifótico positivo.';
const EXPECTED = 'Altura que la vértebra habría tenido; de un solo lado si en el otro no hay vértebra íntegra.';
const INTERPOLATION = (height: string): string =>
  `Hu + (Hl - Hu)(i - u)/(l - u) de ${height}; u, l = niveles íntegros más próximos por encima y por debajo, a 2 como máximo`;

/** Spanish: names, meanings and worded formulas of the measures. */
export const esMeasures: CoreCatalogue['measure'] = {
  anteriorHeight: ['Altura anterior Ha', 'Distancia entre las esquinas anteriores.'],
  middleHeight: ['Altura media Hm', 'Distancia entre los puntos medios.'],
  posteriorHeight: ['Altura posterior Hp', 'Distancia entre las esquinas posteriores.'],
  wedgeAngle: [
    'Ángulo de cuña',
    'Ángulo entre las placas terminales. Cifótico positivo, lordótico negativo, 0 paralelo.',
    'h * atan2(cross(ui, us), dot(ui, us)); us = SA - SP, ui = IA - IP; h = +1 mirando a la derecha, -1 a la izquierda, según los puntos',
  ],
  wedgeRatio: ['Índice de Beck (Ha/Hp)', 'De 0,9 a 1,0 en una vértebra normal; por encima de 1, lordótica.'],
  midWedgeRatio: ['Cociente Hm/Hp', 'Por debajo de 1 cuando las placas terminales son cóncavas.'],
  midAnteriorRatio: ['Cociente Hm/Ha', 'Una variante del cociente de biconcavidad.'],
  biconcavity: ['Biconcavidad 2Hm/(Ha+Hp)', 'Altura media frente a la media de las paredes.'],
  wedgePercent: ['Cuña en porcentaje', 'Pérdida anterior frente a la propia altura posterior; puede ser negativa.'],
  biconcavePercent: [
    'Biconcavidad en porcentaje',
    'Pérdida media frente a la propia altura posterior; puede ser negativa.',
  ],
  superiorEndplate: ['Placa terminal superior', 'Profundidad de la placa superior, de esquina a esquina.'],
  inferiorEndplate: ['Placa terminal inferior', 'Profundidad de la placa inferior, de esquina a esquina.'],
  area: [
    'Área lateral del cuerpo',
    'Área del contorno por los seis puntos.',
    'área por la fórmula de Gauss sobre SA SM SP IP IM IA',
  ],
  anteriorHeightAxis: [
    'Altura anterior, axial',
    'Altura a lo largo de la normal n del plano medio; nunca mezclada con Ha en un estudio.',
  ],
  middleHeightAxis: [
    'Altura media, axial',
    'Altura a lo largo de la normal n del plano medio; nunca mezclada con Hm en un estudio.',
  ],
  posteriorHeightAxis: [
    'Altura posterior, axial',
    'Altura a lo largo de la normal n del plano medio; nunca mezclada con Hp en un estudio.',
  ],
  expectedAnteriorHeight: ['Altura anterior esperada', EXPECTED, INTERPOLATION('Ha')],
  expectedMiddleHeight: ['Altura media esperada', EXPECTED, INTERPOLATION('Hm')],
  expectedPosteriorHeight: ['Altura posterior esperada', EXPECTED, INTERPOLATION('Hp')],
  anteriorCompression: ['Compresión anterior', 'Altura perdida en porcentaje de la esperada; nunca se limita.'],
  middleCompression: ['Compresión media', 'Altura perdida en porcentaje de la esperada; nunca se limita.'],
  posteriorCompression: ['Compresión posterior', 'Altura perdida en porcentaje de la esperada; nunca se limita.'],
  anteriorRemaining: ['Altura anterior restante', 'Altura en porcentaje de la esperada.'],
  middleRemaining: ['Altura media restante', 'Altura en porcentaje de la esperada.'],
  posteriorRemaining: ['Altura posterior restante', 'Altura en porcentaje de la esperada.'],
  crushRatioAbove: [
    'Cociente de aplastamiento, superior',
    'Altura posterior frente a la referencia superior.',
    'Hp / Hp(superior)',
  ],
  crushRatioBelow: [
    'Cociente de aplastamiento, inferior',
    'Altura posterior frente a la referencia inferior.',
    'Hp / Hp(inferior)',
  ],
  crushRatioMean: ['Cociente de aplastamiento', 'Altura posterior frente a la esperada.'],
  genantAdjacent: [
    'Estimación cuantitativa del grado de Genant (vecinas)',
    'No es el grado semicuantitativo del propio lector.',
    'mayor pérdida L frente a las alturas esperadas: 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  genantWithin: [
    'Estimación cuantitativa del grado de Genant (altura posterior propia)',
    'No es el grado semicuantitativo del propio lector; ciega a la pérdida de altura posterior.',
    'mayor de 100 (1 - Ha/Hp) y 100 (1 - Hm/Hp): 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  cobb: [
    'Ángulo de Cobb',
    KYPHOTIC,
    'placa superior del nivel de arriba a placa inferior del nivel de abajo (S1: superior)',
  ],
  gardner: [
    'Deformidad segmentaria de Gardner',
    KYPHOTIC,
    'placa superior del nivel de arriba a la propia placa inferior',
  ],
  mobileSegment: [
    'Ángulo del segmento móvil',
    'Un disco y una vértebra; cifótico positivo.',
    'placa inferior del nivel de arriba a la propia placa inferior',
  ],
  farcyIndex: [
    'Índice sagital de Farcy',
    'Desviación del ángulo normal de la región.',
    'ángulo del segmento móvil - referencia (torácica +5, toracolumbar 0, lumbar -10, salvo que el estudio diga otra)',
  ],
  change: ['Cambio', 'La altura ganada es positiva, la cifosis corregida es negativa.', 'después - antes'],
  kyphosisCorrection: ['Corrección de la cifosis', 'Positiva si hay menos cifosis.', 'cuña antes - cuña después'],
  restorationAbsolute: ['Restauración R1, absoluta', 'Ganancia de altura.'],
  restorationOfInitial: ['Restauración R2, de la altura inicial', 'Ganancia frente a la altura de antes.'],
  restorationOfLost: [
    'Restauración R3, de la altura perdida',
    'Falta donde no se perdió altura detectable; nunca se limita.',
  ],
  restorationOfReferent: ['Restauración R4, de la altura esperada', 'Ganancia frente a la altura esperada.'],
  restorationOfLostNormalised: [
    'Restauración R3n, de la altura perdida, normalizada',
    'Libre de la ampliación.',
    '100 (rho_post - rho_pre) / (1 - rho_pre); rho = H / Hexp de la misma imagen',
  ],
  restorationOfReferentNormalised: [
    'Restauración R4n, de la altura esperada, normalizada',
    'Libre de la ampliación.',
    '100 (rho_post - rho_pre); rho = H / Hexp de la misma imagen',
  ],
};

import type { CoreCatalogue } from './coreCatalogue.ts';

const KYPHOTIC = 'Kyphotisch positiv.';
const EXPECTED =
  'Höhe, die der Wirbel gehabt hätte; nur von einer Seite, wenn auf der anderen kein intakter Wirbel liegt.';
const INTERPOLATION = (height: string): string =>
  `Hu + (Hl - Hu)(i - u)/(l - u) von ${height}; u, l = nächste intakte Wirbel darüber und darunter, höchstens 2 entfernt`;

/** German: names, meanings and worded formulas of the measures. */
export const deMeasures: CoreCatalogue['measure'] = {
  anteriorHeight: ['Vorderkantenhöhe Ha', 'Abstand der vorderen Ecken.'],
  middleHeight: ['Mittlere Höhe Hm', 'Abstand der Mittelpunkte.'],
  posteriorHeight: ['Hinterkantenhöhe Hp', 'Abstand der hinteren Ecken.'],
  wedgeAngle: [
    'Keilwinkel',
    'Winkel zwischen Deck- und Grundplatte. Kyphotisch positiv, lordotisch negativ, 0 parallel.',
    'h * atan2(cross(ui, us), dot(ui, us)); us = SA - SP, ui = IA - IP; h = +1 nach rechts blickend, -1 nach links, aus den Punkten',
  ],
  wedgeRatio: ['Beck-Index (Ha/Hp)', 'Bei einem normalen Wirbel etwa 0,9 bis 1,0; über 1 lordotisch.'],
  midWedgeRatio: ['Verhältnis Hm/Hp', 'Unter 1, wenn die Endplatten konkav sind.'],
  midAnteriorRatio: ['Verhältnis Hm/Ha', 'Eine Variante des Bikonkavitätsverhältnisses.'],
  biconcavity: ['Bikonkavität 2Hm/(Ha+Hp)', 'Mittlere Höhe gegen das Mittel der Kanten.'],
  wedgePercent: ['Keil in Prozent', 'Vorderer Verlust gegen die eigene Hinterkante; kann negativ sein.'],
  biconcavePercent: ['Bikonkavität in Prozent', 'Mittlerer Verlust gegen die eigene Hinterkante; kann negativ sein.'],
  superiorEndplate: ['Deckplatte', 'Tiefe der Deckplatte von Ecke zu Ecke.'],
  inferiorEndplate: ['Grundplatte', 'Tiefe der Grundplatte von Ecke zu Ecke.'],
  area: [
    'Fläche des Wirbelkörpers',
    'Fläche des Umrisses durch die sechs Punkte.',
    'Gaußsche Trapezformel über SA SM SP IP IM IA',
  ],
  anteriorHeightAxis: [
    'Vorderkantenhöhe, axial',
    'Höhe entlang der Normalen n der Mittelebene; in einer Studie nie mit Ha gemischt.',
  ],
  middleHeightAxis: [
    'Mittlere Höhe, axial',
    'Höhe entlang der Normalen n der Mittelebene; in einer Studie nie mit Hm gemischt.',
  ],
  posteriorHeightAxis: [
    'Hinterkantenhöhe, axial',
    'Höhe entlang der Normalen n der Mittelebene; in einer Studie nie mit Hp gemischt.',
  ],
  expectedAnteriorHeight: ['Erwartete Vorderkantenhöhe', EXPECTED, INTERPOLATION('Ha')],
  expectedMiddleHeight: ['Erwartete mittlere Höhe', EXPECTED, INTERPOLATION('Hm')],
  expectedPosteriorHeight: ['Erwartete Hinterkantenhöhe', EXPECTED, INTERPOLATION('Hp')],
  anteriorCompression: ['Kompression vorn', 'Verlorene Höhe in Prozent der erwarteten; nie begrenzt.'],
  middleCompression: ['Kompression Mitte', 'Verlorene Höhe in Prozent der erwarteten; nie begrenzt.'],
  posteriorCompression: ['Kompression hinten', 'Verlorene Höhe in Prozent der erwarteten; nie begrenzt.'],
  anteriorRemaining: ['Verbliebene Höhe vorn', 'Höhe in Prozent der erwarteten.'],
  middleRemaining: ['Verbliebene Höhe Mitte', 'Höhe in Prozent der erwarteten.'],
  posteriorRemaining: ['Verbliebene Höhe hinten', 'Höhe in Prozent der erwarteten.'],
  crushRatioAbove: ['Crush-Verhältnis, oben', 'Hinterkante gegen die Referenz darüber.', 'Hp / Hp(darüber)'],
  crushRatioBelow: ['Crush-Verhältnis, unten', 'Hinterkante gegen die Referenz darunter.', 'Hp / Hp(darunter)'],
  crushRatioMean: ['Crush-Verhältnis', 'Hinterkante gegen die erwartete.'],
  genantAdjacent: [
    'Rechnerische Schätzung des Genant-Grades (Nachbarn)',
    'Nicht die eigene semiquantitative Einstufung des Untersuchers.',
    'größter Verlust L gegen die erwarteten Höhen: 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  genantWithin: [
    'Rechnerische Schätzung des Genant-Grades (eigene Hinterkante)',
    'Nicht die eigene semiquantitative Einstufung; blind für einen Verlust der Hinterkante.',
    'größter Wert von 100 (1 - Ha/Hp) und 100 (1 - Hm/Hp): 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
  ],
  cobb: ['Cobb-Winkel', KYPHOTIC, 'Deckplatte des oberen Wirbels zur Grundplatte des unteren (S1: Deckplatte)'],
  gardner: ['Segmentale Deformität nach Gardner', KYPHOTIC, 'Deckplatte des Wirbels darüber zur eigenen Grundplatte'],
  mobileSegment: [
    'Winkel des Bewegungssegments',
    'Eine Bandscheibe und ein Wirbel; kyphotisch positiv.',
    'Grundplatte des Wirbels darüber zur eigenen Grundplatte',
  ],
  farcyIndex: [
    'Sagittaler Index nach Farcy',
    'Abweichung vom normalen Winkel der Region.',
    'Winkel des Bewegungssegments - Normwert (thorakal +5, thorakolumbal 0, lumbal -10, wenn die Studie nichts anderes festlegt)',
  ],
  change: ['Änderung', 'Gewonnene Höhe ist positiv, korrigierte Kyphose negativ.', 'später - früher'],
  kyphosisCorrection: ['Kyphosekorrektur', 'Positiv, wenn weniger kyphotisch.', 'Keilwinkel vorher - nachher'],
  restorationAbsolute: ['Aufrichtung R1, absolut', 'Höhengewinn.'],
  restorationOfInitial: ['Aufrichtung R2, der Ausgangshöhe', 'Gewinn gegen die Höhe davor.'],
  restorationOfLost: [
    'Aufrichtung R3, der verlorenen Höhe',
    'Fehlt, wo keine messbare Höhe verloren war; nie begrenzt.',
  ],
  restorationOfReferent: ['Aufrichtung R4, der erwarteten Höhe', 'Gewinn gegen die erwartete Höhe.'],
  restorationOfLostNormalised: [
    'Aufrichtung R3n, der verlorenen Höhe, normiert',
    'Frei von der Vergrößerung.',
    '100 (rho_post - rho_pre) / (1 - rho_pre); rho = H / Hexp desselben Bildes',
  ],
  restorationOfReferentNormalised: [
    'Aufrichtung R4n, der erwarteten Höhe, normiert',
    'Frei von der Vergrößerung.',
    '100 (rho_post - rho_pre); rho = H / Hexp desselben Bildes',
  ],
};

import type { CoreCatalogue } from './coreCatalogue.ts';
import { deMeasures } from './deMeasures.ts';

const COPY_AGAIN = 'Kopieren oder exportieren Sie sie noch einmal.';
const NOT_POSITIVE = 'der nicht aus zwei positiven Zahlen besteht; er wird nicht verwendet.';
const RATIOS = 'verglichen werden Verhältnisse und Winkel.';
const SAFE = 'Ihre Arbeit ist noch in diesem Fenster.';

/** German: what the pure core says. */
export const deCore: CoreCatalogue = {
  issue: {
    invalid_point: 'Ein Punkt hat keine brauchbaren Koordinaten; setzen Sie ihn neu.',
    degenerate_endplate: 'Zwei Punkte einer Endplatte liegen aufeinander; verschieben Sie einen.',
    degenerate_vertebra: 'Deck- und Grundplatte liegen aufeinander oder in einer Linie; prüfen Sie alle Punkte.',
    endplates_point_in_opposite_directions:
      'Vorn und hinten sind auf einer der beiden Endplatten vertauscht; tauschen Sie sie dort.',
    crossed_outline: 'Der Umriss überkreuzt sich; oben und unten wirken auf einer Seite vertauscht.',
    anterior_direction_disagrees_with_image:
      'Vorn und hinten wirken vertauscht: Dieser Wirbel blickt anders als das Bild. Davon hängt das Vorzeichen des Winkels ab.',
    superior_below_inferior_relative_to_neighbours:
      'Deck- und Grundplatte wirken vertauscht: Dieser Wirbel steht andersherum in der Wirbelsäule.',
    level_order_inconsistent: 'Die Wirbel folgen nicht in ihrer Reihe aufeinander; prüfen Sie die Bezeichnungen.',
    middle_points_crossed: 'Die Mittelpunkte wirken vertauscht: Der obere liegt unter dem unteren.',
    middle_point_outside_endplate: 'Ein Mittelpunkt liegt nicht zwischen den Ecken seiner Endplatte.',
    implausible_wedge_angle: 'Der Keilwinkel ist größer als 60 Grad; prüfen Sie die Ecken.',
    implausible_height_ratio:
      'Vorder- und Hinterkante unterscheiden sich mehr, als ein Wirbel zulässt; prüfen Sie die Ecken.',
    implausible_endplate_length: 'Eine Endplatte ist kürzer als 10 mm; prüfen Sie Punkte und Kalibrierung.',
  },
  comparison: {
    both_patient_same_method: 'Beide Bilder sind am Patienten mit derselben Methode kalibriert.',
    both_patient: 'Beide Bilder sind am Patienten kalibriert, mit verschiedenen Methoden.',
    same_image: 'Beides sind Messungen einer Aufnahme mit einer Skalierung.',
    same_detector_geometry:
      'Beide Bilder sind am Detektor mit gleichen Abständen gemessen, also gleich stark vergrößert.',
    uncalibrated: `Mindestens ein Bild hat keine Millimeter; ${RATIOS}`,
    different_planes: `Die Bilder sind in verschiedenen Ebenen gemessen; ${RATIOS}`,
    plane_unknown: `Bei mindestens einem Bild ist die Ebene unbekannt; ${RATIOS}`,
    film_magnification_unknown: `Die Vergrößerung gescannter Filme ist unbekannt; ${RATIOS}`,
    detector_distances_unknown: `Beide Bilder sind am Detektor gemessen, ihre Vergrößerung ist unbekannt; ${RATIOS}`,
    detector_distances_differ: `Die beiden Bilder sind verschieden stark vergrößert; ${RATIOS}`,
    different_devices: `Die beiden Bilder stammen von verschiedenen Geräten; ${RATIOS}`,
  },
  plane: {
    user: 'mm (vom Nutzer kalibriert)',
    objectPlane: 'mm (Objektebene, aus der Datei)',
    fiducial: 'mm (kalibriert: Referenzkörper)',
    geometry: 'mm (korrigiert: Geometrie)',
    methodNotStated: 'mm (kalibriert, Methode nicht genannt)',
    detector: 'mm am Detektor (vergrößert)',
    film: 'mm auf dem Film (vergrößert)',
    unknown: 'mm (Ebene unbekannt)',
    none: 'px',
    estimated: 'mm (geschätzt)',
  },
  calibrationWarning: {
    invalid_PixelSpacing: `Die Datei gibt einen Wert Pixel Spacing an, ${NOT_POSITIVE}`,
    invalid_ImagerPixelSpacing: `Die Datei gibt einen Wert Imager Pixel Spacing an, ${NOT_POSITIVE}`,
    invalid_NominalScannedPixelSpacing: `Die Datei gibt einen Wert Nominal Scanned Pixel Spacing an, ${NOT_POSITIVE}`,
    invalid_ObjectPixelSpacingInCenterOfBeam: `Die Datei gibt einen Pixelabstand der Objektebene an, ${NOT_POSITIVE}`,
    invalid_PixelAspectRatio:
      'Die Datei gibt ein Pixelseitenverhältnis an, das nicht aus zwei positiven Zahlen besteht; quadratische Pixel angenommen.',
    unknown_calibration_type:
      'Die Datei nennt eine Art der Kalibrierung, die DICOM nicht kennt; sie wird nicht verwendet.',
    calibration_type_without_correction:
      'Die Datei nennt eine Kalibrierung, aber ihr Pixel Spacing ist das des Detektors: Nichts wurde korrigiert.',
    pixel_spacing_larger_than_detector_spacing:
      'Pixel Spacing ist größer als der Detektorabstand; das kann kein vergrößernder Strahl ergeben. Der Detektorabstand gilt.',
    calibrated_spacing_larger_than_detector_spacing:
      'Der kalibrierte Pixelabstand ist größer als der des Detektors; das kann kein vergrößernder Strahl ergeben. Prüfen Sie die Kalibrierung.',
    pixel_shape_differs_from_detector:
      'Der kalibrierte Pixelabstand hat eine andere Pixelform als der Detektor; prüfen Sie die Kalibrierung.',
    implausible_magnification_factor:
      'Die Vergrößerung liegt außerhalb von 1 bis 3 und passt nicht zu einer Wirbelsäulenaufnahme; sie wird nicht angeboten.',
    magnification_factor_disagrees_with_distances:
      'Vergrößerungsfaktor und Abstände der Datei weichen um mehr als 1 % voneinander ab; keine Schätzung wird angeboten.',
    user_calibration_unusable:
      'Die aufgezeichnete Kalibrierung lässt sich nicht mehr berechnen; es gilt die Regel für Dateien.',
  },
  imageError: {
    empty: 'Diese Datei ist leer.',
    not_an_image: 'Diese Datei ist kein Bild.',
    unsupported_format: 'Dieses Dateiformat kann nicht geöffnet werden. Exportieren Sie das Bild als DICOM oder PNG.',
    unsupported_transfer_syntax:
      'Die Kompression dieser Datei kann nicht geöffnet werden. Exportieren Sie das Bild unkomprimiert.',
    no_pixel_data: 'Diese DICOM-Datei enthält kein Bild.',
    too_large: 'Dieses Bild ist größer, als hier geöffnet werden kann.',
    truncated: `Diese Datei ist unvollständig. ${COPY_AGAIN}`,
    damaged: 'Diese Datei ist beschädigt. Fordern Sie sie noch einmal an.',
    invalid_header: 'Der Kopf dieser Datei ist unvollständig oder widersprüchlich.',
    unsupported_pixels: 'Diese Art von Pixeln kann nicht geöffnet werden.',
    no_such_frame: 'Dieses Einzelbild gibt es in der Datei nicht.',
    decoder_failed: 'Dieses Bild konnte nicht gelesen werden. Die anderen Bilder sind nicht betroffen.',
    timeout: 'Das Lesen dieses Bildes dauerte zu lange und wurde abgebrochen. Die Datei ist vielleicht beschädigt.',
  },
  imageWarning: {
    alpha_over_black: 'Das Bild hat Transparenz; es wird über Schwarz gezeigt.',
    spacing_invalid: 'Ein Pixelabstand der Datei ist unbrauchbar und wird nicht verwendet.',
    spacing_implausible: 'Ein Pixelabstand der Datei ist ungewöhnlich; prüfen Sie die Kalibrierung.',
    transfer_syntax_missing: 'Die Datei sagt nicht, wie sie kodiert ist; das wurde aus ihrem Inhalt bestimmt.',
    transfer_syntax_mismatch: 'Die Datei ist nicht so kodiert, wie ihr Kopf sagt; sie wurde gelesen, wie sie ist.',
    photometric_missing: 'Die Datei sagt nicht, ob niedrige Werte dunkel sind; sie werden dunkel gezeigt.',
    samples_per_pixel_missing: 'Die Datei sagt nicht, wie viele Werte ein Pixel hat; das folgt aus ihren Farben.',
    high_bit_invalid: 'Die Datei nennt ein falsches höchstes Bit; das richtige wurde genommen.',
    frames_invalid: 'Die Zahl der Einzelbilder ist falsch angegeben; die vorhandenen lassen sich öffnen.',
    frames_missing: 'Die Datei kündigt mehr Einzelbilder an, als in ihr sind.',
    overlay_invalid: 'Eine Einblendung der Datei ist fehlerhaft und wurde weggelassen.',
    lut_invalid: 'Eine Wertetabelle der Datei ist fehlerhaft und wurde weggelassen; das Bild kann anders aussehen.',
    window_invalid: 'Ein Fenster der Datei ist unbrauchbar und wurde weggelassen; das Bild kann anders aussehen.',
    voi_function_unknown: 'Die Fensterfunktion der Datei ist nicht bekannt; LINEAR wurde genommen.',
    rescale_invalid: 'Die Umrechnung der Werte in der Datei ist unbrauchbar und wurde weggelassen.',
    pixel_data_length_wrong: 'Die Datei kündigt mehr Pixeldaten an, als in ihr sind; das Bild ist vollständig.',
    pixel_data_surplus: 'Die Datei enthält mehr Pixeldaten als nötig; der Rest wurde nicht beachtet.',
    character_set_unknown: 'Die Namen in dieser Datei haben einen unbekannten Zeichensatz.',
    pixel_data_end_missing: 'Den komprimierten Pixeldaten fehlt die Endmarke; die Datei ist vielleicht abgeschnitten.',
    jpeg_end_missing: 'Die Endmarke des komprimierten Bildes fehlt; das Bild ist vollständig.',
    png_end_missing: 'Das Ende dieser PNG-Datei fehlt; das Bild ist vollständig.',
    print_density_ignored: 'Die Datei nennt eine Druckdichte. Das ist keine Kalibrierung und wird nicht verwendet.',
    tiff_pages_left_out: 'Die Datei hat weitere Seiten in anderer Größe; sie können hier nicht geöffnet werden.',
  },
  fileError: {
    notGranted:
      'Diese Datei wurde seit dem Programmstart nicht gewählt. Nichts wurde geändert. Öffnen Sie sie noch einmal.',
    notFound: `Die Datei oder ihr Ordner ist nicht mehr da: verschoben, umbenannt, gelöscht oder getrennt. ${SAFE}`,
    changedOnDisk: `Dort liegt schon eine andere Datei, oder sie wurde inzwischen geändert. Nichts wurde überschrieben. ${SAFE} Speichern Sie unter einem anderen Namen.`,
    locked: `Jemand anderes hat diese Studie offen. ${SAFE} Speichern Sie eine Kopie.`,
    diskFull: `Der Datenträger ist voll. ${SAFE} Schaffen Sie Platz oder speichern Sie anderswo.`,
    permission: `Für diese Datei oder ihren Ordner fehlt Ihnen die Berechtigung. ${SAFE} Nehmen Sie eine Kopie in einem anderen Ordner.`,
    busy: `Ein anderes Programm hält die Datei fest, oft ein Virenscanner. ${SAFE} Versuchen Sie es gleich noch einmal.`,
    notAnswering: `Datenträger, Netzwerkordner oder Programm antwortet nicht. ${SAFE} Versuchen Sie es gleich noch einmal.`,
    badName: 'Dieser Dateiname ist hier nicht möglich. Nichts wurde geschrieben. Wählen Sie einen anderen Namen.',
    tooLarge: `Die Datei ist größer als erlaubt. ${SAFE}`,
    refused: `Das ist hier nicht möglich. Nichts wurde geändert. ${SAFE} Wählen Sie eine andere Datei oder einen anderen Namen.`,
    failed: `Das ist nicht gelungen. ${SAFE} Versuchen Sie es noch einmal oder speichern Sie unter einem anderen Namen.`,
    not_a_study: 'Diese Datei ist keine Endplate-Studie. Wählen Sie eine Datei, deren Name auf .endplate endet.',
    damaged:
      'Die Datei ist unvollständig oder wurde außerhalb von Endplate geändert. Öffnen Sie eine frühere Version oder eine Sicherung.',
    newer:
      'Das wurde mit einem neueren Endplate gespeichert. Nichts wurde geändert; öffnen Sie es mit jener oder einer späteren Version.',
    too_large: 'Die Datei ist für eine Studie zu groß und wird nicht geöffnet.',
  },
  stillVersion: 'Die Datei auf dem Datenträger ist noch die Version von {time}.',
  newerBy:
    'Das wurde mit einem neueren Endplate ({app}) gespeichert. Nichts wurde geändert; öffnen Sie es mit jener oder einer späteren Version.',
  measure: deMeasures,
  angle: {
    cobb: 'Cobb',
    gardner: 'Gardner',
    mobileSegment: 'Bewegungs\u00adsegment',
    farcyIndex: 'Farcy-Index',
    superior: 'Deckplatte',
  },
  ownDefinition: 'Definition dieses Programms',
  given: {
    R1: 'Untersucher 1',
    pre: 'Präoperativ',
    post: 'Postoperativ',
    m1: '1 Monat',
    m3: '3 Monate',
    m6: '6 Monate',
    m12: '12 Monate',
    y2: '2 Jahre',
  },
};

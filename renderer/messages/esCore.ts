import type { CoreCatalogue } from './coreCatalogue.ts';
import { esMeasures } from './esMeasures.ts';

const NOT_POSITIVE = 'que no son dos números positivos; no se usa.';
const RATIOS = 'se comparan cocientes y ángulos.';
const SAFE = 'Su trabajo sigue abierto en esta ventana.';

/** Spanish: what the pure core says. */
export const esCore: CoreCatalogue = {
  issue: {
    invalid_point: 'Un punto no tiene coordenadas utilizables; márquelo de nuevo.',
    degenerate_endplate: 'Dos puntos de una placa terminal están uno sobre otro; mueva uno de ellos.',
    degenerate_vertebra: 'Las dos placas terminales se superponen o están en una línea; revise todos los puntos.',
    endplates_point_in_opposite_directions:
      'Anterior y posterior están intercambiados en una de las dos placas; intercámbielos en esa placa.',
    crossed_outline: 'El contorno del cuerpo se cruza; los puntos de arriba y abajo parecen intercambiados en un lado.',
    anterior_direction_disagrees_with_image:
      'Anterior y posterior parecen intercambiados: este cuerpo mira al lado contrario que la imagen. De ello depende el signo del ángulo.',
    superior_below_inferior_relative_to_neighbours:
      'Las placas superior e inferior parecen intercambiadas: este cuerpo está invertido a lo largo de la columna.',
    level_order_inconsistent: 'Los niveles no se siguen a lo largo de la columna; revise los nombres de los niveles.',
    middle_points_crossed: 'Los puntos medios parecen intercambiados: el de arriba está debajo del de abajo.',
    middle_point_outside_endplate: 'Un punto medio no está entre las esquinas de su placa terminal.',
    implausible_wedge_angle: 'El ángulo de cuña supera los 60 grados; revise las esquinas.',
    implausible_height_ratio:
      'Las alturas anterior y posterior difieren más de lo que una vértebra permite; revise las esquinas.',
    implausible_endplate_length: 'Una placa terminal mide menos de 10 mm; revise los puntos y la calibración.',
  },
  comparison: {
    both_patient_same_method: 'Las dos imágenes están calibradas en el paciente con el mismo método.',
    both_patient: 'Las dos imágenes están calibradas en el paciente, con métodos distintos.',
    same_image: 'Son dos lecturas de una sola imagen, con una sola escala.',
    same_detector_geometry:
      'Las dos imágenes se midieron en el detector con las mismas distancias; su ampliación es igual.',
    uncalibrated: `Al menos una imagen no tiene milímetros; ${RATIOS}`,
    different_planes: `Las dos imágenes se midieron en planos distintos; ${RATIOS}`,
    plane_unknown: `El plano de al menos una imagen es desconocido; ${RATIOS}`,
    film_magnification_unknown: `La ampliación de las películas escaneadas es desconocida; ${RATIOS}`,
    detector_distances_unknown: `Las dos imágenes se midieron en el detector y su ampliación es desconocida; ${RATIOS}`,
    detector_distances_differ: `Las dos imágenes tienen ampliaciones distintas; ${RATIOS}`,
    different_devices: `Las dos imágenes son de equipos distintos; ${RATIOS}`,
  },
  plane: {
    user: 'mm (calibrado por el usuario)',
    objectPlane: 'mm (plano del objeto, del archivo)',
    fiducial: 'mm (calibrado: marcador)',
    geometry: 'mm (corregido: geometría)',
    methodNotStated: 'mm (calibrado, método sin indicar)',
    detector: 'mm en el detector (ampliado)',
    film: 'mm en la película (ampliado)',
    unknown: 'mm (plano desconocido)',
    none: 'px',
    estimated: 'mm (estimado)',
  },
  calibrationWarning: {
    invalid_PixelSpacing: `El archivo trae en Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_ImagerPixelSpacing: `El archivo trae en Imager Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_NominalScannedPixelSpacing: `El archivo trae en Nominal Scanned Pixel Spacing valores ${NOT_POSITIVE}`,
    invalid_ObjectPixelSpacingInCenterOfBeam: `El archivo trae en el espaciado del plano del objeto valores ${NOT_POSITIVE}`,
    invalid_PixelAspectRatio:
      'El archivo trae una proporción de píxel que no son dos números positivos; se suponen píxeles cuadrados.',
    unknown_calibration_type: 'El archivo nombra un tipo de calibración que DICOM no define; no se usa.',
    calibration_type_without_correction:
      'El archivo declara una calibración, pero su Pixel Spacing es el del detector: no se corrigió nada.',
    pixel_spacing_larger_than_detector_spacing:
      'Pixel Spacing es mayor que el espaciado del detector, lo que ningún haz que amplía produce; se usa el del detector.',
    calibrated_spacing_larger_than_detector_spacing:
      'El espaciado calibrado es mayor que el del detector, lo que ningún haz que amplía produce; revise la calibración.',
    pixel_shape_differs_from_detector:
      'El espaciado calibrado tiene otra forma de píxel que el detector; revise la calibración.',
    implausible_magnification_factor:
      'La ampliación está fuera de 1 a 3, lo que no encaja con una radiografía de columna; no se ofrece.',
    magnification_factor_disagrees_with_distances:
      'El factor de ampliación y las distancias del archivo difieren en más del 1 %; no se ofrece ninguna estimación.',
    user_calibration_unusable: 'La calibración registrada ya no se puede calcular; vale la regla de los archivos.',
  },
  imageError: {
    empty: 'Este archivo está vacío.',
    not_an_image: 'Este archivo no es una imagen.',
    unsupported_format: 'Este formato de archivo no se puede abrir. Exporte la imagen como DICOM o PNG.',
    unsupported_transfer_syntax: 'La compresión de este archivo no se puede abrir. Exporte la imagen sin comprimir.',
    no_pixel_data: 'Este archivo DICOM no contiene ninguna imagen.',
    too_large: 'Esta imagen es mayor de lo que se puede abrir aquí.',
    truncated: 'Este archivo está incompleto. Cópielo o expórtelo de nuevo.',
    damaged: 'Este archivo está dañado. Pídalo de nuevo.',
    invalid_header: 'La cabecera de este archivo está incompleta o es contradictoria.',
    unsupported_pixels: 'Este tipo de píxeles no se puede abrir.',
    no_such_frame: 'Este cuadro no existe en el archivo.',
    decoder_failed: 'Esta imagen no se pudo leer. Las demás imágenes no se ven afectadas.',
    timeout: 'Leer esta imagen tardó demasiado y se detuvo. El archivo puede estar dañado.',
  },
  imageWarning: {
    alpha_over_black: 'La imagen tiene transparencia; se muestra sobre negro.',
    spacing_invalid: 'Un espaciado del archivo no es utilizable y no se usa.',
    spacing_implausible: 'Un espaciado del archivo es inusual; revise la calibración.',
    transfer_syntax_missing: 'El archivo no dice cómo está codificado; se dedujo de su contenido.',
    transfer_syntax_mismatch: 'El archivo no está codificado como dice su cabecera; se leyó tal como está.',
    photometric_missing: 'El archivo no dice si los valores bajos son oscuros; se muestran oscuros.',
    samples_per_pixel_missing: 'El archivo no dice cuántos valores tiene un píxel; se deduce de sus colores.',
    high_bit_invalid: 'El archivo indica un bit más alto erróneo; se tomó el correcto.',
    frames_invalid: 'El número de cuadros del archivo es erróneo; los que hay se pueden abrir.',
    frames_missing: 'El archivo anuncia más cuadros de los que contiene.',
    overlay_invalid: 'Una superposición del archivo está defectuosa y se omitió.',
    lut_invalid: 'Una tabla de conversión está defectuosa y se omitió; la imagen puede verse distinta.',
    window_invalid: 'Una ventana del archivo no es utilizable y se omitió; la imagen puede verse distinta.',
    voi_function_unknown: 'La función de ventana del archivo no se conoce; se tomó LINEAR.',
    rescale_invalid: 'La conversión de valores del archivo no es utilizable y se omitió.',
    pixel_data_length_wrong: 'El archivo anuncia más datos de píxel de los que contiene; la imagen está completa.',
    pixel_data_surplus: 'El archivo contiene más datos de píxel de los necesarios; el resto se ignoró.',
    character_set_unknown: 'Los nombres de este archivo usan un juego de caracteres desconocido.',
    pixel_data_end_missing: 'Falta la marca de fin de los datos comprimidos; el archivo puede estar cortado.',
    jpeg_end_missing: 'Falta la marca de fin de la imagen comprimida; está completa.',
    png_end_missing: 'Falta el final de este archivo PNG; la imagen está completa.',
    print_density_ignored: 'El archivo indica una densidad de impresión. No es una calibración y no se usa.',
    tiff_pages_left_out: 'El archivo tiene más páginas de otro tamaño, que aquí no se pueden abrir.',
  },
  fileError: {
    notGranted: 'Este archivo no se ha elegido desde que empezó el programa. No se cambió nada. Ábralo de nuevo.',
    notFound: `El archivo o su carpeta ya no está: se movió, cambió de nombre, se borró o se desconectó. ${SAFE}`,
    changedOnDisk: `Allí ya hay otro archivo, o se cambió entretanto. No se sobrescribió nada. ${SAFE} Guarde con otro nombre.`,
    locked: `Otra persona tiene este estudio abierto. ${SAFE} Guarde una copia.`,
    diskFull: `El disco está lleno. ${SAFE} Libere espacio o guarde en otro lugar.`,
    permission: `No tiene permiso para este archivo o su carpeta. ${SAFE} Use una copia en otra carpeta.`,
    busy: `Otro programa retiene el archivo, a menudo un antivirus. ${SAFE} Inténtelo de nuevo en un momento.`,
    notAnswering: `El disco, la carpeta de red o el programa no responde. ${SAFE} Inténtelo de nuevo en un momento.`,
    badName: 'Este nombre de archivo no es posible aquí. No se escribió nada. Elija otro nombre.',
    tooLarge: `El archivo es mayor de lo permitido. ${SAFE}`,
    refused: `Esto no es posible aquí. No se cambió nada. ${SAFE} Elija otro archivo u otro nombre.`,
    failed: `Esto no salió bien. ${SAFE} Inténtelo de nuevo o guarde con otro nombre.`,
    not_a_study: 'Este archivo no es un estudio de Endplate. Elija un archivo cuyo nombre termine en .endplate.',
    damaged:
      'El archivo está incompleto o se cambió fuera de Endplate. Abra una versión anterior o una copia de seguridad.',
    newer: 'Esto lo guardó un Endplate más nuevo. No se cambió nada; ábralo con esa versión o una posterior.',
    too_large: 'El archivo es demasiado grande para un estudio y no se abre.',
  },
  stillVersion: 'El archivo en el disco sigue siendo la versión de las {time}.',
  newerBy:
    'Esto se guardó con un Endplate más nuevo ({app}). No se cambió nada; ábralo con esa versión o una posterior.',
  measure: esMeasures,
  angle: {
    cobb: 'Cobb',
    gardner: 'Gardner',
    mobileSegment: 'Segmento móvil',
    farcyIndex: 'Índice de Farcy',
    superior: 'superior',
  },
  ownDefinition: 'Definición de este programa',
  given: {
    R1: 'Lector 1',
    pre: 'Preoperatorio',
    post: 'Postoperatorio',
    m1: '1 mes',
    m3: '3 meses',
    m6: '6 meses',
    m12: '12 meses',
    y2: '2 años',
  },
};

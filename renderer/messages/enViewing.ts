/** Texts about viewing and placing: linked views, blinking, the expected body, the crosshair of the keyboard, the edge. */
export const enViewing = {
  'action.ghost': 'Expected outline',
  'action.link': 'Link the views',
  'action.blink': 'Blink: the other film in its place (hold)',
  'action.fullScreen': 'Full screen',
  'action.jump': 'Jump to a level',
  'action.edge': 'Edge near the point (hold)',
  'action.windowAsStored': 'As stored',
  'action.estimated': 'Its place is estimated',

  'menu.film': 'Film',
  'level.flagged': 'check its points',
  'status.goOn': 'Press P to go on with {level} in {timepoint}.',
  'results.further': 'All other measures',
  'results.verdict.beyond': 'beyond the reading error',
  'results.verdict.within': 'within the reading error',
  'results.r2': 'R2 of height before',
  'genant.wedge': 'wedge',
  'genant.biconcave': 'biconcave',
  'genant.crush': 'crush',

  'settings.measuring': 'Measuring',
  'settings.nudge': 'Arrow keys move a point by',
  'settings.nudgeStep': '{step} px, with Shift {coarse} px',
  'settings.order': 'Order of the points',
  'settings.order.round': 'round the body: SA SM SP IP IM IA',
  'settings.order.endplates': 'front to back: SA SM SP IA IM IP',
  'settings.loupe': 'Loupe',
  'settings.loupe.small': 'small',
  'settings.loupe.usual': 'medium',
  'settings.loupe.large': 'large',
  'settings.touchOffset': 'A finger places a point',
  'settings.touchOffset.none': 'under itself',
  'settings.touchOffset.above': '{distance} px above itself',

  'step.edge': 'put {1} of {2} {3} on the edge',

  'level.jump': 'Level, for example L1',
  'level.jumpUnknown': 'This study has no level {level}.',

  'pane.blink': 'SHOWN HERE: {timepoint}',

  'landmark.assisted': 'on an edge that was found, x {x}, y {y}',

  'status.placeByKeys':
    'Arrows move the crosshair, Enter places the {landmark} of {level} in {timepoint} ({number} of {total})',
  'status.linkedByWidth': 'Linked by the width of {level}: a film has no scale',
  'status.linkedByZoom': 'Linked by zoom only: a film has no scale',
  'status.noEdge': 'No clear edge within 8 px of this point.',
  'status.edge': 'Let the key go to take this edge; move away to leave it.',
} as const;

/** The eight dials of systemic risk by name (docs/model.md section 13): what they are made of stands in src/dials. */
export const DIAL_NAMES = [
  'nearDepth',
  'fundCover',
  'ownToken',
  'makersRoom',
  'claimsWorth',
  'utilization',
  'worldAhead',
  'price',
] as const

/** In all of src by the name that src/dials gives it. */
export type DialName = (typeof DIAL_NAMES)[number]

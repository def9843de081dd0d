/**
 * Numbers as files write them: with a decimal point or a decimal comma, thousands in groups, a currency before or behind. A
 * column has one way of writing. Where both ways fit and give other numbers, what the columns show decides; where nothing
 * does, the answer is null and somebody has to be asked.
 */

export type Decimal = 'point' | 'comma'

const EXPONENT = '(?:[eE][+-]?\\d{1,3})?'
const FORMS = {
  point: new RegExp(`^[+-]?(?:\\d+|[1-9]\\d{0,2}(?:([, '’])\\d{3})(?:\\1\\d{3})*)?(?:\\.\\d*)?${EXPONENT}$`),
  comma: new RegExp(`^[+-]?(?:\\d+|[1-9]\\d{0,2}(?:([. '’])\\d{3})(?:\\1\\d{3})*)?(?:,\\d*)?${EXPONENT}$`),
} as const
/** What most cells are: without groups and units, which take longer to look for. */
const BARE = { point: /^\d{1,15}(?:\.\d{1,15})?$/, comma: /^\d{1,15}(?:,\d{1,15})?$/ } as const
const MISSING = /^(?:|null|nan|n\/?a|#n\/a|none|nil|nd|[-–—.])$/i
/** Of a currency, and of none that says thousands, millions or hundredths. */
const SIGN = '[$€£¥₿₹]|US\\$|(?!MIO|MLN|MRD|BIO|TSD|PCT|BPS|[KM](?:USD|EUR|GBP))[A-Z]{3,5}'
const UNIT = new RegExp(`^([+-]?)(?:(${SIGN}) ?)?(.*?)(?: ?(${SIGN}))?$`)

/** What exports write where there is no number. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell)
}

/** The number's text alone, and the currency that it was written with. */
export function stripUnit(cell: string): { readonly text: string; readonly unit: string } {
  if (BARE.point.test(cell)) return { text: cell, unit: '' }
  const plain = cell.replace(/[\u00a0\u2009\u202f]/g, ' ').replace('−', '-')
  const [, sign, before = '', text, behind = ''] = UNIT.exec(plain) ?? [plain, '', '', plain]
  return { text: sign + text, unit: before || behind }
}

/** The number in one way of writing, or null. */
export function readNumber(cell: string, decimal: Decimal): number | null {
  if (BARE[decimal].test(cell)) return Number(cell.replace(',', '.'))
  const { text } = stripUnit(cell)
  if (!/\d/.test(text) || !FORMS[decimal].test(text)) return null
  const bare = text.replace(decimal === 'point' ? /[, '’]/g : /[. '’]/g, '').replace(',', '.')
  const value = Number(bare)
  return Number.isFinite(value) ? value : null
}

/** Whether a cell is a number in some way of writing. */
export function looksNumeric(cell: string): boolean {
  return readNumber(cell, 'point') !== null || readNumber(cell, 'comma') !== null
}

const DECIMALS = ['point', 'comma'] as const

/** Which way of writing the cells show for certain: null where none or both do. */
export function findShown(cells: Iterable<string>): Decimal | null {
  let [point, comma] = [false, false]
  for (const cell of cells) {
    const bare = cell.replace(/\s?[%KMBT]$/, '')
    const [asPoint, asComma] = DECIMALS.map((decimal) => readNumber(bare, decimal) !== null)
    if (asPoint && !asComma) point = true
    if (asComma && !asPoint) comma = true
  }
  return point === comma ? null : point ? 'point' : 'comma'
}

/** A cell that is another number in the other way of writing. */
export function isUnclear(cell: string): boolean {
  const [point, comma] = DECIMALS.map((decimal) => readNumber(cell, decimal))
  return point !== null && comma !== null && point !== comma
}

/**
 * Programs write all numbers of a column with as many decimals, or none of them with a zero at the end; and they group
 * thousands everywhere or nowhere.
 */
export function isPlausible(cells: readonly string[], decimal: Decimal): boolean {
  const [sign, group] = decimal === 'point' ? ['.', ','] : [',', '.']
  const texts = cells.map((cell) => stripUnit(cell).text)
  const parts = texts.map((text) => text.split(sign))
  const lengths = new Set(parts.map(([, fraction = '']) => fraction.length))
  const hasZeroAtEnd = parts.some(([, fraction = '']) => fraction.endsWith('0'))
  const isGrouped = texts.some((text) => text.includes(group))
  return !(hasZeroAtEnd && lengths.size > 1) && !(isGrouped && parts.some(([whole]) => /\d{4}/.test(whole)))
}

/**
 * The way of writing of a column whose cells fit both, by how all of them are written; null where that shows nothing.
 * @param cells at least one of them unclear
 */
export function findLikely(cells: readonly string[]): Decimal | null {
  const [point, comma] = DECIMALS.map((decimal) => isPlausible(cells, decimal))
  return point === comma ? null : point ? 'point' : 'comma'
}

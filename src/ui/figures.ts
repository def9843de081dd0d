/**
 * How numbers read on the page: US style through Intl, a true minus sign, and short forms where space is short.
 * Money comes in whole cents, changes as fractions (−0.12 for a fall of 12 %).
 */

const MINUS = '−'

function toText(format: Intl.NumberFormat, value: number): string {
  // A negative zero would read as "−0".
  return format.format(value === 0 ? 0 : value).replace('-', MINUS)
}

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('en-US', options)

const counts = number({ maximumFractionDigits: 0 })
const shortCounts = number({ notation: 'compact', maximumSignificantDigits: 3 })
const dollars = number({ style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
const exactDollars = number({ style: 'currency', currency: 'USD' })
const shortDollars = number({
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 3,
})
const percents = [0, 1, 2].map((digits) =>
  number({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
)
const fixed = [0, 1, 2, 3, 4].map((digits) =>
  number({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
)
const plain = number({ maximumSignificantDigits: 6 })

export function formatCount(value: number): string {
  return toText(counts, value)
}

/** 14.1M. Below 10,000 in full. */
export function formatShortCount(value: number): string {
  return toText(Math.abs(value) < 10_000 ? counts : shortCounts, value)
}

/** Whole dollars: $1,522,730. */
export function formatDollars(cents: number): string {
  return toText(dollars, cents / 100)
}

/** Dollars and cents, for one trader's small sums: $238.11. */
export function formatExactDollars(cents: number): string {
  return toText(exactDollars, cents / 100)
}

/** $2.4M. Below $1,000 in full. */
export function formatShortDollars(cents: number): string {
  return toText(Math.abs(cents) < 100_000 ? dollars : shortDollars, cents / 100)
}

/** A size of a fraction: 16.2%. */
export function formatPercent(fraction: number, digits = 1): string {
  return toText(percents[digits], fraction)
}

/** A change: −4%, with one decimal only where the change needs it. */
export function formatChange(fraction: number): string {
  const tenths = Math.round(Math.abs(fraction) * 1000)
  const digits = tenths % 10 === 0 || tenths >= 100 ? 0 : 1
  const text = toText(percents[digits], fraction)
  return fraction > 0 ? `+${text}` : text
}

export function formatFixed(value: number, digits: number): string {
  return toText(fixed[digits], value)
}

/** A price with as many decimals as four or five digits leave: 92.49, 0.0125, 61,234. */
export function formatPrice(price: number, digits?: number): string {
  const size = Math.abs(price)
  return formatFixed(price, digits ?? (size >= 10_000 ? 0 : size >= 1_000 ? 1 : size >= 1 ? 2 : 4))
}

/** A number as someone would type it. */
export function formatPlain(value: number): string {
  return toText(plain, value)
}

/** A length of time in words: 45 s, 2 min 14 s, 3 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${formatFixed(seconds, 2)} s`
  const whole = Math.round(seconds)
  const units: [size: number, name: string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  const first = units.findIndex(([size]) => whole >= size)
  if (first < 0) return '0 s'
  const [size, name] = units[first]
  const rest = units[first + 1] ? Math.floor((whole % size) / units[first + 1][0]) : 0
  const head = `${counts.format(Math.floor(whole / size))} ${name}`
  return rest > 0 ? `${head} ${rest} ${units[first + 1][1]}` : head
}

/** "1 trader", "2,035 traders". */
export function formatNumbered(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** Dials in words: values by their unit, the line, the place that is worst, and what was counted. */
import type { Dial, DialValue } from '../../dials/dial.ts'
import type { Share } from '../../risk/jointFailures.ts'
import type { DialWarnings } from '../../risk/warnings.ts'
import { formatCount, formatFew, formatFixed, formatNumbered, formatPercent } from '../../schema/words.ts'

/** Below it two digits behind the point would say little. */
const FINE = 0.1

export function showDial({ unit }: Pick<Dial, 'unit'>, value: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return '∞'
  if (unit === 'share') return formatPercent(value)
  const size = Math.abs(value)
  const number =
    size < 100 ? formatFixed(value, size > 0 && size < FINE ? 3 : 2) : formatCount(Math.round(value))
  return unit === 'times' ? `${number}×` : number
}

/** `warns above 1.00×`. */
export function showLine(dial: Dial, line = dial.line): string {
  return `warns ${dial.worse === 'higher' ? 'above' : 'below'} ${showDial(dial, line)}`
}

export function namePlace({ venue, asset }: DialValue['place']): string {
  return [venue, asset].filter((one) => one !== undefined).join(', ')
}

/** `3 of 40 (3–20%)`. */
function showShare({ hits, of, low, high }: Share): string {
  return `${hits} of ${of} (${Math.round(100 * low)}–${Math.round(100 * high)}%)`
}

export interface WarningWords {
  /** In vain: of the calm runs. */
  readonly inVain: string
  /** In time: of the storms. */
  readonly inTime: string
  /** How far ahead; empty where it never was. */
  readonly ahead: string
}

export function showWarnings({ inVain, alarmsInCalm, inTime, ahead }: DialWarnings): WarningWords {
  return {
    inVain: inVain === null ? 'no calm run' : `${showShare(inVain)}, ${formatFew(alarmsInCalm)} a run`,
    inTime: inTime === null ? 'no storm' : showShare(inTime),
    ahead:
      ahead === null
        ? ''
        : `${formatNumbered(ahead.middle, 'step')} ahead (${formatCount(ahead.low)}–${formatCount(ahead.high)})`,
  }
}

/** The leverage that the crowd holds together: the value of all open positions over the money behind them, at the mark. */
import type { Figure } from './figure.ts'
import type { ChartInput } from './input.ts'
import { formatExactDollars } from '../schema/words.ts'
import { toTrace } from './readingTrace.ts'
import { createTimeContent, holdSamples, tellSamples } from './timeContent.ts'

const trace = toTrace({
  reading: 'leverageHeld',
  note: 'value of all positions ÷ money behind them',
  said: 'leverage held',
  drawn: 'line',
  ink: 'strong',
  mark: 'rect',
})

function read(input: ChartInput, leverage: Float64Array): string {
  const now = leverage.at(-1) ?? 0
  if (now === 0) return 'Nobody holds a position.'
  const start = formatExactDollars(100 * (leverage[0] ?? 0))
  const carried = formatExactDollars(100 * now)
  const told = `Each $1 of the crowd’s own money now carries ${carried} of positions`
  const change = start === carried ? 'as at the start' : `${start} at the start`
  return `${told}, ${change}.${tellSamples(input)}`
}

export const leverageHeldFigure: Figure = {
  id: 'leverage-held',
  title: 'Leverage held',
  unit: 'times the money behind it',
  compute(input) {
    const values = holdSamples(input, 'leverageHeld')
    return createTimeContent(input, [{ trace, values }], read(input, values))
  },
}

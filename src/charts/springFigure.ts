/**
 * The loaded spring: what a small fall would force out, and how much each forced contract would force in turn. In a rising
 * market that borrows on its winnings both climb while nothing seems to happen.
 */
import type { Figure } from './figure.ts'
import type { ChartInput } from './input.ts'
import { formatFew, formatNumbered, formatPart } from '../schema/words.ts'
import { toTrace } from './readingTrace.ts'
import { createTimeContent, holdSamples, tellSamples } from './timeContent.ts'

const near = toTrace({
  reading: 'nearContracts',
  note: 'left',
  said: 'near liquidation',
  drawn: 'line',
  ink: 'long',
  mark: 'circle',
})
const rAhead = toTrace({
  reading: 'rAhead',
  note: 'right; from 1 on, selling feeds on itself',
  said: 'R ahead',
  drawn: 'line',
  ink: 'unpaid',
  dash: [7, 4],
  mark: 'triangle',
  side: 'right',
})

/** Changes below this are not worth a word. */
const SPRING_NOISE = 0.005

function compareToStart(now: number, start: number): string {
  if (start === 0 || Math.abs(now / start - 1) < SPRING_NOISE) return 'as many as at the start'
  if (now >= 2 * start) return `${formatFew(now / start)} times as many as at the start`
  return `${formatPart(Math.abs(now / start - 1))} ${now > start ? 'more' : 'fewer'} than at the start`
}

function read(input: ChartInput, contracts: Float64Array, ratio: Float64Array): string {
  const now = contracts.at(-1) ?? 0
  const start = contracts[0] ?? 0
  const first = formatFew(ratio[0] ?? 0)
  const last = formatFew(ratio.at(-1) ?? 0)
  const change = first === last ? `is ${last}, as at the start` : `went from ${first} to ${last}`
  const told = `A fall of 5% would sell out ${formatNumbered(now, 'contract')}`
  return `${told}, ${compareToStart(now, start)}; R ahead ${change}.${tellSamples(input)}`
}

export const springFigure: Figure = {
  id: 'spring',
  title: 'The loaded spring',
  unit: 'contracts, and R on the right',
  compute(input) {
    const contracts = holdSamples(input, 'nearContracts')
    const ratio = holdSamples(input, 'rAhead')
    const columns = [
      { trace: near, values: contracts },
      { trace: rAhead, values: ratio },
    ]
    return createTimeContent(input, columns, read(input, contracts, ratio))
  },
}

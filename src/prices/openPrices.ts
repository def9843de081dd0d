/**
 * A table of prices, read for a person: the prices or null, what to say, and what can be chosen instead. Loaded with the reader
 * when the first table comes in. Reads a text, writes nothing.
 */
import { FieldError } from '../schema/fieldError.ts'
import { PriceDoubt, type PriceChoice, type PriceOption } from './priceChoice.ts'
import { readPrices, type PriceSeries } from './readPrices.ts'

export interface OpenedPrices {
  /** Null where the table is refused or leaves a doubt. */
  readonly series: PriceSeries | null
  readonly words: string
  readonly question: string
  readonly options: readonly PriceOption[]
  /** -1 where nothing is chosen yet. */
  readonly chosen: number
}

export function openPrices(text: string, choice: PriceChoice): OpenedPrices {
  try {
    const series = readPrices(text, choice)
    const { line, notes, options, chosen } = series
    return { series, words: [`${line}.`, ...notes].join(' '), question: 'Prices are in', options, chosen }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    const options = error instanceof PriceDoubt ? error.options : []
    return { series: null, words: error.message, question: 'Read it so', options, chosen: -1 }
  }
}

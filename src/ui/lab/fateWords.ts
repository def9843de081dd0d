/** What became of a venue in plain words: in the legend, in a sentence and beside a future. */
import type { Fate } from '../../risk/fates.ts'

interface Words {
  readonly name: string
  readonly detail: string
  /** "… of 100 futures". */
  readonly headline: string
}

export const FATE_WORDS: Readonly<Record<Fate, Words>> = {
  insolvent: {
    name: 'exchange bankrupt',
    detail: 'losses stay unpaid',
    headline: 'The exchange is bankrupt in',
  },
  exhausted: { name: 'fund empty', detail: 'others behind it pay', headline: 'Fund empty in' },
  fundPays: { name: 'the fund pays', detail: 'and lasts', headline: 'The fund pays in' },
  calm: { name: 'nobody else pays', detail: 'traders lose at most what they put in', headline: 'Calm in' },
}

/**
 * Who is deleveraged first (docs/model.md section 6): the score of a winner. `profitLeverage` counts leverage twice, `entryValue`
 * (BitMEX's) once. Pure numbers of one moment, in cents but where said.
 */
export type AdlRule = 'profitLeverage' | 'entryValue'

export interface Winner {
  /** Of the whole account, above 0. */
  readonly profit: number
  readonly deposit: number
  /** Of the whole account. */
  readonly equity: number
  /** Value of all legs at their marks. */
  readonly value: number
  /** Value of the leg that would be closed, and its side. */
  readonly legValue: number
  readonly side: number
}

export function adlScore(rule: AdlRule, winner: Winner): number {
  const { profit, deposit, equity, value, legValue, side } = winner
  const base = rule === 'profitLeverage' ? deposit : Math.max(legValue / 100, legValue - side * profit)
  return (profit / base) * (value / equity)
}

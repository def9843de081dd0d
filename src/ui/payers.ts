/** The vessels of "who pays", in the order of the waterfall, with what the words beside each say. */
import type { RunFrame } from '../schema/snapshot.ts'
import type { RuleId } from '../schema/rules.ts'
import { formatDollars } from '../schema/words.ts'

type PayerId = 'own' | 'fund' | 'venue' | 'shared' | 'unpaid'

export interface Payer {
  id: PayerId
  name: string
  /** More than the name says; empty where there is nothing to add. */
  note: string
  cents: number
  rule: RuleId
}

export function listPayers({ payers, fund }: RunFrame): Payer[] {
  const paid = fund.startCents > 0 || payers.fundCents > 0
  const fees = fund.feesCents > 0 ? `, took ${formatDollars(fund.feesCents)} in fees` : ''
  return [
    { id: 'own', name: 'Traders’ own deposits', note: '', cents: payers.ownCents, rule: 'own-paid' },
    {
      id: 'fund',
      name: 'Insurance fund',
      note: paid
        ? `paid ${formatDollars(payers.fundCents)}, ${formatDollars(fund.leftCents)} left${fees}`
        : `empty from the start${fees}`,
      cents: payers.fundCents,
      rule: 'fund-paid',
    },
    { id: 'venue', name: 'Exchange’s own money', note: '', cents: payers.venueCents, rule: 'venue-paid' },
    {
      id: 'shared',
      name: 'Shared by the winners',
      note: '',
      cents: payers.socializedCents,
      rule: 'socialized-loss',
    },
    {
      id: 'unpaid',
      name: 'Nobody: unpaid',
      note: payers.badDebtCents > 0 ? 'the exchange is insolvent' : '',
      cents: payers.badDebtCents,
      rule: 'bad-debt',
    },
  ]
}

/** Winners who were closed early, in words; empty where there were none. */
export function describeAdl({ adl }: RunFrame): string {
  if (adl.accounts === 0) return ''
  const change = adl.againstMarkCents
  const amount = formatDollars(Math.abs(change))
  const result = change < 0 ? `gave up ${amount}` : change > 0 ? `gained ${amount}` : 'lost nothing'
  return `${result} against the market price`
}

/** The vessels of "who pays", in the order of the waterfall, with what the words beside each say. */
import type { VenueReadings } from '../../schema/frame.ts'
import { formatDollars } from '../../schema/words.ts'

type PayerId = 'own' | 'fund' | 'venue' | 'shared' | 'unpaid'
type Paid = 'ownPaid' | 'fundPaid' | 'venuePaid' | 'socializedLoss' | 'badDebt'

export interface Payer {
  id: PayerId
  name: string
  /** More than the name says; empty where there is nothing to add. */
  note: string
  cents: number
  /** What is read, and so the rule behind it. */
  reading: Paid
}

export function listPayers(venue: VenueReadings): Payer[] {
  const { fundStart, fundPaid, fundLeft, fees, badDebt } = venue
  const paid = fundStart > 0 || fundPaid > 0
  const took = fees > 0 ? `, took ${formatDollars(fees)} in fees` : ''
  const payer = (id: PayerId, reading: Paid, name: string, note = ''): Payer => {
    return { id, reading, name, note, cents: venue[reading] }
  }
  return [
    payer('own', 'ownPaid', 'Traders’ own deposits'),
    payer(
      'fund',
      'fundPaid',
      'Insurance fund',
      paid
        ? `paid ${formatDollars(fundPaid)}, ${formatDollars(fundLeft)} left${took}`
        : `empty from the start${took}`,
    ),
    payer('venue', 'venuePaid', 'Exchange’s own money'),
    payer('shared', 'socializedLoss', 'Shared by the winners'),
    payer('unpaid', 'badDebt', 'Nobody: unpaid', badDebt > 0 ? 'the exchange is insolvent' : ''),
  ]
}

/** Winners who were closed early, in words; empty where there were none. */
export function describeAdl({ adlAccounts, adlAgainstMark }: VenueReadings): string {
  if (adlAccounts === 0) return ''
  // Signed as everywhere else: what they gave up is below zero.
  const sign = adlAgainstMark > 0 ? '+' : ''
  return `${sign}${formatDollars(adlAgainstMark)} against the market price`
}

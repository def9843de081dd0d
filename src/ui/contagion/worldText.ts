/** A house and a pipe in sentences. Reads a moment. */
import {
  formatChange,
  formatCount,
  formatNumbered,
  formatPart,
  formatPrice,
  formatShortDollars,
  sayBeginning,
} from '../../schema/words.ts'
import { capital, sayAsset, venueTitle, sayWhere } from '../../schema/worldTitles.ts'
import { nameKind, type House } from './houses.ts'
import { readCushion, readStanding } from './houseState.ts'
import type { Pipe } from './pipes.ts'
import { explainPipe, nameEnds, namePipe } from './pipeWords.ts'
import type { ShownWorld } from './shownWorld.ts'

export function describeHouse(
  { id, kind, place, markets }: House,
  shown: ShownWorld,
  passedCents: number,
): string {
  const { frame, moment, opened } = shown
  const venue = frame.venues[place]
  const own = moment.venues[place]
  const { words } = readStanding(venue, own, opened.world.stepSeconds)
  const cushion = readCushion(venue, opened.frame.venues[place])
  const left = cushion.fundCents + cushion.ownCents
  const unpaid = venue.badDebt + passedCents
  const who = kind === 'lending' ? 'loan' : 'trader'
  const prices = markets.map(({ asset, place: market, startPrice, soldOn }) => {
    const { price } = frame.markets[market]
    const where = soldOn ? `, sold ${sayWhere(soldOn)}` : ''
    return `${sayAsset(asset)} at ${formatPrice(price)}${where}, ${formatChange(Math.round((price / startPrice - 1) * 1000) / 1000)} since the start`
  })
  return [
    `${venueTitle(id)}, ${nameKind(kind)}: ${words}.`,
    ...(prices.length > 0 ? [`${capital(prices.join('; '))}.`] : []),
    ...(venue.traders > 0
      ? [
          `Of ${formatNumbered(venue.traders, who)}, ${formatCount(venue.tradersLiquidated)} are sold out and ${formatCount(venue.queue)} wait.`,
        ]
      : []),
    left > cushion.startCents
      ? `Cushion: ${formatShortDollars(left)} left; it ${sayBeginning(left, cushion.startCents)}.`
      : `Cushion: ${formatShortDollars(left)} of ${formatShortDollars(cushion.startCents)} left.`,
    ...(own.depositors > 0
      ? [
          `It owes depositors ${formatShortDollars(own.depositors)} and has ${formatShortDollars(own.atHand)} at hand${kind === 'lending' ? `; ${formatPart(own.utilization)} is lent out` : ''}.`,
        ]
      : []),
    ...(own.claimsLeft > 0 ? [`Other houses owe it ${formatShortDollars(own.claimsLeft)}.`] : []),
    ...(unpaid > 0
      ? [
          `Unpaid: ${formatShortDollars(unpaid)}${passedCents > 0 ? `, of which other houses lost ${formatShortDollars(passedCents)}` : ''}.`,
        ]
      : []),
  ].join(' ')
}

export function describePipe(pipe: Pipe, isOn: boolean, sentences: readonly string[]): string {
  const name = `${capital(namePipe(pipe.kind))} ${nameEnds(pipe)}`
  if (!isOn) return `${name}: switched off.`
  const flows = sentences.length > 0 ? sentences.join(' ') : 'Nothing flows in this step.'
  return `${name}: ${explainPipe(pipe.kind)}. ${flows}`
}

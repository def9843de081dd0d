/** The facts of a night at its present moment, as its words take them. Reads the run and what is published. */
import type { NightFacts } from './nightCaption.ts'
import { sayStop, stepSecondsOf } from './deskWords.ts'
import type { NightDesk } from '../../stores/desk/nightDesk.svelte.ts'
import { DIALS } from '../../dials/dialTable.ts'
import { showDial } from '../dials/dialWords.ts'
import { listMarketPlaces } from '../../schema/marketPlaces.ts'

/** So long an alarm is news. */
const ALARM_STEPS = 8

export function readNightFacts({ night, game }: NightDesk): NightFacts | null {
  const { run } = night
  const { frame, opened, series, step, steps } = run
  if (!frame?.world || !opened) return null
  const { published, venue } = game.night
  const place = Object.keys(opened.world.venues).indexOf(venue)
  const own = listMarketPlaces(opened.world).find((market) => market.venue === venue)
  const change = (id: 'price' | 'fairValue', at: number) => series.at(id, step, at) / series.at(id, 0, at) - 1
  const readings = frame.venues[place]
  const world = frame.world.venues[place]
  const proposal = night.proposals.at(-1) ?? null
  const alarm = night.warnings.at(-1)
  const isFresh = alarm !== undefined && step - alarm.figure.outAt <= ALARM_STEPS
  return {
    step,
    steps,
    stepSeconds: stepSecondsOf(game.night),
    traders: readings.traders,
    old: published.old,
    every: published.every,
    priceChange: own ? change('price', own.place) : 0,
    fairChange: own ? change('fairValue', own.assetPlace) : 0,
    soldOut: readings.tradersLiquidated,
    waiting: readings.queue,
    unpaidCents: readings.badDebt,
    isInsolvent: !Number.isNaN(world.insolventStep),
    isIlliquid: !Number.isNaN(world.illiquidStep),
    isHalted: readings.halted === 1,
    proposal,
    proposed: proposal ? nameProposal(game, proposal.ask) : '',
    alarm: alarm && isFresh ? `${DIALS[alarm.dial].said} ${showDial(DIALS[alarm.dial], alarm.figure.value)}` : '',
    isOver: run.atEnd,
  }
} // prettier-ignore

/** As in "Raise the margin: 5%". */
export function nameProposal(
  { night, words }: NightDesk['game'],
  { proposal, stop }: { readonly proposal: string; readonly stop: string },
): string {
  const one = night.proposals[proposal]
  const text = words.proposals[proposal]
  const found = one.stops.find(({ id }) => id === stop)
  return found ? `${text.label}: ${sayStop(one, text, found, stepSecondsOf(night))}` : text.label
}

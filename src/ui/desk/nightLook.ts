/** The facts of a night at its present moment, as its words take them. Reads the run and what is published. */
import type { NightFacts } from './nightCaption.ts'
import { sayStop, stepSecondsOf } from './deskWords.ts'
import type { NightDesk } from '../../stores/desk/nightDesk.svelte.ts'
import { DIALS } from '../../dials/dialTable.ts'
import { listKept } from '../../stores/desk/nightGame.ts'
import type { WorldVenueReadings } from '../../schema/worldFrame.ts'
import { showDial } from '../dials/dialWords.ts'
import { listNightMarkets } from './nightMarkets.ts'

/** So long an alarm is news. */
const ALARM_STEPS = 8

export function readNightFacts({ night, game }: NightDesk): NightFacts | null {
  const { run } = night
  const { frame, opened, series, step, steps } = run
  if (!frame?.world || !opened) return null
  const { published, venue, shows } = game.night
  const [seen] = listNightMarkets(game.night, opened.world)
  const change = (id: 'price' | 'fairValue', at: number) => series.at(id, step, at) / series.at(id, 0, at) - 1
  const houses = Object.keys(opened.world.venues)
  const place = houses.indexOf(venue)
  const readings = frame.venues[place]
  const world = frame.world.venues[place]
  const broken = listKept(game.night).find((id) => isBroken(frame.world?.venues[houses.indexOf(id)]))
  const proposal = night.proposals.at(-1) ?? null
  const fresh = night.warnings.filter(({ figure, isFromStart }) => !isFromStart && step - figure.outAt <= ALARM_STEPS)
  return {
    step,
    steps,
    stepSeconds: stepSecondsOf(game.night),
    traders: readings.traders,
    isLender: game.night.desk === 'lender',
    old: published.old,
    every: published.every,
    priced: shows ? `price of the ${shows.asset}` : 'price',
    priceChange: change('price', seen.place),
    fairChange: change('fairValue', seen.assetPlace),
    soldOut: readings.tradersLiquidated,
    waiting: readings.queue,
    unpaidCents: readings.badDebt,
    isInsolvent: !Number.isNaN(world.insolventStep),
    isIlliquid: !Number.isNaN(world.illiquidStep),
    broken: broken ?? null,
    withdrawnShare: world.withdrawn > 0 ? world.withdrawn / (world.withdrawn + world.depositors) : 0,
    isHalted: readings.halted === 1,
    proposal,
    isVoted: proposal !== null && !game.night.proposals[proposal.ask.proposal].byHouse,
    proposed: proposal ? nameProposal(game, proposal.ask) : '',
    alarms: fresh.map(({ dial, figure }) => `${DIALS[dial].said} ${showDial(DIALS[dial], figure.value)}`),
    isOver: run.atEnd,
  }
} // prettier-ignore

const isBroken = (one: WorldVenueReadings | undefined) =>
  one !== undefined && !(Number.isNaN(one.insolventStep) && Number.isNaN(one.illiquidStep))

/** As in "A higher margin: 5%". */
export function nameProposal(
  { night, words }: NightDesk['game'],
  { proposal, stop }: { readonly proposal: string; readonly stop: string },
): string {
  const one = night.proposals[proposal]
  const text = words.proposals[proposal]
  const found = one.stops.find(({ id }) => id === stop)
  return found ? `${text.label}: ${sayStop(one, text, found, stepSecondsOf(night))}` : text.label
}

/**
 * Builds the state of a world at its opening (docs/model.md sections 10 and 11): every venue with its markets, its crowds and its
 * treasury. Reads the program; throws where the opening itself shows that the document is wrong.
 */
import { toCents } from './arithmetic.ts'
import type { Places } from './derive.ts'
import { openingVariance } from './fairValue.ts'
import { openVenue } from './openVenue.ts'
import type { Program } from './program.ts'
import { computeSpiralProfile } from './spiral.ts'
import { assertTotals } from './shares.ts'
import { atHand, netWorth } from './treasury.ts'
import type { World } from './world.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { WorldDocument } from '../schema/world.ts'

/**
 * Opens every position of the document. What needs all places is settled by `settleOpening`.
 * @throws FieldError that names the field
 */
export function openWorld(program: Program): World {
  const { document } = program
  const opened = program.venues.map((rules) => openVenue(program, rules))
  assertTotals(opened.map(({ totals }) => totals))
  return {
    step: 0,
    assets: program.assets.map(({ startPrice, fairValue }) => ({
      rawFair: startPrice,
      stepVariance: openingVariance(fairValue, document.stepSeconds),
      blockStart: 0,
      shockFactor: 1,
      fair: startPrice,
      previousFair: startPrice,
      lowestFair: startPrice,
    })),
    markets: opened.flatMap(({ markets }) => markets),
    desks: Object.values(document.desks).map(({ capital }) => ({ capitalCents: toCents(capital) })),
    chains: program.chains.map(({ slotsPerStep }) => ({
      slotsFactor: 1,
      gasFactor: 1,
      slotsLeft: slotsPerStep,
      cashCents: 0,
    })),
    venues: opened.map(({ state }) => state),
    rulesDue: [],
    failed: [],
    votes: [],
  }
}

/**
 * What venues are worth when all of them are there; nobody opens with less than nothing at hand.
 * @throws FieldError that names the field
 */
export function settleOpening(places: Places, document: WorldDocument): void {
  const { assets, venues } = places
  for (const venue of venues) {
    const { state, rules } = venue
    state.openingNetWorthCents = state.netWorthCents = netWorth(venue, places)
    state.rAheadStart = Math.max(
      0,
      ...venue.markets
        .filter((market) => market.soldOn === market)
        .map((market) => computeSpiralProfile(market, 1).peak.value),
    )
    const cents = atHand(venue, places)
    if (document.venues[rules.id].treasury !== undefined && cents < 0)
      throw new FieldError(
        `venues.${rules.id}.treasury`,
        cents / 100,
        'at least 0 dollars at hand after what is placed, held and lent',
      )
  }
  for (const { rules } of assets) {
    const issuer = rules.tokenOf < 0 ? null : venues[rules.tokenOf]
    if (issuer !== null && !(issuer.state.openingNetWorthCents > 0))
      throw new FieldError(
        `assets.${rules.id}.tokenOf`,
        issuer.rules.id,
        'a venue whose net worth at the opening is above 0',
      )
  }
}

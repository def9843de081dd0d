/**
 * The program of a run: what the document says, with places instead of names, and the shocks by the step in which they take
 * effect. Not state: a push changes a list here, and no account is copied. Shares of open interest are resolved at the
 * opening and stand in the state.
 */
import { exp, ln } from './arithmetic.ts'
import { listMarkets, listNames } from './names.ts'
import { createMarketRules, createVenueRules, type MarketRules, type VenueRules } from './rules.ts'
import type { FairValueDocument } from '../schema/fairValue.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldShock } from '../schema/worldShocks.ts'
import type { TradedDocument } from '../schema/worldVenues.ts'

export interface Program {
  readonly document: WorldDocument
  readonly assets: readonly AssetRules[]
  /** Of all venues, venue by venue. */
  readonly markets: readonly MarketRules[]
  readonly desks: readonly DeskRules[]
  readonly chains: readonly ChainRules[]
  readonly venues: readonly VenueRules[]
  /** Id of the venue whose first crowd has streams with plain names, as those of the only venue have. */
  readonly plainVenue: string
  /** Whether assets share a random factor. */
  readonly hasFactor: boolean
  /** In order of the document within a step. */
  shocks: ReadonlyMap<number, readonly StepShock[]>
}

/** News in one of the steps over which it arrives. */
interface NewsPart {
  readonly kind: 'fairValue'
  readonly step: number
  readonly asset: string
  /** Of fair value, in this step. */
  readonly factor: number
  /** The change of the whole, in its first step; null from then on. */
  readonly said: number | null
}

/** What a shock does in one step. */
export type StepShock = Exclude<WorldShock, { kind: 'fairValue' }> | NewsPart

export interface AssetRules {
  readonly id: string
  readonly startPrice: number
  readonly fairValue: FairValueDocument
  readonly loading: number
  /** Place of the venue whose net worth moves fair value; −1 where none does. */
  readonly tokenOf: number
  /** Name of its random stream. */
  readonly stream: string
}

export interface DeskRules {
  /** Places of the markets that it serves. */
  readonly markets: readonly number[]
}

export interface ChainRules {
  /** Infinity where there is no limit. */
  readonly slotsPerStep: number
  /** Dollars a liquidation. */
  readonly gas: number
}

/** Puts places in the place of names. The document has been validated, so every name stands for something. */
export function createProgram(document: WorldDocument): Program {
  const names = listNames(document)
  const markets: MarketRules[] = []
  const venues = Object.entries(document.venues).map(([id, venue], place) => {
    const rules = createVenueRules(id, venue, markets.length, names)
    listMarkets(venue).forEach((assetId, leg) => {
      const asset = names.assets.indexOf(assetId)
      markets.push(createMarketRules(venue as TradedDocument, assetId, { asset, venue: place, leg }, names))
    })
    return rules
  })
  const assets = Object.entries(document.assets)
  const plainAsset = firstById(names.assets)
  return {
    document,
    assets: assets.map(([id, { startPrice, fairValue, loading, tokenOf }]) => ({
      id,
      startPrice,
      fairValue,
      loading,
      tokenOf: tokenOf === undefined ? -1 : names.venues.indexOf(tokenOf),
      stream: id === plainAsset ? 'fairValue' : `fairValue ${id}`,
    })),
    markets,
    desks: names.desks.map((_, desk) => ({
      markets: markets.flatMap((market, place) => (market.desk === desk ? [place] : [])),
    })),
    chains: Object.values(document.chains).map(({ slotsPerStep, gas }) => ({
      slotsPerStep: slotsPerStep ?? Infinity,
      gas,
    })),
    venues,
    plainVenue: firstById(venues.filter(({ kind }) => kind !== 'institution').map(({ id }) => id)),
    hasFactor: assets.some(([, { loading }]) => loading !== 0),
    shocks: byStep(document.shocks),
  }
}

/** By name, not by place: in which order places are listed must not change what is drawn at them. */
function firstById(ids: readonly string[]): string {
  return ids.reduce((first, id) => (id < first ? id : first), ids[0] ?? '')
}

/** Shocks by the step in which they take effect, in order of the document. */
export function byStep(shocks: readonly WorldShock[]): Map<number, StepShock[]> {
  const map = new Map<number, StepShock[]>()
  for (const shock of shocks.flatMap(listSteps)) {
    const list = map.get(shock.step)
    if (list) list.push(shock)
    else map.set(shock.step, [shock])
  }
  return map
}

/** News over n steps is the n-th root of its change in each (docs/model.md section 10). */
function listSteps(shock: WorldShock): StepShock[] {
  if (shock.kind !== 'fairValue') return [shock]
  const { kind, asset, change, overSteps: n = 1 } = shock
  const factor = n === 1 ? 1 + change : exp(ln(1 + change) / n)
  return Array.from({ length: n }, (_, i) => {
    const said = i === 0 ? change : null
    return { kind, step: shock.step + i, asset, factor, said }
  })
}

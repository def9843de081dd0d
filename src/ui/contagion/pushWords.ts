/**
 * What has pushed a world so far, in clauses: pushes of one kind at one place together, with how much it was. What was taken back,
 * as liquidity that came again, is no push any more. Reads shocks and a moment; computes no rule of the model.
 */
import type { EventRow } from '../../stores/eventHistory.svelte.ts'
import { formatPart, formatPercent, formatPlain, formatShortDollars } from '../../schema/words.ts'
import { changeOf } from '../../schema/worldRules.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import { listTitles, sayAsset, sayChain, sayVenue, sayWhere } from '../../schema/worldTitles.ts'
import { sayChange } from '../events/ruleWords.ts'

type ShockOf<Kind extends WorldShock['kind']> = Extract<WorldShock, { kind: Kind }>

/** What a moment knows of pushes. */
export interface PushMoment {
  readonly step: number
  /** Dollars a contract at the end of a step; NaN where it is not known. */
  readonly priceAt: (venue: string, asset: string, step: number) => number
  /** Of fair value since the end of a step, as a share. */
  readonly newsSince: (asset: string, step: number) => number
  /** Votes that were held up to now. */
  readonly votes: readonly Pick<EventRow, 'step' | 'venue' | 'contracts'>[]
  readonly venues: readonly string[]
}

/** A clause of a sentence, and a shorter one where there are several. */
export interface PushWords {
  readonly kind: WorldShock['kind']
  /** The house that it strikes; null where it strikes an asset or a chain. */
  readonly venue: string | null
  readonly clause: string
}

/** The house that a shock strikes; null where it strikes an asset or a chain. */
export function placeOfShock(shock: WorldShock): string | null {
  return 'venue' in shock ? shock.venue : null
}

/** In cents: a sale for less is not worth a word. */
const LEAST_TOLD_TRADE = 100

/** News that moved a value by less is not worth a number. */
const LEAST_TOLD_NEWS = 0.005

export function readPushes(shocks: readonly WorldShock[], moment: PushMoment): PushWords[] {
  const past = shocks
    .filter((shock) => shock.step <= moment.step && !isNothing(shock))
    .toSorted((a, b) => a.step - b.step)
  const groups = new Map<string, WorldShock[]>()
  for (const shock of past) {
    const key = groupOf(shock)
    groups.set(key, [...(groups.get(key) ?? []), shock])
  }
  return [...groups.values()].flatMap((group) => {
    const clause = tell(group, moment)
    if (clause === '') return []
    return [{ kind: group[0].kind, venue: venueOf(group), clause }]
  })
}

/** A lesson leaves a push out by making it nothing. */
function isNothing(shock: WorldShock): boolean {
  if (shock.kind === 'sell') return shock.contracts === 0
  if (shock.kind === 'fairValue') return shock.change === 0
  return shock.kind === 'loss' && shock.amount === 0
}

function venueOf(group: readonly WorldShock[]): string | null {
  const places = new Set(group.map(placeOfShock))
  return places.size === 1 ? placeOfShock(group[0]) : null
}

/** Sales of one step are one push, also of several places. */
function groupOf(shock: WorldShock): string {
  switch (shock.kind) {
    case 'sell':
      return `sell ${shock.contracts < 0}`
    case 'fairValue':
      return `news ${shock.asset}`
    case 'chain':
      return `chain ${shock.chain}`
    case 'depth':
      return 'depth'
    case 'loss':
      return `loss ${shock.venue}`
    default:
      return `${shock.kind} ${shock.venue} ${shock.step}`
  }
}

function tell(group: readonly WorldShock[], moment: PushMoment): string {
  const last = group[group.length - 1]
  switch (last.kind) {
    case 'sell':
      return tellTrade(group as readonly ShockOf<'sell'>[], moment)
    case 'depth':
      return tellDepth(group as readonly ShockOf<'depth'>[])
    case 'fairValue':
      return tellNews(group as readonly ShockOf<'fairValue'>[], moment)
    case 'chain':
      return tellChain(last)
    case 'loss': {
      const dollars = (group as readonly ShockOf<'loss'>[]).reduce((sum, { amount }) => sum + amount, 0)
      return `${sayVenue(last.venue)} loses ${formatShortDollars(100 * dollars)}`
    }
    case 'rule':
      return `${sayChange(changeOf(last))} holds at ${sayVenue(last.venue)}`
    case 'proposal':
      return tellVote(last, moment)
  }
}

function tellDepth(group: readonly ShockOf<'depth'>[]): string {
  const now = new Map(group.map((shock) => [`${shock.venue} ${shock.asset}`, shock]))
  const less = [...now.values()].filter(({ factor }) => factor < 1)
  if (less.length === 0) return ''
  const where = [...new Set(less.map(({ venue }) => sayWhere(venue)))]
  const parts = [...new Set(less.map(({ factor }) => formatPart(factor)))]
  return `liquidity ${listTitles(where)} is down to ${listTitles(parts)}`
}

function tellTrade(group: readonly ShockOf<'sell'>[], { priceAt }: PushMoment): string {
  const does = group[0].contracts < 0 ? 'buys' : 'sells'
  const keys = [...new Set(group.map(({ venue, asset }) => `${asset} ${venue}`))]
  const parts = keys.flatMap((key) => {
    const [asset, venue] = key.split(' ')
    // A contract is worth as many cents as its price has dollars.
    const cents = group
      .filter((one) => one.asset === asset && one.venue === venue)
      .reduce((sum, { contracts, step }) => sum + Math.abs(contracts) * priceAt(venue, asset, step - 1), 0)
    // A lesson leaves a sale out by making it a contract.
    return cents < LEAST_TOLD_TRADE ? [] : [{ asset, venue, worth: formatShortDollars(cents) }]
  })
  if (parts.length === 0) return ''
  if (parts.length > 1) {
    const venues = [...new Set(parts.map(({ venue }) => sayWhere(venue)))]
    return `someone ${does} ${listTitles(venues)}`
  }
  const [{ asset, venue, worth }] = parts
  return `someone ${does} ${worth} of ${sayAsset(asset)} ${sayWhere(venue)}`
}

function tellNews(group: readonly ShockOf<'fairValue'>[], { newsSince }: PushMoment): string {
  const [{ asset, change, step }] = group
  const name = sayAsset(asset)
  const since = newsSince(asset, step - 1)
  const isMixed = group.some((one) => one.change < 0 !== change < 0)
  if (isMixed)
    return `${change < 0 ? 'bad' : 'good'} news about ${name} comes, then ${change < 0 ? 'good' : 'bad'} news`
  if (!(Math.abs(since) >= LEAST_TOLD_NEWS) || since < 0 !== change < 0) return `news about ${name} comes`
  return `news makes ${name} worth ${formatPercent(Math.abs(since), 0)} ${since < 0 ? 'less' : 'more'}`
}

function tellChain({ chain, slots = 1, gas = 1 }: ShockOf<'chain'>): string {
  if (slots < 1) return `${sayChain(chain)} has only ${formatPart(slots)} of its room`
  return gas > 1 ? `gas on ${sayChain(chain)} costs ${formatPlain(gas)} times as much` : ''
}

function tellVote(shock: ShockOf<'proposal'>, { votes, venues }: PushMoment): string {
  const held = votes.find(({ step, venue }) => step === shock.step && venues[venue] === shock.venue)
  const what = sayChange(changeOf(shock))
  if (!held) return `${sayVenue(shock.venue)} votes on ${what}`
  return `${sayVenue(shock.venue)} votes ${held.contracts === 1 ? 'for' : 'against'} ${what}`
}

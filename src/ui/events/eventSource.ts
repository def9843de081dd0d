/**
 * Whose events a list shows: a run of one market, or of a world with its venues. Says where an event happened, to whom, and which
 * push it reports; seeks and picks through the store.
 */
import { findShock } from './eventPage.ts'
import type { EventHistory, EventRow } from '../../stores/eventHistory.svelte.ts'
import type { Sandbox } from '../../stores/sandbox.svelte.ts'
import type { Contagion } from '../../stores/world/contagion.svelte.ts'
import type { Shock } from '../../schema/scenario.ts'
import { formatCount } from '../../schema/words.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { assetTitle, sayWhere, venueTitle } from '../../schema/worldTitles.ts'

export interface EventSource {
  readonly run: {
    readonly step: number
    readonly events: EventHistory
    readonly playing: boolean
    readonly document: { readonly stepSeconds: number } | null
  }
  /** Titles of venues by their place; empty where there is only one. */
  readonly venues: readonly string[]
  /** The trader in the card, by number; null where none is, or one of another venue than that. */
  picked(venue: number | null): number | null
  seek(step: number): void
  /** An event of somebody. */
  pick(row: EventRow): void
  /** Where it happened; empty where there is only one place. */
  where(row: EventRow): string
  who(row: EventRow): string
  shockOf(events: EventHistory, row: number): Shock | null
}

const nameTrader = ({ account }: EventRow) => `Trader ${formatCount(account)}`

export function sandboxEvents(sandbox: Sandbox): EventSource {
  return {
    run: sandbox.run,
    venues: [],
    picked: () => sandbox.selected,
    seek: (step) => void sandbox.seek(step),
    pick: ({ account }) => sandbox.select(account),
    where: () => '',
    who: nameTrader,
    shockOf: (events, row) => findShock(events, row, sandbox.shocks),
  }
}

export function worldEvents(place: Contagion): EventSource {
  const { run } = place
  const worldOf = (): WorldDocument | null => run.document
  const venueAt = (at: number) => Object.keys(worldOf()?.venues ?? {}).at(at) ?? ''
  const assetAt = (at: number) => Object.keys(worldOf()?.assets ?? {}).at(at) ?? ''
  return {
    run,
    get venues() {
      return Object.keys(worldOf()?.venues ?? {}).map(venueTitle)
    },
    picked: (venue) => {
      const { selected } = place
      return selected && venue !== null && venueAt(venue) === selected.venue ? selected.id : null
    },
    seek: (step) => void place.seek(step),
    pick: ({ account, venue, asset }) => {
      if (venue >= 0 && asset >= 0)
        place.select({ id: account, venue: venueAt(venue), asset: assetAt(asset) })
    },
    where: ({ venue, asset }) => {
      if (venue < 0) return asset < 0 ? '' : assetTitle(assetAt(asset))
      const { kind } = worldOf()?.venues[venueAt(venue)] ?? {}
      const hasSeveral = Object.keys(worldOf()?.assets ?? {}).length > 1 && kind !== 'institution'
      return asset >= 0 && hasSeveral
        ? `${assetTitle(assetAt(asset))} ${sayWhere(venueAt(venue))}`
        : venueTitle(venueAt(venue))
    },
    who: (row) => {
      const isLoan = row.venue >= 0 && worldOf()?.venues[venueAt(row.venue)].kind === 'lending'
      return isLoan ? `Loan ${formatCount(row.account)}` : nameTrader(row)
    },
    shockOf: (events, row) => findWorldShock(events.row(row), worldOf(), venueAt, assetAt),
  }
}

/** News is reported by every market of its asset, with its size as the mark; liquidity by its own market. */
function findWorldShock(
  { step, venue, asset, contracts, mark }: EventRow,
  world: WorldDocument | null,
  venueAt: (at: number) => string,
  assetAt: (at: number) => string,
): Shock | null {
  if (contracts !== 0) return null
  for (const shock of world?.shocks ?? []) {
    if (shock.step !== step) continue
    if (shock.kind === 'fairValue' && shock.asset === assetAt(asset) && shock.change === mark) return shock
    if (shock.kind === 'depth' && shock.asset === assetAt(asset) && shock.venue === venueAt(venue))
      return shock
  }
  return null
}

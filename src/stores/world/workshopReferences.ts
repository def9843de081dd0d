/**
 * Who names whom in a world: one walk over every place of a document that holds an id. What is named gets its new name; what
 * names nothing any more goes, or takes the next best place, and is said in a sentence. Documents are never changed in place.
 */
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldCrowd } from '../../schema/worldCrowd.ts'
import type { Id } from '../../schema/worldFields.ts'
import type {
  IndexDocument,
  LendingMarketDocument,
  LiquidityDocument,
  MarketDocument,
} from '../../schema/worldMarkets.ts'
import { MIN_CLAMPED } from '../../schema/worldMarketChecks.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import type { RunCondition, Treasury } from '../../schema/worldTreasury.ts'
import type { ExchangeDocument, LendingDocument, VenueDocument } from '../../schema/worldVenues.ts'

/** Parts that others name. */
export type NamedKind = 'assets' | 'venues' | 'desks' | 'chains'

export interface Renamed {
  readonly kind: NamedKind
  readonly from: Id
  readonly to: Id
}

interface Mended {
  readonly world: WorldDocument
  /** What named something that is not there, and what became of it: a sentence each. */
  readonly lost: readonly string[]
}

const entriesOf = <T>(record: Readonly<Record<Id, T>>): [Id, T][] => Object.entries(record)

/** The world without references to what is not there. */
export function mend(world: WorldDocument): Mended {
  return new References(world).walk()
}

/** The world with another id for a part, wherever it stands. */
export function renameId(world: WorldDocument, renamed: Renamed): WorldDocument {
  return new References(world, renamed).walk().world
}

/** A venue as it would be under another id: what it says of itself, its copy says of itself. */
export function copyVenue(world: WorldDocument, from: Id, to: Id): VenueDocument {
  return new References(world, { kind: 'venues', from, to }).venue(from, world.venues[from])
}

class References {
  readonly #world: WorldDocument
  readonly #renamed: Renamed | null
  readonly #lost: string[] = []

  constructor(world: WorldDocument, renamed: Renamed | null = null) {
    this.#world = world
    this.#renamed = renamed
  }

  walk(): Mended {
    const { assets, desks, chains, venues, shocks } = this.#world
    const world: WorldDocument = {
      ...this.#world,
      assets: this.#keys('assets', assets, (id, asset) => {
        const { tokenOf, ...plain } = asset
        if (tokenOf === undefined) return asset
        if (this.#has('venues', tokenOf)) return { ...asset, tokenOf: this.#name('venues', tokenOf) }
        return this.#lose(plain, `${id} is nobody’s token now.`)
      }),
      desks: this.#keys('desks', desks, (_, desk) => desk),
      chains: this.#keys('chains', chains, (_, chain) => chain),
      venues: this.#keys('venues', venues, (id, venue) => this.venue(id, venue)),
      shocks: shocks.flatMap((shock) => this.#shock(shock)),
    }
    return { world, lost: this.#lost }
  }

  venue(id: Id, venue: VenueDocument): VenueDocument {
    if (venue.kind === 'institution') return { ...venue, treasury: this.#treasury(id, venue.treasury) }
    const rest = this.#chain(id, venue)
    const markets =
      rest.kind === 'exchange'
        ? this.#markets(id, rest.markets, (asset, market) => this.#book(id, asset, market))
        : this.#markets(id, rest.markets, (asset, market) => this.#loans(id, asset, market))
    const crowd = rest.crowd.flatMap((one) => this.#crowd(id, one, Object.keys(markets)))
    const treasury = rest.treasury && { treasury: this.#treasury(id, rest.treasury) }
    return { ...rest, markets, crowd, ...treasury } as VenueDocument
  }

  #has(kind: NamedKind, id: Id): boolean {
    return Object.hasOwn(this.#world[kind], id)
  }

  #hasBook(venue: Id, asset: Id): boolean {
    const found = this.#has('venues', venue) ? this.#world.venues[venue] : null
    return found?.kind === 'exchange' && Object.hasOwn(found.markets, asset) && this.#has('assets', asset)
  }

  #name(kind: NamedKind, id: Id): Id {
    const renamed = this.#renamed
    return renamed?.kind === kind && renamed.from === id ? renamed.to : id
  }

  #lose<T>(left: T, sentence: string): T {
    this.#lost.push(sentence)
    return left
  }

  #keys<T>(kind: NamedKind, record: Readonly<Record<Id, T>>, make: (id: Id, part: T) => T): Record<Id, T> {
    return Object.fromEntries(entriesOf(record).map(([id, part]) => [this.#name(kind, id), make(id, part)]))
  }

  #chain(id: Id, venue: ExchangeDocument | LendingDocument): ExchangeDocument | LendingDocument {
    const { chain, ...plain } = venue
    if (chain === undefined) return venue
    if (this.#has('chains', chain)) return { ...venue, chain: this.#name('chains', chain) }
    return this.#lose(plain as typeof venue, `${id} is on no chain now.`)
  }

  #markets<T>(
    venue: Id,
    markets: Readonly<Record<Id, T>>,
    make: (asset: Id, market: T) => T | null,
  ): Record<Id, T> {
    const kept = entriesOf(markets).flatMap(([asset, market]): [Id, T][] => {
      const made = this.#has('assets', asset) ? make(asset, market) : null
      if (made !== null) return [[this.#name('assets', asset), made]]
      return this.#lose([], `The market of ${asset} on ${venue} is gone.`)
    })
    return Object.fromEntries(kept)
  }

  #book(venue: Id, asset: Id, market: MarketDocument): MarketDocument {
    const mark = { ...market.mark, index: this.#index(venue, asset, market.mark.index) }
    return this.#hedge(venue, asset, {
      ...market,
      liquidity: this.#liquidity(venue, asset, market.liquidity),
      mark,
    })
  }

  #liquidity(venue: Id, asset: Id, liquidity: LiquidityDocument): LiquidityDocument {
    const { desk, ...plain } = liquidity
    if (desk === undefined) return liquidity
    if (this.#has('desks', desk)) return { ...liquidity, desk: this.#name('desks', desk) }
    return this.#lose(plain, `The market of ${asset} on ${venue} has no desk now.`)
  }

  #hedge(venue: Id, asset: Id, market: MarketDocument): MarketDocument {
    const { hedge, ...plain } = market
    if (hedge === undefined) return market
    if (this.#hasBook(hedge.pool, asset))
      return { ...market, hedge: { ...hedge, pool: this.#name('venues', hedge.pool) } }
    return this.#lose(plain, `The hedge of ${asset} on ${venue} is gone.`)
  }

  /** Loans are sold on another book of the asset where theirs is gone. */
  #loans(venue: Id, asset: Id, market: LendingMarketDocument): LendingMarketDocument | null {
    const books = Object.keys(this.#world.venues).filter((id) => this.#hasBook(id, asset))
    const isThere = books.includes(market.soldOn)
    const soldOn = isThere ? market.soldOn : books.find((id) => id !== venue)
    if (soldOn === undefined) return null
    if (!isThere) this.#lost.push(`${venue} sells ${asset} on ${soldOn} now.`)
    const mark = { ...market.mark, index: this.#index(venue, asset, market.mark.index) }
    return { ...market, soldOn: this.#name('venues', soldOn), mark }
  }

  #index(venue: Id, asset: Id, index: IndexDocument): IndexDocument {
    const place = `the index of ${asset} on ${venue}`
    if (typeof index === 'string') return index
    if ('fairOf' in index)
      return this.#has('assets', index.fairOf)
        ? { fairOf: this.#name('assets', index.fairOf) }
        : this.#lose('fair', `${capitalize(place)} is fair value now.`)
    const sources = entriesOf(index.of)
    const kept = sources.filter(([id]) => this.#hasBook(id, asset))
    for (const [id] of sources)
      if (!this.#hasBook(id, asset)) this.#lost.push(`${id} is no source of ${place} any more.`)
    if (kept.length === 0) return this.#lose('fair', `${capitalize(place)} is fair value now.`)
    const isClamped = index.clamp > 0 && (kept.length === sources.length || kept.length >= MIN_CLAMPED)
    if (index.clamp > 0 && !isClamped) this.#lost.push(`${capitalize(place)} has no clamp now.`)
    const of = Object.fromEntries(kept.map(([id, weight]) => [this.#name('venues', id), weight]))
    return { ...index, of, clamp: isClamped ? index.clamp : 0 }
  }

  /** @param markets of the venue, by their new names */
  #crowd(venue: Id, crowd: WorldCrowd, markets: readonly Id[]): WorldCrowd[] {
    if (markets.length === 0) return this.#lose([], `The crowd of ${venue} is gone.`)
    if ('accounts' in crowd) {
      const accounts = crowd.accounts.flatMap((account) => {
        const legs = account.legs
          .map((leg) => ({ ...leg, asset: this.#name('assets', leg.asset) }))
          .filter((leg) => markets.includes(leg.asset))
        return legs.length > 0 ? [{ ...account, legs }] : []
      })
      const gone = crowd.accounts.length - accounts.length
      if (gone > 0) this.#lost.push(`${gone === 1 ? 'An account' : `${gone} accounts`} of ${venue} went too.`)
      return [{ ...crowd, accounts }]
    }
    const assets = crowd.assets.map((id) => this.#name('assets', id)).filter((id) => markets.includes(id))
    if (assets.length > 0) return [{ ...crowd, assets }]
    return [this.#lose({ ...crowd, assets: [markets[0]] }, `A crowd of ${venue} trades ${markets[0]} now.`)]
  }

  #treasury(own: Id, treasury: Treasury): Treasury {
    const placed = entriesOf(treasury.placed).flatMap(([to, dollars]): [Id, number][] =>
      this.#has('venues', to)
        ? [[this.#name('venues', to), dollars]]
        : this.#lose([], `The claim of ${own} on ${to} is gone.`),
    )
    const holdings = entriesOf(treasury.holdings).flatMap(([asset, holding]): [Id, typeof holding][] => {
      if (this.#hasBook(holding.soldOn, asset))
        return [[this.#name('assets', asset), { ...holding, soldOn: this.#name('venues', holding.soldOn) }]]
      return this.#lose([], `What ${own} held of ${asset} is gone.`)
    })
    const { run } = treasury
    return {
      ...treasury,
      placed: Object.fromEntries(placed),
      holdings: Object.fromEntries(holdings),
      ...(run && { run: { ...run, after: run.after.flatMap((one) => this.#condition(own, one)) } }),
    }
  }

  #condition(own: Id, condition: RunCondition): RunCondition[] {
    if ('step' in condition) return [condition]
    const isThere =
      'below' in condition
        ? this.#hasBook(condition.below.venue, condition.below.asset)
        : this.#has('venues', Object.values(condition)[0])
    if (!isThere) return this.#lose([], `A condition of the run on ${own} is gone.`)
    if ('below' in condition) {
      const { venue, asset, price } = condition.below
      return [{ below: { venue: this.#name('venues', venue), asset: this.#name('assets', asset), price } }]
    }
    const [[event, id]] = Object.entries(condition)
    return [{ [event]: this.#name('venues', id) } as RunCondition]
  }

  #shock(shock: WorldShock): WorldShock[] {
    if (!this.#isPlaced(shock)) return this.#lose([], `The push in step ${shock.step} is gone.`)
    return [
      {
        ...shock,
        ...('asset' in shock && { asset: this.#name('assets', shock.asset) }),
        ...('venue' in shock && { venue: this.#name('venues', shock.venue) }),
        ...('chain' in shock && { chain: this.#name('chains', shock.chain) }),
      },
    ]
  }

  #isPlaced(shock: WorldShock): boolean {
    if ('chain' in shock) return this.#has('chains', shock.chain)
    if (!('venue' in shock)) return this.#has('assets', shock.asset)
    return 'asset' in shock ? this.#hasBook(shock.venue, shock.asset) : this.#has('venues', shock.venue)
  }
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

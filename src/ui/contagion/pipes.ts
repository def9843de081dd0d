/**
 * The pipes between houses: for every link of a channel which venues it joins and which way it carries, and for every loan the
 * book on which it is sold. Reads the document. What flows in them is src/stores/world/flows.ts.
 */
import { CHANNEL_IDS, CHANNELS, type ChannelId } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { RunCondition } from '../../schema/worldTreasury.ts'

/** Loans sold on a book are no channel: without a book there is no lending. */
export type PipeKind = ChannelId | 'loans'

export interface Pipe {
  readonly key: string
  readonly kind: PipeKind
  /** What its switch cuts, as the channel lists it; a pipe of loans has none. */
  readonly links: readonly string[]
  readonly from: string
  /** The same venue where it stays within a house. */
  readonly to: string
}

interface Joint {
  readonly link: string
  readonly from: string
  readonly to: string
}

const placesOf = (link: string) => link.split('.') as [venue: string, asset: string]

function marketOf(world: WorldDocument, link: string) {
  const [id, asset] = placesOf(link)
  const venue = world.venues[id]
  return venue.kind === 'institution' ? undefined : venue.markets[asset]
}

/** Neighbors of a list: first and second, second and third. */
function pairUp(ids: readonly string[], link: string): Joint[] {
  if (ids.length === 1) return [{ link, from: ids[0], to: ids[0] }]
  return ids.slice(1).map((to, i) => ({ link, from: ids[i], to }))
}

const JOIN: Readonly<Record<ChannelId, (world: WorldDocument, links: readonly string[]) => Joint[]>> = {
  crossMargin: (_, links) => links.map((link) => ({ link, from: link, to: link })),
  // One market alone has nobody to be kept together with: the whole asset is switched.
  arbitrage: (_, links) => {
    const assets = [...new Set(links.map((link) => placesOf(link)[1]))]
    return assets.flatMap((asset) => {
      const of = links.filter((link) => placesOf(link)[1] === asset)
      const joints = pairUp(
        of.map((link) => placesOf(link)[0]),
        of[0],
      )
      return joints.flatMap((joint) => of.map((link) => ({ ...joint, link })))
    })
  },
  index: (world, links) =>
    links.flatMap((link) => {
      const [id] = placesOf(link)
      const index = marketOf(world, link)?.mark.index
      const sources = typeof index === 'object' && 'of' in index ? Object.keys(index.of) : []
      const others = sources.filter((source) => source !== id)
      return (others.length > 0 ? others : [id]).map((from) => ({ link, from, to: id }))
    }),
  desks: (world, links) =>
    links.flatMap((desk) => {
      const served = Object.keys(world.venues).filter((id) => {
        const venue = world.venues[id]
        return (
          venue.kind === 'exchange' &&
          Object.values(venue.markets).some(({ liquidity }) => liquidity.desk === desk)
        )
      })
      return pairUp(served, desk)
    }),
  chains: (world, links) =>
    links.flatMap((chain) => {
      const users = Object.keys(world.venues).filter((id) => {
        const venue = world.venues[id]
        return venue.kind !== 'institution' && venue.chain === chain
      })
      return pairUp(users, chain)
    }),
  hedges: (world, links) =>
    links.flatMap((link) => {
      const market = marketOf(world, link)
      const pool = market && 'hedge' in market ? market.hedge?.pool : undefined
      return pool === undefined ? [] : [{ link, from: pool, to: placesOf(link)[0] }]
    }),
  // Who owes passes on what it cannot pay.
  placed: (_, links) =>
    links.map((link) => {
      const [owner, debtor] = placesOf(link)
      return { link, from: debtor, to: owner }
    }),
  holdings: (world, links) =>
    links.map((link) => {
      const [id, asset] = placesOf(link)
      return { link, from: id, to: world.venues[id].treasury?.holdings[asset].soldOn ?? id }
    }),
  tokens: (world, links) =>
    links.flatMap((asset) => {
      const from = world.assets[asset].tokenOf ?? ''
      const traded = Object.keys(world.venues).filter((id) => {
        const venue = world.venues[id]
        return venue.kind === 'exchange' && Object.hasOwn(venue.markets, asset)
      })
      return traded.map((to) => ({ link: asset, from, to }))
    }),
  fear: (world, links) =>
    links.flatMap((id) => {
      const seen = world.venues[id].treasury?.run?.after.map(lookedAt) ?? []
      const others = [...new Set(seen)].filter((from): from is string => from !== null && from !== id)
      return others.map((from) => ({ link: id, from, to: id }))
    }),
}

/** The venue that a condition of a run looks at. */
function lookedAt(condition: RunCondition): string | null {
  if ('step' in condition) return null
  if ('below' in condition) return condition.below.venue
  return Object.values(condition)[0]
}

export function listPipes(world: WorldDocument): Pipe[] {
  const joints = CHANNEL_IDS.flatMap((kind) =>
    JOIN[kind](world, CHANNELS[kind].list(world)).map((joint) => ({ kind: kind as PipeKind, ...joint })),
  )
  const pipes = new Map<string, Pipe>()
  for (const { kind, link, from, to } of [...joints, ...listLoans(world)]) {
    const key = `${kind} ${from} ${to}`
    const before = pipes.get(key)
    const links = [...new Set([...(before?.links ?? []), ...(kind === 'loans' ? [] : [link])])]
    pipes.set(key, { key, kind, links, from, to })
  }
  return [...pipes.values()]
}

function listLoans({ venues }: WorldDocument) {
  return Object.entries(venues).flatMap(([id, venue]) =>
    venue.kind === 'lending'
      ? Object.entries(venue.markets).map(([asset, { soldOn }]) => ({
          kind: 'loans' as const,
          link: `${id}.${asset}`,
          from: id,
          to: soldOn,
        }))
      : [],
  )
}

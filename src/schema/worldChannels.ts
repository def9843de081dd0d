/**
 * The channels of a world (docs/model.md section 11.9): each way by which a loss in one place reaches another, as one table. A
 * channel has links; a link can be cut, which gives a new document with the same seed and all else as it was. What a
 * channel carries is the difference that it makes. Lists go by id, in order of the document.
 */
import type { WorldDocument } from './world.ts'
import { cutCrossMargin, listCrossMargin } from './worldCrossMargin.ts'
import { cutDesk, listSharedDesks, type DepthOf } from './worldDeskSplit.ts'
import * as links from './worldLinks.ts'

export interface Channel {
  /** In lists and switches. */
  readonly label: string
  /** Within a sentence: what it does. */
  readonly said: string
  /** The links that are there, by what they are of: a venue, an asset, a desk, a chain, `venue.asset` or `venue.venue`. */
  readonly list: (world: WorldDocument) => string[]
  readonly cut: (world: WorldDocument, link: string, depthOf: DepthOf) => WorldDocument
}

// One row takes a few lines; the usual layout would take ten.
// prettier-ignore
export const CHANNELS = {
  crossMargin: {
    label: 'One margin for all positions', said: 'a loss on one position sells another of the same trader',
    list: listCrossMargin, cut: cutCrossMargin,
  },
  arbitrage: {
    label: 'Arbitrage', said: 'arbitrageurs carry a fall of the price from one exchange to the next',
    list: links.listArbitrage, cut: links.cutArbitrage,
  },
  hedges: {
    label: 'Hedges of pools', said: 'those who hedge a pool trade on another exchange what it takes in',
    list: links.listHedges, cut: links.cutHedge,
  },
  index: {
    label: 'Prices in other prices’ marks', said: 'a price elsewhere counts in the mark that sells traders out',
    list: links.listIndexes, cut: links.cutIndex,
  },
  desks: {
    label: 'Makers of several markets', said: 'makers who lose in one market withdraw from the others',
    list: listSharedDesks, cut: cutDesk,
  },
  chains: {
    label: 'Block space', said: 'liquidations of one venue leave no room for those of another',
    list: links.listChains, cut: links.cutChain,
  },
  placed: {
    label: 'Money placed with others', said: 'a venue that fails takes the money of those who placed it there',
    list: links.listPlaced, cut: links.cutPlaced,
  },
  holdings: {
    label: 'Holdings', said: 'a treasury that must pay sells what it holds, and pushes the price',
    list: links.listHoldings, cut: links.cutHolding,
  },
  tokens: {
    label: 'A venue’s own token', said: 'the token falls with what its venue is worth',
    list: links.listTokens, cut: links.cutToken,
  },
  fear: {
    label: 'Fear', said: 'depositors run because of what happens elsewhere',
    list: links.listFear, cut: links.cutFear,
  },
} as const satisfies Readonly<Record<string, Channel>>

export type ChannelId = keyof typeof CHANNELS

/** A channel that is off, or one of its links. */
export interface ChannelSwitch {
  readonly channel: ChannelId
  readonly link?: string
}

export const CHANNEL_IDS = Object.keys(CHANNELS) as ChannelId[]

export function isChannelId(id: string): id is ChannelId {
  return Object.hasOwn(CHANNELS, id)
}

/**
 * The world with one channel switched off, or with one of its links. A link that is not there leaves it as it is.
 * @param depthOf for desks: depth at the opening, since a document may give it as a share (src/engine/openedDepth.ts)
 */
export function switchOff(
  world: WorldDocument,
  id: ChannelId,
  depthOf: DepthOf,
  link?: string,
): WorldDocument {
  const { list, cut }: Channel = CHANNELS[id]
  const found = list(world).filter((one) => link === undefined || one === link)
  return found.reduce((changed, one) => cut(changed, one, depthOf), world)
}

/**
 * Goal: a channel that is switched off carries nothing (docs/model.md section 11.9).
 * Method: random worlds with every channel off, each run with and without a shock in one venue: the others come out the same to the
 * last bit. Then small worlds with a single channel, which carries a shock while it is on, and nothing once it is off.
 */
import { describe, expect, it } from 'vitest'
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { CHANNEL_IDS, CHANNELS, switchOff, type ChannelId } from '../../src/schema/worldChannels.ts'
import type { WorldShock } from '../../src/schema/worldShocks.ts'
import { runWorldToEnd } from '../support/completeRun.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { createSingleChannel } from '../support/singleChannels.ts'

const SEEDS = process.env['LONG_TESTS'] === '1' ? 2_000 : 150

function switchAllOff(world: WorldDocument): WorldDocument {
  return CHANNEL_IDS.reduce((changed, id) => switchOff(changed, id, createDepthOf(changed)), world)
}

/** A theft of everything, or a sale of many times the depth. */
function createShock(world: WorldDocument, id: string, seed: number): WorldShock {
  const venue = world.venues[id]
  if (venue.kind !== 'exchange' || seed % 2 === 0)
    return { step: 2, kind: 'loss', venue: id, amount: 1_000_000 }
  const [[asset, { liquidity }]] = Object.entries(venue.markets)
  const contracts = Math.round(20 * Number(liquidity.depth))
  return { step: 2, kind: 'sell', venue: id, asset, contracts }
}

/** Everything that happened at a venue; its place among the failed is a matter of all. */
function readVenue(run: ReturnType<typeof runWorldToEnd>, id: string): string {
  const { failurePlace, ...summary } = run.summary.venues[id]
  expect(failurePlace).toBeDefined()
  const series = run.series.map((row) => row.venues[id])
  return JSON.stringify([summary, run.accounts[id], series])
}

/** The venue and those that it is one with: a lending protocol has no book, so it and those it sells on share theirs. */
function listBound({ venues }: WorldDocument, id: string): Set<string> {
  const bound = new Set([id])
  for (let size = 0; size < bound.size;) {
    size = bound.size
    for (const [lending, venue] of Object.entries(venues)) {
      if (venue.kind !== 'lending') continue
      const all = [lending, ...Object.values(venue.markets).map(({ soldOn }) => soldOn)]
      if (all.some((one) => bound.has(one))) for (const one of all) bound.add(one)
    }
  }
  return bound
}

describe('in random worlds with every channel off', () => {
  const found = { compared: 0, reachedBefore: 0 }

  it.each(Array.from({ length: SEEDS / 50 }, (_, part) => part * 50))(
    'a shock in one venue reaches no other: 50 worlds from seed %i on',
    (first) => {
      for (let seed = first; seed < first + 50; seed++) {
        const world = parseWorld(randomWorld(seed))
        const ids = Object.keys(world.venues)
        const hit = ids[seed % ids.length]
        const others = ids.filter((id) => !listBound(world, hit).has(id))
        if (others.length === 0) continue
        const shock = createShock(world, hit, seed)
        const differing = (document: WorldDocument) => {
          const plain = runWorldToEnd(document)
          const shocked = runWorldToEnd({ ...document, shocks: [...document.shocks, shock] })
          return others.filter((id) => readVenue(plain, id) !== readVenue(shocked, id))
        }
        expect({ seed, differing: differing(switchAllOff(world)) }).toEqual({ seed, differing: [] })
        found.compared++
        if (differing(world).length > 0) found.reachedBefore++
      }
    },
  )

  it('while with them it reached others in many', () => {
    expect(found.compared).toBeGreaterThan(SEEDS / 3)
    expect(found.reachedBefore).toBeGreaterThan(found.compared / 4)
  })
})

describe('in a world with a single channel', () => {
  it.each(CHANNEL_IDS)('%s carries a shock while it is on, and nothing once it is off', (id: ChannelId) => {
    const { document, shock, read } = createSingleChannel(id)
    const world = parseWorld(document)
    expect(CHANNEL_IDS.filter((other) => CHANNELS[other].list(world).length > 0)).toEqual([id])
    const changes = (one: WorldDocument) => {
      const plain = JSON.stringify(read(runWorldToEnd(one)))
      return JSON.stringify(read(runWorldToEnd({ ...one, shocks: [...one.shocks, shock] }))) !== plain
    }
    expect(changes(world)).toBe(true)
    expect(changes(switchOff(world, id, createDepthOf(world)))).toBe(false)
  })
})

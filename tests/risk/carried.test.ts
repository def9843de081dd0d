/**
 * Goal: what a channel carries is counted over the same seeds, whoever shares the work: the rows are those of plain runs of the
 * world without the channel, the pushed venue's own losses are left out, and nothing depends on the workers.
 * Method: a small world in which a bank holds claims on an exchange, against the engine alone; pools of one and of several.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion } from '../support/riskDocuments.ts'
import { createSingleChannel } from '../support/singleChannels.ts'
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { findCarried, type Carried } from '../../src/risk/carried.ts'
import { playCarried } from '../../src/risk/carriedRuns.ts'
import { withSeed } from '../../src/risk/counting.ts'
import { wilson } from '../../src/risk/intervals.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { switchOff, type ChannelId } from '../../src/schema/worldChannels.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

/** Wild enough for a failure in some of a few seeds, and not in all. */
const world = writeAt(createContagion() as WorldDocument, 'assets.btc.fairValue.annualVolatility', 2)
const question = { document: world, pushed: 'alpha', from: 1, runs: 23 }

function playAlone(document: WorldDocument, off: ChannelId | null, seed: number): Simulation {
  const seeded = withSeed(document, String(seed))
  const simulation = Simulation.create(off === null ? seeded : switchOff(seeded, off, createDepthOf(seeded)))
  simulation.advance(seeded.steps)
  return simulation
}

/** What the customers of a venue bear at the end. */
const borneAt = ({ places }: Simulation, venue: number) => {
  const { badDebtCents, socializedCents } = places.venues[venue].state.totals
  return badDebtCents + socializedCents
}

describe('what carried it', () => {
  it('has a row for all channels, and one for each that is there, as plain runs have it', async () => {
    const { rows, venues, done, all } = await findCarried(question, inProcessPool())
    expect(rows.map(({ off }) => off)).toEqual([null, 'placed'])
    expect(venues).toEqual(['alpha', 'bank'])
    expect([done, all]).toEqual([46, 46])
    for (const { off, failed, failing, lost, runs, problem } of rows) {
      const alone = Array.from({ length: 23 }, (_, i) => playAlone(world, off, 1 + i))
      expect([runs, problem]).toEqual([23, null])
      expect(failed.values).toEqual(alone.map((run) => run.world.failed.length))
      expect(lost.values).toEqual(alone.map((run) => borneAt(run, 1)))
      failing.forEach((share, venue) => {
        const hits = alone.filter((run) => run.world.failed.some((one) => one.venue === venue)).length
        expect(share).toEqual({ hits, of: 23, share: hits / 23, ...wilson(hits, 23) })
      })
      expect(lost.mean).toBeCloseTo(lost.values.reduce((sum, cents) => sum + cents, 0) / 23, 6)
      expect(lost.low).toBeLessThanOrEqual(lost.high)
    }
  })

  it('the bank loses by its claims alone', async () => {
    const { rows } = await findCarried({ ...question, runs: 60 }, inProcessPool())
    const [on, off] = rows
    expect(on.failing[1].hits).toBeGreaterThan(0)
    expect(off.failing[1].hits).toBe(0)
    expect(off.lost.mean).toBe(0)
    expect([off.less, off.more]).toEqual([on.lost.values.filter((cents) => cents > 0).length, 0])
    // Of itself a row differs in no seed.
    expect([on.less, on.more]).toEqual([0, 0])
  })

  it('counts every venue where it begins at none of them', async () => {
    const { rows } = await findCarried({ ...question, pushed: null, runs: 10 }, inProcessPool())
    const alone = Array.from({ length: 10 }, (_, i) => playAlone(world, null, 1 + i))
    expect(rows[0].lost.values).toEqual(alone.map((run) => borneAt(run, 0) + borneAt(run, 1)))
  })

  it('does not depend on the workers', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((workers) => findCarried(question, inProcessPool(workers, workers))),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('tells what is known while it goes on, row by row from the same seeds', async () => {
    const heard: Carried[] = []
    const final = await findCarried({ ...question, runs: 40 }, inProcessPool(), (soFar) => heard.push(soFar))
    expect(heard.length).toBeGreaterThan(1)
    expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((a, b) => a - b))
    expect(heard.at(-1)).toEqual(final)
    for (const { rows } of heard)
      rows.forEach(({ lost }, place) =>
        expect(lost.values).toEqual(final.rows[place].lost.values.slice(0, lost.values.length)),
      )
  })

  it('splits a desk by the depths of each seed', () => {
    const { document, shock } = createSingleChannel('desks')
    const desks = parseWorld({ ...document, shocks: [shock] })
    const { seeds, problem } = playCarried({
      kind: 'carried',
      document: desks,
      off: 'desks',
      from: 4,
      count: 2,
    })
    expect(problem).toBeNull()
    seeds.forEach(({ venues }, i) => {
      const alone = playAlone(desks, 'desks', 4 + i)
      expect(venues.map(({ customers }) => customers)).toEqual(
        venues.map((_, venue) => borneAt(alone, venue)),
      )
      venues.forEach(({ traders, house }, venue) => {
        const { ownPaidCents, fundPaidCents, venuePaidCents } = alone.places.venues[venue].state.totals
        expect([traders, house]).toEqual([ownPaidCents, fundPaidCents + venuePaidCents])
      })
    })
  })

  it('says why a world cannot be opened', () => {
    const wrong = {
      ...world,
      venues: { bank: { ...world.venues['bank'], venueEquity: 0, insuranceFund: 0 } },
    }
    const poor = parseWorld({
      ...wrong,
      venues: {
        bank: { kind: 'institution', treasury: { depositors: 10, placed: { other: 50 } } },
        other: { kind: 'institution', treasury: { depositors: 0 } },
      },
    })
    const { seeds, problem } = playCarried({ kind: 'carried', document: poor, off: null, from: 1, count: 3 })
    expect(seeds).toEqual([])
    expect(problem).toMatch(/^venues\.bank/)
  })
})

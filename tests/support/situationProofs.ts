/**
 * Goal: what a situation or an event says is so. Method: it is played over seeds, with all channels and without each of them; every
 * claim and every change of a channel must hold in nine of ten. `LONG_TESTS=1` takes seeds that nobody calibrated on, too.
 */
import { describe, expect, test } from 'vitest'
import { CHANNEL_IDS, CHANNELS, type ChannelId } from '../../src/schema/worldChannels.ts'
import { changes, holds, measure, type MeasuredRun } from '../../src/situations/measure.ts'
import type { Measure, Situation } from '../../src/situations/situation.ts'
import { situationList } from '../../src/situations/situationList.ts'
import { documentOf, playSituation } from './situationRuns.ts'

const isLong = process.env['LONG_TESTS'] === '1'
const list = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + i))
const SEEDS = isLong ? [...list(1, 20), ...list(1001, 20)] : list(1, 3)
/** Of all seeds; of three, all. */
export const ENOUGH = Math.ceil(0.9 * SEEDS.length)

/** All that are listed, loaded. */
export const all = await Promise.all(
  situationList.map(async ({ id, title, kind, load }) => ({ id, title, kind, ...(await load()) })),
)
export const countOf = (holdsIn: (seed: string) => boolean) => SEEDS.filter((seed) => holdsIn(seed)).length

/** Each run once, with the channel on or off. */
function createPlayer(situation: Situation): (seed: string, off?: ChannelId) => MeasuredRun {
  const runs = new Map<string, MeasuredRun>()
  return (seed, off) => {
    const key = `${seed} ${off ?? ''}`
    const run = runs.get(key) ?? playSituation(situation, seed, off)
    runs.set(key, run)
    return run
  }
}

/** What everyone lost, of whatever kind. */
const lossesOf = (situation: Situation): Measure => ({
  sum: Object.keys(situation.world.venues ?? {}).map((venue) => ({ reading: 'losses', venue })),
})

/** Declares the tests of all of one kind. */
export function proveAll(kind: 'situation' | 'event'): void {
  const cases = all.flatMap((one) => (one.kind === kind ? [[one.id, one.situation] as const] : []))
  describe.each(cases)('%s', prove)
}

function prove(id: string, situation: Situation): void {
  const played = createPlayer(situation)

  test('is listed under its own words', () => {
    const listed = all.find((one) => one.id === id)
    expect({ id: situation.id, title: situation.title }).toEqual({ id: listed?.id, title: listed?.title })
    const { venues, assets, steps } = documentOf(situation, '1')
    expect(Object.keys({ ...venues, ...assets })).toContain(situation.pushed)
    expect(situation.title).toContain(situation.world.title)
    // At 8 steps a second it lasts no longer than 40 s.
    expect(steps).toBeLessThanOrEqual(320)
  })

  test('is what its sentence says', () => {
    const proven = situation.claims.map((claim) => countOf((seed) => holds(played(seed), claim)))
    expect(Math.min(...proven), proven.join()).toBeGreaterThanOrEqual(ENOUGH)
  })

  test('says of every channel what it does', () => {
    const document = documentOf(situation, '1')
    const there = CHANNEL_IDS.filter((channel) => CHANNELS[channel].list(document).length > 0)
    expect(Object.keys(situation.channels).toSorted()).toEqual(there.toSorted())
  })

  test.each(Object.entries(situation.channels))('%s does what is said', (channel, claim) => {
    const off = (seed: string) => played(seed, channel as ChannelId)
    const losses = lossesOf(situation)
    const proven =
      'changes' in claim
        ? claim.changes.map((change) => countOf((seed) => changes(played(seed), off(seed), change)))
        : [countOf((seed) => measure(off(seed), losses) === measure(played(seed), losses))]
    expect(Math.min(...proven), proven.join()).toBeGreaterThanOrEqual(ENOUGH)
  })

  test('has figures of what was reported, or says that none exists', () => {
    expect(situation.reported.length > 0).toBe(situation.noFigure === undefined)
    if (situation.noFigure !== undefined) expect(situation.noFigure).toMatch(/^No figure exists of /)
  })

  test.each(situation.reported.map((figure) => [figure.what, figure] as const))(
    'comes to what was reported: %s',
    (_, { low = -Infinity, high = Infinity, here }) => {
      const isWithin = (seed: string) => {
        const figure = measure(played(seed), here)
        return figure >= low && figure <= high
      }
      // The run that the page opens with is one of them.
      expect(isWithin(documentOf(situation, situation.world.seed ?? '').seed)).toBe(true)
      expect(countOf(isWithin)).toBeGreaterThanOrEqual(ENOUGH)
    },
  )
}

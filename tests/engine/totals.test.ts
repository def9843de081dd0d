/**
 * Goal: whatever a venue counts can be read: a total that a mechanism adds to the state fails here by its name until a row of a
 * table of readings gives it back.
 * Method: each number of the totals and of the treasury is moved alone, and a reading of the venue has to move with it. Those of the
 * run are left out: conservation would see any cent.
 */
import { expect, it } from 'vitest'
import { RunLook } from '../../src/engine/look.ts'
import { readAll } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { VenueState } from '../../src/engine/world.ts'
import { READ_WORLD, WorldLook } from '../../src/engine/worldReadings.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { frameReadingsOf } from '../../src/schema/readings.ts'
import { worldReadingsOf } from '../../src/schema/worldReadings.ts'
import { randomWorld } from '../support/randomWorld.ts'

/** What the opening came to, which only the check of conservation asks for. */
const UNREAD = ['openingDepositorsCents', 'openingBookCents']

const simulation = Simulation.create(parseWorld(randomWorld(3)))
simulation.advance(8)
const [venue] = simulation.places.traded

/** Every reading of the venue, as text, so that those that do not exist are equal too. */
function readVenue(): string {
  const look = new RunLook(simulation)
  const world = { look: new WorldLook(simulation), venue }
  return JSON.stringify([
    readAll([...frameReadingsOf('venue'), ...frameReadingsOf('crowd')], look, venue.where.venue),
    worldReadingsOf('venue').map((id) => READ_WORLD[id](world)),
  ])
}

function isRead(part: Record<string, unknown>, name: string): boolean {
  const before = readVenue()
  const value = part[name] as number
  part[name] = value + 1
  const after = readVenue()
  part[name] = value
  return after !== before
}

function listNumbers(part: VenueState['totals' | 'treasury']): [string, Record<string, unknown>][] {
  const numbers = part as unknown as Record<string, unknown>
  return Object.keys(numbers)
    .filter((name) => typeof numbers[name] === 'number')
    .map((name) => [name, numbers])
}

const numbers = [...listNumbers(venue.state.totals), ...listNumbers(venue.state.treasury)]

it.each(numbers)('%s can be read', (name, part) => {
  expect(isRead(part, name)).toBe(!UNREAD.includes(name))
})

it('every total is looked at', () => {
  expect(numbers.length).toBeGreaterThan(18)
})

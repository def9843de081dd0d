/**
 * Goal: in lesson 8 being closed early is seen to cost something: winners get less than the market's price, and the price then
 * falls on without them, so that nobody takes it for luck.
 * Method: the lesson's run on seeds that it does not know, with every early closing as the engine reports it.
 */
import { expect, it } from 'vitest'
import { LESSONS, readLesson } from '../../src/cli/lessonFiles.ts'
import { startOf, toRunSpec } from '../../src/course/attempt.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH } from '../../src/schema/event.ts'

const { lesson } = readLesson(LESSONS, '08-winners-lose-too')
const SEEDS = 20

/** What winners got a contract, the market's price meanwhile, both in dollars, and the price at the end. */
function closeEarly(seed: string) {
  const spec = toRunSpec(lesson, { ...startOf(lesson), behind: 'closed-early' }, seed)
  const simulation = Simulation.create(new HeldBases().resolve(spec), { events: true })
  while (!simulation.isDone) simulation.advance()
  const rows = simulation.takeEvents()
  let [contracts, paid, market] = [0, 0, 0]
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    if (rows[row + EVENT_AT.kind] !== EVENT_CODE.deleveraging) continue
    const bought = rows[row + EVENT_AT.contracts]
    if (bought < 0) continue
    contracts += bought
    paid -= rows[row + EVENT_AT.cents]
    market += bought * rows[row + EVENT_AT.mark]
  }
  const end = simulation.places.markets[0].state.price
  return { contracts, paid: paid / contracts, market: market / contracts, end }
}

it('closes those who bet on a fall above the market, and the price ends lower still, in every seed', () => {
  for (let i = 0; i < SEEDS; i++) {
    const { contracts, paid, market, end } = closeEarly(`early-${i}`)
    expect(contracts).toBeGreaterThan(0)
    expect(paid).toBeGreaterThan(market)
    // At least two of a hundred that they had bet for.
    expect(end).toBeLessThan(market * 0.98)
  }
})

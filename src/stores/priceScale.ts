/**
 * A path of prices that is opened after levers were moved. Its start may be far from the old one: what the levers hold in
 * contracts and dollars follows it, so that the order of both wishes makes no difference. Reads the controls, and asks the
 * model what shares come to at the new start.
 */
import { readAt, writeAt } from '../schema/documentPath.ts'
import { RESOLVED } from '../schema/holding.ts'
import { applyWrites, type RunSpec } from '../schema/runSpec.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { PriceSeries } from '../prices/readPrices.ts'
import type { Controls } from './controls.svelte.ts'
import { applyPricePath } from './pricePath.ts'

/**
 * The scenario of the levers on a path of prices, as if the path had been opened first. What the situation holds in contracts and dollars
 * is resolved anew at the path's own start, and what was moved since then keeps its proportion.
 * @param prepare opens a document and holds its shares; null where the model refuses it
 */
export async function movePricePath(
  controls: Pick<Controls, 'scenario' | 'start' | 'written'>,
  { prices, stepSeconds }: Pick<PriceSeries, 'prices' | 'stepSeconds'>,
  prepare: (spec: RunSpec) => Promise<Scenario | null>,
): Promise<Scenario | null> {
  const { scenario, start, written } = controls
  if (!scenario || !start || !written) return null
  const plain = applyPricePath(scenario, prices, stepSeconds ?? undefined)
  const held = await prepare({ base: applyPricePath(written, prices), writes: [] })
  if (!held) return plain
  return Object.keys(RESOLVED).reduce((next, key) => {
    const [now, before, here] = [scenario, start, held].map((document) => readAt(document, key))
    if (typeof now !== 'number' || typeof here !== 'number') return next
    if (now === before) return writeAt(next, key, here)
    if (typeof before !== 'number' || before <= 0) return next
    const moved = applyWrites(held, [{ path: key, value: now / before, timesHeld: true }])
    return writeAt(next, key, readAt(moved, key))
  }, plain)
}

/**
 * The price of a whole run and nothing else of it, for a lever that is on its way: no record, no events, no checkpoints, and of
 * a large crowd a sample (smallerCrowd.worker.ts). Made in slices, so that the worker hears the page meanwhile.
 */
import { takeSample } from './smallerCrowd.worker.ts'
import { SLICE_MS } from './walk.worker.ts'
import { Simulation } from '../engine/simulation.ts'
import type { Sketch } from '../schema/message.ts'
import { parseScenario } from '../schema/scenario.ts'

/**
 * Yields after every slice the share that is done; who stops asking stops it there. Null where even a sample is much work.
 * @throws FieldError for a document that is wrong
 */
export function* drawSketch(document: unknown, now: () => number): Generator<number, Sketch | null> {
  const sample = takeSample(parseScenario(document))
  if (!sample) return null
  const { scenario, isPart } = sample
  const simulation = Simulation.create(scenario)
  const [{ state }] = simulation.places.markets
  const price = new Float64Array(scenario.steps + 1)
  price[0] = state.price
  let began = now()
  while (!simulation.isDone) {
    simulation.advance()
    price[simulation.step] = state.price
    if (now() - began < SLICE_MS || simulation.isDone) continue
    yield simulation.step / scenario.steps
    began = now()
  }
  return { price, isPart }
}

/**
 * The prices of many short runs, each with the step at which trader 0 was sold out: what a figure of many paths shows. Made
 * one after another in one run of the worker, and kept, since a figure is often looked at again.
 */
import type { RunSpec } from '../schema/runSpec.ts'
import { EVENT_CODE } from '../schema/event.ts'
import type { SimulationClient } from '../worker/client.ts'
import { EventHistory } from './eventHistory.svelte.ts'
import { Run } from './run.svelte.ts'

export interface SeedPath {
  /** By step, from the opening on. */
  readonly prices: Float64Array
  /** When trader 0 was sold out; null where that did not happen. */
  readonly outStep: number | null
  readonly liquidationPrice: number
}

const MOST_KEPT = 400

export class SeedPaths {
  readonly #run: Run
  readonly #known = new Map<string, SeedPath>()
  #turn = 0

  constructor(client: SimulationClient) {
    this.#run = new Run(client)
  }

  /** @returns the paths in the order of the specs; null where a newer wish came meanwhile, or one of them failed */
  async trace(specs: readonly RunSpec[]): Promise<readonly SeedPath[] | null> {
    const turn = ++this.#turn
    const paths: SeedPath[] = []
    for (const spec of specs) {
      const path = await this.#traceOne(spec)
      if (path === null || turn !== this.#turn) return null
      paths.push(path)
    }
    return paths
  }

  close(): void {
    this.#turn++
    void this.#run.close()
  }

  async #traceOne(spec: RunSpec): Promise<SeedPath | null> {
    const key = JSON.stringify(spec)
    const known = this.#known.get(key)
    if (known) return known
    const run = this.#run
    const document = await run.prepare(spec)
    if (document === null || !(await run.open(document)) || run.opened === null) return null
    await run.seek(run.steps)
    if (!run.atEnd) return null
    const path = {
      prices: run.series.column('price').slice(),
      outStep: findOut(run.events),
      liquidationPrice: run.opened.opening.liquidationPrice[0],
    }
    if (this.#known.size >= MOST_KEPT) this.#known.clear()
    this.#known.set(key, path)
    return path
  }
}

function findOut(events: EventHistory): number | null {
  for (let row = 0; row < events.length; row++)
    if (events.value(row, 'kind') === EVENT_CODE.liquidation && events.value(row, 'account') === 0)
      return events.value(row, 'step')
  return null
}

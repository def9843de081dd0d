/** The page's side of the worker that reads tables of prices: one at a time, ended when it is cancelled. */
import { WorkerPool } from './pool.ts'

export interface PriceTask<Choice> {
  /** A file as it is, or its text where that is known already. */
  readonly table: ArrayBuffer | string
  readonly choice: Choice
}

/** Whoever reads them: a worker, or a test. */
export type PricesPool<Choice, Opened> = Pick<WorkerPool<PriceTask<Choice>, Opened>, 'perform' | 'cancel'>

const start = (name: string) =>
  new Worker(new URL('./prices.worker.ts', import.meta.url), { type: 'module', name })

export function createPricesPool<Choice, Opened>(): WorkerPool<PriceTask<Choice>, Opened> {
  return new WorkerPool<PriceTask<Choice>, Opened>(1, start)
}

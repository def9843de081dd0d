/** The numbers of an answer as they are saved: one heading a column; the version of the engine is added where they are written. */
import type { Estimate } from '../../risk/estimate.ts'
import type { Futures } from '../../stores/futures.svelte.ts'

export interface LabNumbers {
  /** What the file is called. */
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** A row a future; money in dollars. */
export function futureNumbers({ list, fates }: Pick<Futures, 'list' | 'fates'>): LabNumbers {
  return {
    name: 'futures',
    heads: [
      'seed',
      'outcome',
      'insolvent at step',
      'fund paid',
      'exchange paid',
      'shared',
      'unpaid',
      'lowest price',
      'sold out',
    ],
    rows: list.map((one, i) => [
      one.seed,
      fates[i],
      one.insolventStep ?? '',
      one.fundPaid / 100,
      one.venuePaid / 100,
      one.socialized / 100,
      one.badDebt / 100,
      one.lowestPrice,
      one.liquidations,
    ]),
  }
}

/** A row an estimate: by splitting, and by counting where both were made. */
export function rareNumbers(estimates: readonly Estimate[]): LabNumbers {
  return {
    name: 'rare',
    heads: ['event', 'method', 'probability', 'low', 'high', 'relative error', 'runs', 'steps'],
    rows: estimates.map((one) => [
      one.event,
      one.method,
      one.probability,
      one.low,
      one.high,
      one.relativeError ?? '',
      one.runs,
      one.steps,
    ]),
  }
}

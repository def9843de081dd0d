/**
 * What fields beside each other must agree on, the same in both versions of the document: a path with its start price and
 * the run, the ends of a distribution, top-ups with the maintenance margin.
 */
import type * as v from 'valibot'
import type { ValueAt } from './documentShape.ts'
import { SECONDS_A_YEAR, type FairValueDocument } from './fairValue.ts'
import { FieldError } from './fieldError.ts'
import type { drawnCrowd } from './scenarioCrowd.ts'

interface Priced {
  readonly startPrice: number
  readonly fairValue: FairValueDocument
}

interface Timed {
  readonly steps: number
  readonly stepSeconds: number
}

/** Of all first deposits: so much may come by top-ups. */
const MAX_TOPPED_UP = 10

/** Each jump is drawn. */
const MAX_JUMPS_A_STEP = 100

/**
 * @throws FieldError at `path.fairValue` unless a path begins at the start price and ends with the run, and jumps are few enough
 *   to be drawn
 */
export function assertFairValue(
  path: string,
  { fairValue, startPrice }: Priced,
  { steps, stepSeconds }: Timed,
): void {
  if ('process' in fairValue) {
    if (fairValue.process !== 'jumps') return
    const mean = (fairValue.perYear * stepSeconds) / SECONDS_A_YEAR
    if (mean > MAX_JUMPS_A_STEP)
      throw new FieldError(
        `${path}.fairValue.perYear`,
        fairValue.perYear,
        `at most ${MAX_JUMPS_A_STEP} jumps a step, with steps of ${stepSeconds} s`,
      )
    return
  }
  const [first] = fairValue.path
  if (first !== startPrice)
    throw new FieldError(`${path}.fairValue.path[0]`, first, `${path}.startPrice, ${startPrice}`)
  if (fairValue.path.length > steps + 1)
    throw new FieldError(`${path}.fairValue.path`, fairValue.path, `at most steps + 1 = ${steps + 1} values`)
}

/** @throws FieldError at `path.leverage` if the highest leverage is below the lowest */
export function assertLeverage(
  path: string,
  { leverage }: Pick<v.InferOutput<typeof drawnCrowd>, 'leverage'>,
): void {
  if (leverage.distribution === 'logUniform' && leverage.max < leverage.min)
    throw new FieldError(
      `${path}.leverage.max`,
      leverage.max,
      `at least ${path}.leverage.min, ${leverage.min}`,
    )
}

/** @throws FieldError at `path.behavior.topUp` if a top-up would be asked for at every price, or could go on for good */
export function assertTopUp(
  path: string,
  behavior: ValueAt<'crowd.behavior'> | undefined,
  maintenanceMargin: number,
): void {
  const topUp = behavior?.topUp
  if (!topUp) return
  const field = `${path}.behavior.topUp`
  if (topUp.at * maintenanceMargin >= 1)
    throw new FieldError(`${field}.at`, topUp.at, `at × maintenanceMargin below 1, with ${maintenanceMargin}`)
  if (topUp.amount * topUp.times > MAX_TOPPED_UP)
    throw new FieldError(
      `${field}.times`,
      topUp.times,
      `amount × times at most ${MAX_TOPPED_UP}, with ${topUp.amount}`,
    )
}

/** Which venues of a world fail together: how often at least so many do, and how often one does where another did. Counts alone. */
import { wilson, type Interval } from './intervals.ts'

/** So many of so many, as a share with its 95 % interval. */
export interface Share extends Interval {
  readonly hits: number
  readonly of: number
  readonly share: number
}

export function shareOf(hits: number, of: number): Share {
  return { hits, of, share: hits / of, ...wilson(hits, of) }
}

export interface JointFailures {
  readonly runs: number
  /** At least 1, 2, … of the venues fail; the first stands at 0. */
  readonly atLeast: readonly Share[]
  /** Of each venue in order of the document. */
  readonly alone: readonly Share[]
  /** By the venue that fails and the one that is asked about; null where the first never failed. */
  readonly given: readonly (readonly (Share | null)[])[]
}

/**
 * @param failed of each run, the places of the venues that failed
 * @param venues how many there are
 */
export function countJointFailures(failed: readonly (readonly number[])[], venues: number): JointFailures {
  const places = Array.from({ length: venues }, (_, i) => i)
  const runs = failed.length
  const count = (...all: number[]) => failed.filter((one) => all.every((v) => one.includes(v))).length
  return {
    runs,
    atLeast: places.map((i) => shareOf(failed.filter(({ length }) => length > i).length, runs)),
    alone: places.map((v) => shareOf(count(v), runs)),
    given: places.map((v) => {
      const of = count(v)
      return places.map((w) => (of === 0 ? null : shareOf(count(v, w), of)))
    }),
  }
}

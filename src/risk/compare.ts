/**
 * Better or lucky: two scenarios under common seeds. One run of each says little; what counts is in how many seeds the second does
 * what the first does not, and the other way.
 */
import { wilson, type Interval } from './intervals.ts'
import { parseEvent } from './event.ts'
import type { Variant } from './moving.ts'
import { comparePaired, flipOf, type Flip, type PairedDifference } from './paired.ts'
import type { Pool } from './task.ts'
import { playVariants, type Played } from './variants.ts'

export interface CompareQuestion {
  readonly a: Variant
  readonly b: Variant
  readonly event: string
  readonly from: number
  readonly runs: number
}

interface Share extends Interval {
  readonly share: number
}

export interface Comparison {
  readonly question: CompareQuestion
  readonly a: Share
  readonly b: Share
  readonly paired: PairedDifference
  /** Of each seed from the first. */
  readonly flips: readonly Flip[]
  /** Every run of B is that of A. */
  readonly isInert: boolean
  readonly done: number
  readonly all: number
}

/**
 * @param onProgress called with what is known so far
 * @throws FieldError where the event cannot be, or one of the scenarios cannot be opened
 */
export async function compare(
  question: CompareQuestion,
  pool: Pool,
  onProgress?: (soFar: Comparison) => void,
): Promise<Comparison> {
  const { a, b, event, from, runs } = question
  for (const { document } of [a, b]) parseEvent(event, document)
  const played = await playVariants({ variants: [a, b], events: [event], from, runs }, pool, (soFar) =>
    onProgress?.(describe(question, soFar)),
  )
  return describe(question, played)
}

/** What both have played. */
function describe(question: CompareQuestion, { outcomes, done, all }: Played): Comparison {
  const problem = outcomes.find((outcome) => outcome.problem !== null)?.problem
  if (problem) throw new Error(problem)
  const seeds = Math.min(...outcomes.map(({ marks }) => marks.length))
  const [inA, inB] = outcomes.map(({ happened }) => happened[0].slice(0, seeds))
  const [a, b] = [inA, inB].map((list): Share => {
    const hits = list.filter(Boolean).length
    return { share: seeds === 0 ? 0 : hits / seeds, ...wilson(hits, seeds) }
  })
  return {
    question,
    a,
    b,
    paired: comparePaired(inA, inB),
    flips: inA.map((is, i) => flipOf(is, inB[i])),
    isInert: seeds > 0 && inA.every((_, i) => outcomes[0].marks[i] === outcomes[1].marks[i]),
    done,
    all,
  }
}

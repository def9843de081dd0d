/**
 * What matters: the probability of an event over one or two numbers of a scenario, under common seeds. Beside each probability
 * stands R ahead of the opening, so that the line where falls begin to feed themselves can be drawn over it.
 */
import type { Outcome } from './commonSeeds.ts'
import { quantile } from './distribution.ts'
import { parseEvent } from './event.ts'
import { wilson, type Interval } from './intervals.ts'
import { Mover, type Variant } from './moving.ts'
import type { Pool } from './task.ts'
import { playVariants } from './variants.ts'
import { exp, ln } from '../engine/arithmetic.ts'
import type { ParameterKey } from '../schema/parameterTable.ts'
import { parameter } from '../schema/parameters.ts'
import type { Scenario } from '../schema/scenario.ts'

export interface Axis {
  readonly key: ParameterKey
  readonly values: readonly number[]
}

export interface SweepQuestion {
  readonly document: Scenario
  readonly event: string
  /** One or two. */
  readonly axes: readonly Axis[]
  readonly from: number
  /** Of each cell. */
  readonly runs: number
}

/**
 * One scenario of the sweep.
 * @internal
 */
export interface Cell extends Interval {
  /** By axis. */
  readonly values: readonly number[]
  readonly variant: Variant | null
  /** Whether it happened, by seed from the first. */
  readonly happened: readonly boolean[]
  readonly share: number
  /** The median over the crowds of all seeds; null before there are any. */
  readonly rAhead: number | null
  /** Why there is no such scenario; null where there is. */
  readonly problem: string | null
}

export interface Sweep {
  readonly question: SweepQuestion
  /** The first axis runs fastest. */
  readonly cells: readonly Cell[]
  /** Numbers that change nothing in any run: known at the end. */
  readonly inert: readonly ParameterKey[]
  readonly done: number
  readonly all: number
}

/**
 * Places along the range of a number, on its own scale, as short as their distance allows; whole where it is counted, so that there
 * may be fewer.
 * @param from,to valid values, `to` the larger one
 * @param places at least 2
 */
export function placeAlong(key: ParameterKey, from: number, to: number, places: number): number[] {
  const { integer, money, slider } = parameter(key)
  const isLog = slider.log === true && from > 0
  const at = (i: number) => {
    const part = i / (places - 1)
    return isLog ? from * exp(part * ln(to / from)) : from + (to - from) * part
  }
  const values = Array.from({ length: places }, (_, i) => {
    if (i === 0 || i === places - 1) return i === 0 ? from : to
    if (integer) return Math.round(at(i))
    return roundFor(at(i), at(i) - at(i - 1), money === true ? 2 : 12)
  })
  return [...new Set(values)]
}

/** To a tenth of the distance to the next one, or finer. */
function roundFor(value: number, distance: number, mostDigits: number): number {
  let scale = 1
  let digits = 0
  while (scale * distance < 10 && digits < mostDigits) {
    scale *= 10
    digits++
  }
  return Math.round(value * scale) / scale
}

/**
 * @param onProgress called with what is known so far
 * @throws FieldError where the event cannot be
 */
export async function sweep(
  question: SweepQuestion,
  pool: Pool,
  onProgress?: (soFar: Sweep) => void,
): Promise<Sweep> {
  const { document, event, axes, from, runs } = question
  parseEvent(event, document)
  const mover = new Mover(document)
  const places = listPlaces(axes).map((values) => ({
    values,
    variant: mover.move(axes.map(({ key }, i) => ({ key, value: values[i] }))),
  }))
  const valid = places.flatMap(({ variant }) => (typeof variant === 'string' ? [] : [variant]))
  const tell = (outcomes: readonly Outcome[], done: number, all: number): Sweep => {
    let next = 0
    const cells = places.map(({ values, variant }) =>
      typeof variant === 'string' ? noCell(values, variant) : toCell(values, variant, outcomes[next++]),
    )
    return { question, cells, inert: [], done, all }
  }
  const played = await playVariants({ variants: valid, events: [event], from, runs }, pool, (soFar) =>
    onProgress?.(tell(soFar.outcomes, soFar.done, soFar.all)),
  )
  let next = 0
  const marks = places.map(({ variant }) =>
    typeof variant === 'string' ? null : played.outcomes[next++].marks.join(),
  )
  const swept = tell(played.outcomes, played.done, played.all)
  return { ...swept, inert: axes.filter((_, i) => isInert(axes, i, marks)).map(({ key }) => key) }
}

function listPlaces([first, second]: readonly Axis[]): number[][] {
  if (second === undefined) return first.values.map((value) => [value])
  return second.values.flatMap((y) => first.values.map((x) => [x, y]))
}

function toCell(values: readonly number[], variant: Variant, { happened, rAhead, problem }: Outcome): Cell {
  const [list] = happened
  if (problem !== null) return noCell(values, problem)
  const hits = list.filter(Boolean).length
  return {
    values,
    variant,
    happened: list,
    share: list.length === 0 ? 0 : hits / list.length,
    ...wilson(hits, list.length),
    rAhead:
      rAhead.length === 0
        ? null
        : quantile(
            rAhead.toSorted((a, b) => a - b),
            0.5,
          ).value,
    problem: null,
  }
}

function noCell(values: readonly number[], problem: string): Cell {
  return { values, variant: null, happened: [], share: 0, low: 0, high: 1, rAhead: null, problem }
}

/** Whether the marks of all scenarios that there are stay the same along the axis. */
function isInert(axes: readonly Axis[], along: number, marks: readonly (string | null)[]): boolean {
  const width = axes[0].values.length
  const lines = new Map<number, Set<string>>()
  marks.forEach((mark, place) => {
    if (mark === null) return
    const line = along === 0 ? Math.floor(place / width) : place % width
    lines.set(line, (lines.get(line) ?? new Set()).add(mark))
  })
  return axes[along].values.length > 1 && [...lines.values()].every((seen) => seen.size === 1)
}

/** Where a line of equal R crosses the line between two neighbors: the share of the way from the first; null where it does not. */
export function crossing(from: number | null, to: number | null, at: number): number | null {
  if (from === null || to === null || from < at === to < at) return null
  return (at - from) / (to - from)
}

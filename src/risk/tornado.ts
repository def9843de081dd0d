/**
 * Which numbers matter most: each one of a scenario a tenth down and a tenth up, under common seeds, ranked by what that does to a
 * probability (a one-at-a-time sensitivity analysis; Howard 1988 calls its picture a tornado).
 */
import type { Outcome } from './commonSeeds.ts'
import { wilson, type Interval } from './intervals.ts'
import { movableKeys, Mover, valueAt, type Variant } from './moving.ts'
import { comparePaired, type PairedDifference } from './paired.ts'
import type { Pool } from './task.ts'
import { playVariants } from './variants.ts'
import type { ParameterKey } from '../schema/parameterTable.ts'
import { isWithin, parameter } from '../schema/parameters.ts'
import type { Scenario } from '../schema/scenario.ts'

/** One number moved one way. */
interface Side {
  readonly value: number
  /** Null where the scenario cannot be so. */
  readonly effect: PairedDifference | null
  readonly problem: string | null
}

interface TornadoBar {
  readonly key: ParameterKey
  readonly value: number
  readonly down: Side
  readonly up: Side
  /** Every run was the same, either way. */
  readonly isInert: boolean
  /** The larger of the two changes. */
  readonly reach: number
}

export interface Tornado {
  readonly event: (typeof EVENTS)[number]
  /** As the scenario is. */
  readonly base: Interval & { readonly share: number }
  /** The one that changes most first. */
  readonly bars: readonly TornadoBar[]
  /** Seeds that every scenario has seen. */
  readonly seeds: number
  readonly done: number
  readonly all: number
}

export interface TornadoQuestion {
  readonly document: Scenario
  readonly from: number
  readonly runs: number
}

/** The worse one, unless nobody ever saw it. */
const EVENTS = ['insolvent', 'fundExhausted'] as const
const TENTH = 0.1
const AT_LIMIT = 'at its limit'

/**
 * A tenth down and up: of the number; of its slider where it is 0; at least one where it is counted.
 * @internal
 */
export function tenthOf(key: ParameterKey, value: number): readonly [down: number, up: number] {
  const { integer, money, slider } = parameter(key)
  const size = TENTH * (value === 0 ? slider.to - slider.from : Math.abs(value))
  const step = integer ? Math.max(1, Math.round(size)) : size
  const trim = (moved: number) => (money ? Math.round(moved * 100) / 100 : Number(moved.toPrecision(12)))
  return [trim(value - step), trim(value + step)]
}

/** @param onProgress called with what is known so far */
export async function tornado(
  { document, from, runs }: TornadoQuestion,
  pool: Pool,
  onProgress?: (soFar: Tornado) => void,
): Promise<Tornado> {
  const mover = new Mover(document)
  const moved = movableKeys(document).map((key) => {
    const value = valueAt(document, key)
    const [down, up] = tenthOf(key, value).map((to) => ({
      value: to,
      variant: isWithin(parameter(key), to) ? mover.move([{ key, value: to }]) : AT_LIMIT,
    }))
    return { key, value, down, up }
  })
  const variants: Variant[] = [{ document, written: null }]
  for (const { down, up } of moved)
    for (const { variant } of [down, up]) if (typeof variant !== 'string') variants.push(variant)
  const tell = (outcomes: readonly Outcome[], done: number, all: number): Tornado => {
    const seeds = Math.min(
      ...outcomes.filter(({ problem }) => problem === null).map(({ marks }) => marks.length),
    )
    const about = outcomes.some(({ happened: [worse] }) => worse.slice(0, seeds).includes(true)) ? 0 : 1
    const [base] = outcomes
    const ofBase = base.happened[about].slice(0, seeds)
    const hits = ofBase.filter(Boolean).length
    let next = 1
    const look = ({
      value,
      variant,
    }: (typeof moved)[number]['down']): Side & { readonly isSame: boolean } => {
      const outcome = typeof variant === 'string' ? null : outcomes[next++]
      const problem = typeof variant === 'string' ? variant : (outcome?.problem ?? null)
      if (outcome === null || problem !== null) return { value, effect: null, problem, isSame: true }
      return {
        value,
        effect: comparePaired(ofBase, outcome.happened[about].slice(0, seeds)),
        problem: null,
        isSame: outcome.marks.slice(0, seeds).every((mark, i) => mark === base.marks[i]),
      }
    }
    const bars = moved.map(({ key, value, down, up }): TornadoBar => {
      const [{ isSame: isDown, ...low }, { isSame: isUp, ...high }] = [look(down), look(up)]
      const reach = Math.max(...[low, high].map(({ effect }) => Math.abs(effect?.difference ?? 0)))
      return { key, value, down: low, up: high, isInert: isDown && isUp, reach }
    })
    return {
      event: EVENTS[about],
      base: { share: seeds === 0 ? 0 : hits / seeds, ...wilson(hits, seeds) },
      bars: bars.toSorted((a, b) => Number(a.isInert) - Number(b.isInert) || b.reach - a.reach),
      seeds,
      done,
      all,
    }
  }
  const played = await playVariants(
    { variants, events: EVENTS, from, runs },
    pool,
    ({ outcomes, done, all }) => onProgress?.(tell(outcomes, done, all)),
  )
  return tell(played.outcomes, played.done, played.all)
}

/** What matters in the lab's scenario: one or two of its numbers swept, and all of them a tenth down and up. */
import { movableKeys, valueAt } from '../risk/moving.ts'
import { crossing, placeAlong, sweep, type Axis, type Sweep } from '../risk/sweep.ts'
import { tornado, type Tornado } from '../risk/tornado.ts'
import type { ParameterKey } from '../schema/parameterTable.ts'
import { parameter } from '../schema/parameters.ts'
import type { Parameter } from '../schema/row.ts'
import type { Scenario } from '../schema/scenario.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

/** Falls feed themselves from here on. */
export const FEEDS = 1

/** A number of the scenario, and what it is there. */
export interface Movable {
  readonly key: ParameterKey
  readonly row: Parameter
  readonly value: number
}

/** A range of one number, as it was typed. */
export interface Range {
  readonly key: ParameterKey
  readonly from: number
  readonly to: number
  readonly places: number
}

/** A number and from where to where. */
export type Ends = Omit<Range, 'places'>

export interface SweepForm {
  readonly event: string
  /** Null where the scenario has no number to move. */
  readonly first: Ends | null
  readonly second: Ends | null
  readonly places: number
  readonly runs: number
}

/** What is moved unless something else is chosen, where the scenario has it. */
export const FIRST_MOVED = 'venue.maxLeverage'

/** Sizes of a fund go so many times as far as today's. */
const FUND_REACH = 4

/** Where R ahead is 1 on the way from one place of the sweep to its neighbor; in places along both axes. */
export interface LinePiece {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

export class Matters {
  readonly sweep: Asked<Sweep>
  readonly tornado: Asked<Tornado>
  readonly form = new Form<SweepForm>()
  /** Of the tornado: how many runs of each. */
  readonly tornadoForm = new Form<number>()
  readonly opened: OpenedFuture

  constructor(pools: { sweep?: CancelablePool; tornado?: CancelablePool; opened?: CancelablePool } = {}) {
    this.sweep = new Asked(pools.sweep)
    this.tornado = new Asked(pools.tornado)
    this.opened = new OpenedFuture(pools.opened)
  }

  askSweep(document: Scenario, form: SweepForm): Promise<void> {
    this.opened.clear()
    this.form.asked = form
    const { event, runs } = form
    const axes = rangesOf(form).map(toAxis)
    return this.sweep.ask((pool, hear) =>
      sweep({ document, event, axes, from: FIRST_SEED, runs }, pool, hear),
    )
  }

  askTornado(document: Scenario, runs: number): Promise<void> {
    this.tornadoForm.asked = runs
    return this.tornado.ask((pool, hear) => tornado({ document, from: FIRST_SEED, runs }, pool, hear))
  }

  /** One run of a cell: the first in which it happened, where there is one. */
  open(place: number): void {
    const cell = this.sweep.now?.cells[place]
    if (!cell?.variant) return
    void this.opened.open(cell.variant, FIRST_SEED + Math.max(0, cell.happened.indexOf(true)))
  }

  cancel(): void {
    for (const asked of [this.sweep, this.tornado, this.opened]) asked.cancel()
  }

  clear(): void {
    for (const asked of [this.sweep, this.tornado, this.opened, this.form, this.tornadoForm]) asked.clear()
  }
}

/** The numbers of a scenario that can be moved, in the order of the table. */
export function listMovable(scenario: Scenario): Movable[] {
  return movableKeys(scenario).map((key) => ({ key, row: parameter(key), value: valueAt(scenario, key) }))
}

/** The range of its slider, of the number that is asked about or of the first. */
export function usualEnds(movable: readonly Movable[], key: string): Ends | null {
  const found = movable.find((one) => one.key === key) ?? movable.at(0)
  return found ? { key: found.key, from: found.row.slider.from, to: found.row.slider.to } : null
}

export function usualSweep(scenario: Scenario): SweepForm {
  const first = usualEnds(listMovable(scenario), FIRST_MOVED)
  return { event: 'insolvent', first, second: null, places: 9, runs: 50 }
}

/** Sizes of the insurance fund from none to four times today's, to be played each; today's is one of them. */
export function fundSweep(scenario: Scenario, runs: number): SweepForm & { readonly today: number } {
  const fund = listMovable(scenario).find(({ key }) => key.startsWith('venue.insuranceFund'))
  const today = fund?.value ?? 0
  const to = today > 0 ? Math.min(FUND_REACH * today, fund?.row.max ?? Infinity) : (fund?.row.slider.to ?? 0)
  const first = fund === undefined ? null : { key: fund.key, from: 0, to }
  return { event: 'fundExhausted', first, second: null, places: 2 * FUND_REACH + 1, runs, today }
}

export function rangesOf({ first, second, places }: SweepForm): Range[] {
  return [first, second].flatMap((ends) => (ends === null ? [] : [{ ...ends, places }]))
}

export function toAxis({ key, from, to, places }: Range): Axis {
  return { key, values: placeAlong(key, from, to, places) }
}

/** Places along one axis at which R ahead passes 1, from 0 at the first value. */
export function feedingPlaces({ cells }: Sweep): number[] {
  return cells.slice(1).flatMap((cell, i) => {
    const part = crossing(cells[i].rAhead, cell.rAhead, FEEDS)
    return part === null ? [] : [i + part]
  })
}

/** The line "R ahead = 1" over two axes, in pieces: through each square of four neighbors, from side to side. */
export function feedingLine({ cells, question: { axes } }: Sweep): LinePiece[] {
  const [width, height] = axes.map(({ values }) => values.length)
  const at = (x: number, y: number) => cells[y * width + x].rAhead
  const pieces: LinePiece[] = []
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0; x + 1 < width; x++) {
      const across = (row: number) => crossing(at(x, row), at(x + 1, row), FEEDS)
      const along = (column: number) => crossing(at(column, y), at(column, y + 1), FEEDS)
      const met: [number, number][] = []
      for (const row of [y, y + 1]) {
        const part = across(row)
        if (part !== null) met.push([x + part, row])
      }
      for (const column of [x, x + 1]) {
        const part = along(column)
        if (part !== null) met.push([column, y + part])
      }
      // A saddle has four; two and two of them belong together, and which is beyond what four corners say.
      for (let i = 0; i + 1 < met.length; i += 2) pieces.push({ from: met[i], to: met[i + 1] })
    }
  return pieces
}

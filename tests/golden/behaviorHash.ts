/**
 * A hash of what a run did: at the opening and after every step its market, its venue and everyone's ledger are mixed as
 * numbers in a fixed order. Names, titles and versions are not mixed, so a new field or a new shape of the state changes nothing.
 * Reads the public readings of a run; writes nothing. Pure, so that a page in a browser can compute the same hash.
 * Source: two 32-bit mixes after MurmurHash3 (Appleby, 2008); not for security.
 */
import type { Simulation } from '../../src/engine/simulation.ts'
import type { AccountRow } from '../../src/schema/result.ts'

export type Readable = Pick<Simulation, 'readSeriesRow' | 'readAccounts' | 'readSummary'>

/** Numbers of this file's own: a state that is new or sorted elsewhere must not change the others. */
const STATE_CODES: Readonly<Record<AccountRow['state'], number>> = {
  open: 0,
  liquidated: 1,
  deleveraged: 2,
  closed: 3,
}

export class BehaviorHash {
  #a = 0x9747b28c
  #b = 0x5bd1e995
  readonly #view = new DataView(new ArrayBuffer(8))

  /** Mixes the present step of a run. What is mixed stands here, and only here. */
  mixStep(run: Readable): void {
    const { price, fair, depth, fund, badDebt, liquidations, queue, halted } = run.readSeriesRow()
    const { venueEquity, fees } = run.readSummary()
    const step = [price, fair, depth, fund, venueEquity, badDebt, fees, liquidations, queue, Number(halted)]
    this.mixNumbers(step)
    this.mixAccounts(run.readAccounts().map(({ contracts, ...rest }) => ({ ...rest, held: [contracts] })))
  }

  mixNumbers(values: readonly number[]): void {
    for (const value of values) this.#mix(value)
  }

  /** With the contracts that each one holds, market by market. */
  mixAccounts(rows: readonly (Omit<AccountRow, 'contracts' | 'id'> & { held: readonly number[] })[]): void {
    this.#mix(rows.length)
    for (const { held, cash, haircut, state } of rows) {
      this.mixNumbers(held)
      this.#mix(cash)
      this.#mix(haircut)
      this.#mix(STATE_CODES[state])
    }
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return finish(this.#a) + finish(this.#b ^ this.#a)
  }

  /** Through a DataView, so that the byte order of the machine does not matter; 0 and −0 are the same number. */
  #mix(value: number): void {
    // NaN has many bit patterns, and no run may show one.
    if (typeof value !== 'number' || Number.isNaN(value)) throw new Error(`Not a number: ${String(value)}`)
    this.#view.setFloat64(0, value + 0)
    this.#mixWord(this.#view.getUint32(0))
    this.#mixWord(this.#view.getUint32(4))
  }

  #mixWord(word: number): void {
    let k = Math.imul(word, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    const a = this.#a ^ k
    this.#a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0
    const b = this.#b ^ Math.imul(word ^ this.#a, 0x85ebca6b)
    this.#b = (Math.imul((b << 17) | (b >>> 15), 0xc2b2ae35) + 0x27d4eb2f) | 0
  }
}

function finish(hash: number): string {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0')
}

/**
 * A scenario with some of its numbers moved: what sweeps, tornados and comparisons ask about. Shares of open interest stay what
 * they come to in the scenario as it is written, so that raising leverage does not quietly deepen the book (schema/holding.ts).
 */
import { writeAt, readAt } from '../schema/documentPath.ts'
import { FieldError } from '../schema/fieldError.ts'
import { writeLeverage } from '../schema/leverage.ts'
import { parameters, type ParameterKey } from '../schema/parameterTable.ts'
import { pairs } from '../schema/parts.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'

export interface Move {
  readonly key: ParameterKey
  readonly value: number
}

/** A document to be played, and the one whose opening says what its shares come to; null where that is itself. */
export interface Variant {
  readonly document: Scenario
  readonly written: Scenario | null
}

const SHARE_KEYS: ReadonlySet<string> = new Set(pairs.map(({ shareKey }) => shareKey))

/** The numbers that a scenario holds, in the order of the table. */
export function movableKeys(document: Scenario): ParameterKey[] {
  return parameters.filter(({ key }) => typeof readAt(document, key) === 'number').map(({ key }) => key)
}

/** The number that a scenario holds at a key of `movableKeys`. */
export function valueAt(document: Scenario, key: ParameterKey): number {
  return readAt(document, key) as number
}

function write(document: Scenario, moves: readonly Move[]): Scenario {
  return moves.reduce(
    (moved, { key, value }) =>
      key === 'venue.maxLeverage' ? writeLeverage(moved, value) : writeAt(moved, key, value),
    document,
  )
}

/**
 * Moved variants of one scenario. Those whose shares are resolved by the same document share that object, so that they can be
 * played together.
 */
export class Mover {
  readonly #document: Scenario
  readonly #holdsShares: boolean
  readonly #written = new Map<string, Scenario>()

  constructor(document: Scenario) {
    this.#document = document
    this.#holdsShares = [...SHARE_KEYS].some((key) => readAt(document, key) !== undefined)
  }

  /** @returns a sentence where the scenario cannot be so */
  move(moves: readonly Move[]): Variant | string {
    try {
      const document = parseScenario(write(this.#document, moves))
      const isAlone = moves.every(({ key }) => SHARE_KEYS.has(key))
      return { document, written: isAlone || !this.#holdsShares ? null : this.#writtenWith(moves) }
    } catch (error) {
      if (error instanceof FieldError) return error.message
      throw error
    }
  }

  /** The scenario with only the shares among the moves: a share that is moved is one of the crowd as it was. */
  #writtenWith(moves: readonly Move[]): Scenario {
    const shares = moves.filter(({ key }) => SHARE_KEYS.has(key))
    const name = JSON.stringify(shares)
    const known = this.#written.get(name) ?? write(this.#document, shares)
    this.#written.set(name, known)
    return known
  }
}

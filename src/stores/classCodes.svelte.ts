/**
 * The result codes of a class, typed or scanned one after the other, kept in the teacher's browser until they are cleared: scanning
 * opens the page anew each time. What the browser cannot keep lasts for this visit, and is said.
 */
import { tidyName } from './learners.svelte.ts'
import { findShelf, readStored, toStorageKey, writeStored, type Shelf } from './storage.ts'
import { readResultCode, writeResultCode, type Result } from '../nights/resultCode.ts'
import { toLine, type CsvForm } from '../schema/csvCell.ts'
import { FieldError } from '../schema/fieldError.ts'

export interface ClassResult extends Result {
  /** As it is written, unique in the list. */
  readonly code: string
  /** Whose it is; empty where nobody said. */
  readonly name: string
}

/** A school's worth. */
const MOST_RESULTS = 500

export class ClassCodes {
  /** In the order in which they came. */
  results: readonly ClassResult[] = $state.raw([])
  /** A sentence about what did not work, or an empty text. */
  problem = $state('')
  /** What was cleared last, to be taken back. */
  #cleared: readonly ClassResult[] = $state.raw([])
  readonly #shelf: Shelf | null
  readonly #key: string

  constructor(shelf: Shelf | null = findShelf(), key: string = toStorageKey('class-codes')) {
    this.#shelf = shelf
    this.#key = key
    const { value } = readStored(shelf, key)
    if (Array.isArray(value)) for (const one of value.slice(0, MOST_RESULTS)) this.#takeIn(one)
  }

  get canTakeBack(): boolean {
    return this.#cleared.length > 0
  }

  /**
   * A code of a learner; several people may have the same result, so only the same name with the same code is one entry.
   * @returns whether it was taken; else `problem` says what is wrong
   */
  add(typed: string, name = ''): boolean {
    this.problem = ''
    try {
      const result = readResultCode(typed)
      if (result.score === null) throw new FieldError('code', typed, 'the code of a night that was played')
      if (this.results.length >= MOST_RESULTS)
        throw new FieldError('code', typed, `at most ${MOST_RESULTS} results; clear the table first`)
      this.#put({ ...result, code: writeResultCode(result), name: tidyName(name) })
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      this.problem = error.message
      return false
    }
    this.#keep()
    return true
  }

  remove(result: ClassResult): void {
    this.results = this.results.filter((one) => one !== result)
    this.#keep()
  }

  clear(): void {
    this.#cleared = this.results
    this.results = []
    this.#keep()
  }

  takeBack(): void {
    this.results = [...this.#cleared, ...this.results]
    this.#cleared = []
    this.#keep()
  }

  /** @param nameOf the game of a result, in words */
  toCsv(nameOf: (result: Result) => string, form: CsvForm = 'point'): string {
    const lines = this.results.map((one) => [one.name, nameOf(one), one.attempt, one.score ?? '', one.code])
    return [['name', 'game', 'hidden seeds', 'score', 'code'], ...lines]
      .map((line) => toLine(line, form))
      .join('')
  }

  #put(result: ClassResult): void {
    const isSame = (one: ClassResult) => one.code === result.code && one.name === result.name
    if (!this.results.some(isSame)) this.results = [...this.results, result]
  }

  /** What is no entry is left out. */
  #takeIn(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    const { code, name } = value as { code?: unknown; name?: unknown }
    if (typeof code !== 'string' || typeof name !== 'string') return
    try {
      this.#put({ ...readResultCode(code), code, name: tidyName(name) })
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
    }
  }

  #keep(): void {
    const kept = this.results.map(({ code, name }) => ({ code, name }))
    const problem = writeStored(this.#shelf, this.#key, kept)
    if (problem) this.problem = problem
  }
}

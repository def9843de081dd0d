/**
 * A show of hands for one question of a lesson: hands by answer. It lasts as long as the class in this tab, so that a
 * reload loses no count, and is never part of a learner's progress.
 */
import type { LessonStep } from '../course/lesson.ts'
import { toClassKey } from './classStart.ts'
import { findTabShelf, readStored, toStorageKey, writeStored, type Shelf } from './storage.ts'

const MOST = 999

type Ask = Extract<LessonStep, { kind: 'predict' }>['ask']

export interface HandOption {
  readonly id: string
  readonly label: string
}

export class HandCount {
  #counts: Readonly<Record<string, number>> = $state.raw({})
  readonly #shelf: Shelf | null
  readonly #key: string
  readonly #toldKey: string

  constructor(question: string, shelf: Shelf | null = findTabShelf(), toKey = toStorageKey) {
    this.#shelf = shelf
    this.#key = toClassKey(`hands:${question}`, shelf, toKey)
    this.#toldKey = toClassKey(`told:${question}`, shelf, toKey)
    const { value } = readStored(shelf, this.#key)
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    this.#counts = Object.fromEntries(
      entries.filter(([, count]) => Number.isInteger(count) && count >= 0 && count <= MOST),
    )
  }

  get counts(): Readonly<Record<string, number>> {
    return this.#counts
  }

  get isCounted(): boolean {
    return Object.values(this.#counts).some((count) => count > 0)
  }

  of(id: string): number {
    return this.#counts[id] ?? 0
  }

  count(id: string, change: number): void {
    this.#keep({ ...this.#counts, [id]: Math.min(MOST, Math.max(0, this.of(id) + change)) })
  }

  clear(): void {
    this.#keep({})
  }

  /** Keeps what turned out to be right, for what is explained later. */
  tell(right: readonly string[]): void {
    writeStored(this.#shelf, this.#toldKey, right)
  }

  /** Answers with hands, most of them first, and what the class was told to be right. */
  get said(): { readonly answers: readonly string[]; readonly right: readonly string[] } {
    const { value } = readStored(this.#shelf, this.#toldKey)
    const right = Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
    const answers = Object.keys(this.#counts).filter((id) => this.of(id) > 0)
    return { answers: answers.sort((a, b) => this.of(b) - this.of(a)), right }
  }

  /** The answer with most hands among those that are not right: what has to be talked about. */
  findMistake(options: readonly HandOption[], right: readonly string[]): string | null {
    const others = options.filter(({ id }) => !right.includes(id) && this.of(id) > 0)
    return others.reduce<string | null>(
      (most, { id }) => (most === null || this.of(id) > this.of(most) ? id : most),
      null,
    )
  }

  #keep(counts: Record<string, number>): void {
    this.#counts = counts
    writeStored(this.#shelf, this.#key, counts)
  }
}

const RANGES = 5

interface Scale {
  readonly value: number | null
  readonly from: number
  readonly to: number
}

/** What the class is asked for: an answer, a fifth of the scale, or whether the line that was drawn is right. */
export function toHandOptions(
  ask: Ask,
  answers: readonly HandOption[],
  show: (value: number) => string,
): readonly HandOption[] {
  if (ask.kind === 'choice') return answers
  if (ask.kind === 'number') return toRanges(ask.from, ask.to, show)
  return [
    { id: 'as-drawn', label: 'As it is drawn here' },
    { id: 'otherwise', label: 'Otherwise' },
  ]
}

function toRanges(from: number, to: number, show: (value: number) => string): HandOption[] {
  const edge = (place: number) => Number((from + ((to - from) * place) / RANGES).toPrecision(10))
  return Array.from({ length: RANGES }, (_, place) => ({
    id: `range-${place}`,
    label: `${show(edge(place))} to ${show(edge(place + 1))}`,
  }))
}

/** The fifth that a value lies in, where there is one; what lies beyond an end belongs to that end. */
export function findRange({ value, from, to }: Scale): string[] {
  if (value === null) return []
  const place = Math.floor(((value - from) / (to - from)) * RANGES)
  return [`range-${Math.min(RANGES - 1, Math.max(0, place))}`]
}

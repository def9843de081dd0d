/**
 * The learner's progress in the browser's storage. Before each writing it takes in what is there, so that two tabs never
 * overwrite each other. What cannot be read is put aside under a key of its own and said in words; what cannot be
 * written is said too, and lasts for this visit. Nothing is lost in silence.
 */
import { FieldError } from '../schema/fieldError.ts'
import {
  betterResult,
  DAILY_TRIES,
  isEmptyDesk,
  restampDesk,
  type DeskRecord,
  type DeskResult,
} from './deskRecord.ts'
import { LONGEST_NAME, tidyName } from './learners.svelte.ts'
import {
  createRecord,
  createStep,
  MAX_PROGRESS_BYTES,
  mergeRecords,
  readRecord,
  toBetter,
  type LessonRecord,
  type ProgressRecord,
  type Status,
  type StepRecord,
} from './progressRecord.ts'
import { findShelf, toStorageKey, type Shelf } from './storage.ts'

/** Damaged texts that are kept; where all places are taken, the store is left alone. */
const PLACES_ASIDE = 5
const FILE_KIND = 'loss-spiral-progress'
const LASTS = 'Your progress lasts until you close this page'

type Change<T> = Partial<T>

export class Progress {
  #record: ProgressRecord = $state.raw(createRecord())
  /** A sentence about what did not work, or null. */
  problem: string | null = $state(null)
  /** What was before the last reset, to be taken back. */
  #before: ProgressRecord | null = $state.raw(null)
  readonly #shelf: Shelf | null
  readonly #key: string
  readonly #now: () => number
  /** Whether the store holds something that must not be overwritten. */
  #isLocked = false

  constructor(
    shelf: Shelf | null = findShelf(),
    key: string = toStorageKey('progress'),
    now: () => number = Date.now,
  ) {
    this.#shelf = shelf
    this.#key = key
    this.#now = now
    this.#takeIn()
  }

  get canTakeBack(): boolean {
    return this.#before !== null
  }

  get isEmpty(): boolean {
    return Object.keys(this.#record.lessons).length === 0 && isEmptyDesk(this.#record.desk)
  }

  lesson(id: string): LessonRecord | null {
    return Object.hasOwn(this.#record.lessons, id) ? this.#record.lessons[id] : null
  }

  /** All of it, to look through. */
  get record(): ProgressRecord {
    return this.#record
  }

  status(id: string): Status {
    return this.lesson(id)?.status ?? 'new'
  }

  step(lessonId: string, stepId: string): StepRecord {
    const steps = this.lesson(lessonId)?.steps
    return steps && Object.hasOwn(steps, stepId) ? steps[stepId] : createStep()
  }

  /** The lesson that was worked at last, and is not finished. */
  get current(): string | null {
    let found: string | null = null
    let latest = 0
    for (const [id, { status, at }] of Object.entries(this.#record.lessons)) {
      if (status !== 'begun' || at < latest) continue
      found = id
      latest = at
    }
    return found
  }

  /** The learner stands at this step. */
  enter(lessonId: string, stepId: string): void {
    this.#changeLesson(lessonId, (lesson) => ({ ...lesson, step: stepId }))
  }

  /** A status is only ever raised. */
  raise(lessonId: string, status: LessonRecord['status']): void {
    this.#changeLesson(lessonId, (lesson) => ({
      ...lesson,
      status: toBetter(lesson.status, status) as LessonRecord['status'],
    }))
  }

  note(lessonId: string, stepId: string, change: Change<StepRecord>): void {
    this.#changeLesson(lessonId, (lesson) => {
      const before = Object.hasOwn(lesson.steps, stepId) ? lesson.steps[stepId] : createStep()
      return { ...lesson, steps: { ...lesson.steps, [stepId]: { ...before, ...change, at: this.#now() } } }
    })
  }

  /** What is kept of the risk desk. */
  get desk(): DeskRecord {
    return this.#record.desk
  }

  /** A night was played to its score. */
  addNight(id: string, result: DeskResult): void {
    const before = Object.hasOwn(this.desk.nights, id) ? this.desk.nights[id] : null
    const best = betterResult(before?.best, result)
    const night = { tries: (before?.tries ?? 0) + 1, best, at: this.#now() }
    this.#changeDesk({ nights: { ...this.desk.nights, [id]: night } })
  }

  /** An attempt at the night of a day; what comes after the last one counts for nothing. */
  addDaily(day: number, result: DeskResult): void {
    const tries = this.desk.days[String(day)]?.tries ?? []
    if (tries.length >= DAILY_TRIES) return
    const days = { ...this.desk.days, [String(day)]: { tries: [...tries, result], at: this.#now() } }
    this.#changeDesk({ days })
  }

  /** So many endless nights in a row were stood. */
  addEndless(nights: number): void {
    if (nights > (this.desk.endless?.nights ?? 0)) this.#changeDesk({ endless: { nights, at: this.#now() } })
  }

  reset(): void {
    // With what other tabs have written meanwhile, so that it can be taken back too.
    if (!this.#isLocked) this.#takeIn()
    this.#before = this.#record
    this.#record = { ...createRecord(), resetAt: this.#now() }
    this.#write()
  }

  takeBack(): void {
    if (!this.#before) return
    const at = this.#now() + 1
    const lessons = Object.entries(this.#before.lessons).map(([id, lesson]) => [id, { ...lesson, at }])
    const before = {
      ...this.#record,
      lessons: Object.fromEntries(lessons) as ProgressRecord['lessons'],
      desk: restampDesk(this.#before.desk, () => at),
    }
    this.#record = mergeRecords(this.#record, before)
    this.#before = null
    this.#write()
  }

  /** The text of a file with everything, and with whose it is. */
  toFile(learner = ''): string {
    const whose = learner === '' ? {} : { learner }
    return `${JSON.stringify({ kind: FILE_KIND, ...whose, ...this.#record }, null, 2)}\n`
  }

  /**
   * Takes in a file, beside what is here.
   * @returns a sentence about what is wrong with it, or null
   */
  takeFile(text: string): string | null {
    const refuse = (why: string) => `This file was not taken in, and your progress is as it was. ${why}`
    if (text.length > MAX_PROGRESS_BYTES) return refuse('It is larger than one megabyte.')
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return refuse('It is not a file of progress: its text is not JSON.')
    }
    if (typeof value !== 'object' || value === null || (value as { kind?: unknown }).kind !== FILE_KIND)
      return refuse('It is not a file of progress of this site.')
    const { learner = '' } = value as { learner?: unknown }
    if (typeof learner !== 'string' || learner !== tidyName(learner))
      return refuse(`learner: expected a name of up to ${LONGEST_NAME} letters`)
    try {
      const rest = Object.entries(value).filter(([field]) => field !== 'kind' && field !== 'learner')
      // What comes in by hand is meant, also after a reset.
      const read = readRecord(Object.fromEntries(rest))
      const { resetAt } = this.#record
      const after = (at: number) => Math.max(at, resetAt + 1)
      const lessons = Object.entries(read.lessons).map(([id, one]) => [id, { ...one, at: after(one.at) }])
      this.#record = mergeRecords(this.#record, {
        ...read,
        resetAt,
        lessons: Object.fromEntries(lessons) as ProgressRecord['lessons'],
        desk: restampDesk(read.desk, after),
      })
    } catch (error) {
      if (error instanceof FieldError) return refuse(error.message)
      throw error
    }
    this.#write()
    return null
  }

  /** Follows what other tabs write; returns how to stop. */
  listen(target: Window = window): () => void {
    const listen = ({ key }: StorageEvent) => {
      if (key !== this.#key && key !== null) return
      const problem = this.problem
      this.#takeIn()
      // What another tab left damaged is put aside by now; what is known here must not go with it.
      if (this.problem !== problem && !this.isEmpty) this.#write()
    }
    target.addEventListener('storage', listen)
    return () => target.removeEventListener('storage', listen)
  }

  #changeLesson(id: string, change: (lesson: LessonRecord) => LessonRecord): void {
    const lesson = this.lesson(id) ?? { status: 'begun', steps: {}, at: 0 }
    const changed = { ...change(lesson), at: this.#now() }
    this.#record = { ...this.#record, lessons: { ...this.#record.lessons, [id]: changed } }
    this.#write()
  }

  #changeDesk(change: Partial<DeskRecord>): void {
    this.#record = { ...this.#record, desk: { ...this.desk, ...change } }
    this.#write()
  }

  #takeIn(): void {
    const text = this.#read()
    if (text === null) return
    try {
      this.#record = mergeRecords(readRecord(JSON.parse(text)), this.#record)
      this.#isLocked = false
    } catch (error) {
      this.#setAside(text, error instanceof FieldError ? error.message : 'Its text is not JSON.')
    }
  }

  #read(): string | null {
    try {
      return this.#shelf?.getItem(this.#key) ?? null
    } catch {
      return null
    }
  }

  /** Keeps what cannot be read, so that it can be mended; only then may the store be written again. */
  #setAside(text: string, why: string): void {
    const said = `The stored progress could not be read. ${why}`
    for (let place = 1; place <= PLACES_ASIDE; place++) {
      const key = `${this.#key}-damaged-${place}`
      try {
        const there = this.#shelf?.getItem(key) ?? null
        if (there !== null && there !== text) continue
        this.#shelf?.setItem(key, text)
        this.#shelf?.removeItem(this.#key)
      } catch {
        break
      }
      this.#isLocked = false
      const goesOn = this.isEmpty ? 'your progress begins anew' : 'your progress on this page goes on'
      this.problem = `${said} It was kept in this browser as “${key}”, and ${goesOn}.`
      return
    }
    this.#isLocked = true
    this.problem = `${said} It was left as it is. ${LASTS}, unless you save it as a file.`
  }

  #write(): void {
    if (!this.#isLocked) this.#takeIn()
    if (this.#isLocked) return
    try {
      if (!this.#shelf) throw new Error('no store')
      this.#shelf.setItem(this.#key, JSON.stringify(this.#record))
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
      const why = isFull
        ? 'the browser’s storage is full'
        : 'the browser does not allow this site to store anything'
      this.problem = `${LASTS}: ${why}. You can save it as a file on the page of lessons.`
    }
  }
}

/**
 * The workshop: a world that is built and changed part by part, with everything that can be taken back and brought again. It
 * runs nothing itself: the place does, on the same seed, and keeps the run before. What the place changes by itself, its
 * levers and pushes, the workshop takes over as one change more.
 */
import { Past } from '../past.svelte.ts'
import { isSameDocument } from '../../schema/documentPath.ts'
import type { OpenedWorld, WorkerError } from '../../schema/message.ts'
import { parseWorld } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { Situation } from '../../situations/situation.ts'
import { loadSituation } from './openSituation.ts'
import { createSmallestWorld } from './workshopAdditions.ts'
import { findProblem, partOf, toPlainPath, type Edit } from './workshopEdits.ts'
import { listParts, type WorkshopPart } from './workshopParts.ts'

/** What the workshop needs of the place that runs its world. */
export interface Workable {
  /** With all channels, pushes included; null before the first opening. */
  readonly world: WorldDocument | null
  readonly run: { readonly opened: OpenedWorld | null; readonly error: WorkerError | null }
  /** Opens another world; false where it cannot be opened. */
  open(incoming: { readonly world: object; readonly situation?: string }): Promise<boolean>
  /** Runs a changed world on the same seed. */
  change(what: string, toNext: (world: WorldDocument) => WorldDocument): void
}

/** What is wrong with the world, at which place of the document. */
export interface Problem {
  readonly path: string
  readonly words: string
}

interface Draft {
  readonly world: WorldDocument
  /** The part that is looked at. */
  readonly path: string
}

export class Workshop {
  readonly #place: Workable
  readonly #past: Past<Draft>
  readonly #future: Past<Draft>
  #draft: Draft | null = $state.raw(null)
  /** What was taken over from the place, or handed to it, last. */
  #followed: WorldDocument | null = null
  /** What an edit did beside what was asked for, in sentences; for everyone, and for the live region. */
  said = $state('')

  /** As it is being built; it may be one that cannot be opened yet. */
  readonly world: WorldDocument | null = $derived.by(() => this.#draft?.world ?? null)
  readonly parts: readonly WorkshopPart[] = $derived.by(() => (this.world ? listParts(this.world) : []))
  /** The part that is looked at: the innermost that is still there. */
  readonly part: WorkshopPart | null = $derived.by(() =>
    this.#draft ? partOf(this.#draft.world, this.#draft.path) : null,
  )
  readonly problem: Problem | null = $derived.by(() => this.#findProblem())
  /** The part that has it. */
  readonly partOfProblem: WorkshopPart | null = $derived.by(() =>
    this.world && this.problem ? partOf(this.world, this.problem.path) : null,
  )
  /** Whether something waits to be run. */
  readonly isChanged: boolean = $derived.by(
    () => this.world !== null && !isSameDocument(this.world, this.#place.world),
  )

  constructor(place: Workable, now: () => number = () => performance.now()) {
    this.#place = place
    this.#past = new Past(now)
    this.#future = new Past(now)
  }

  get opened(): OpenedWorld | null {
    return this.#place.run.opened
  }

  /** What "undo" would take back, or null. */
  get undoable(): string | null {
    return this.#past.newest
  }

  /** What "redo" would bring again, or null. */
  get redoable(): string | null {
    return this.#future.newest
  }

  /** Takes over the world of the place, where that is another one than the workshop’s. */
  follow(): void {
    const { world } = this.#place
    if (world === null || world === this.#followed) return
    this.#followed = world
    if (this.#draft === null) this.#draft = { world, path: '' }
    else if (!isSameDocument(world, this.#draft.world))
      this.#put('what was set outside', { ...this.#draft, world }, true)
  }

  look(path: string): void {
    if (this.#draft) this.#draft = { ...this.#draft, path }
  }

  /** A value of the part that is looked at; the same again within a moment is one change. */
  change(what: string, toNext: (world: WorldDocument) => WorldDocument): void {
    if (!this.#draft) return
    const world = toNext(this.#draft.world)
    this.said = ''
    if (world !== this.#draft.world) this.#put(what, { ...this.#draft, world })
  }

  /** A whole part that is added, renamed, doubled or removed. */
  edit(toNext: (world: WorldDocument, path: string) => Edit): void {
    if (!this.#draft) return
    const { world, path, what, lost } = toNext(this.#draft.world, this.#draft.path)
    this.said = lost.join(' ')
    if (world !== this.#draft.world) this.#put(what, { world, path }, true)
  }

  /** Begins as a situation, or without one as the smallest world that opens; the place shows it at once. */
  async begin(id: string | null): Promise<void> {
    let situation: Situation | null = null
    try {
      if (id !== null) situation = await loadSituation(id)
    } catch {
      this.said = 'The situation could not be loaded. The connection may be gone.'
      return
    }
    const world = situation ? parseWorld(situation.world) : createSmallestWorld()
    this.said = ''
    this.#put(
      situation ? `beginning as ${situation.title}` : 'beginning from nothing',
      { world, path: '' },
      true,
    )
    await this.#place.open({ world, ...(situation && { situation: situation.id }) })
  }

  undo(): void {
    this.#travel(this.#past, this.#future)
  }

  redo(): void {
    this.#travel(this.#future, this.#past)
  }

  /** Runs what was built; what is wrong with it stays where it is shown. */
  run(): void {
    const { world } = this
    if (world === null || findProblem(world) !== null) return
    const whole = parseWorld(world)
    this.#followed = whole
    this.#place.change(this.undoable ?? 'the world', () => whole)
  }

  #put(what: string, draft: Draft, isAlone = false): void {
    if (this.#draft) this.#past.remember(what, this.#draft, isAlone)
    this.#future.clear()
    this.#draft = draft
  }

  #travel(from: Past<Draft>, to: Past<Draft>): void {
    const last = from.take()
    if (last === null || this.#draft === null) return
    to.remember(last.what, this.#draft, true)
    this.said = ''
    this.#draft = last.before
  }

  /** By the document alone; where nothing is wrong there, what the model said of the very same world. */
  #findProblem(): Problem | null {
    const { world } = this
    if (world === null) return null
    const found = findProblem(world)
    if (found) return toProblem(found.path, found.message)
    const { error } = this.#place.run
    return error?.path && !this.isChanged ? toProblem(error.path, error.message) : null
  }
}

/** The message without its path, which the form says in its own words. */
function toProblem(path: string, message: string): Problem {
  const said = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message
  return { path: toPlainPath(path), words: `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.` }
}

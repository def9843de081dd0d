/**
 * What the place shows of its run at the present moment: houses, pipes with what flows in them, who failed, and what a person has
 * chosen to look at. Reads the run; every wish goes to the store.
 */
import type { Situation } from '../../situations/situation.ts'
import { isSameDocument } from '../../schema/documentPath.ts'
import type { Contagion } from '../../stores/world/contagion.svelte.ts'
import { placeInBefore, venueInBefore } from '../../stores/world/worldBefore.ts'
import { readBefore, readHouseFacts, readMoves, toPushMoment } from './contagionLook.ts'
import { listHouses, type House } from './houses.ts'
import { readPipeFlows, type PipeFlow } from './pipeFlows.ts'
import { listPipes, type Pipe } from './pipes.ts'
import { nameEnds, namePipe } from './pipeWords.ts'
import type { ShownWorld } from './shownWorld.ts'
import { placeOfShock, readPushes } from './pushWords.ts'
import type { WorldFacts } from './worldCaption.ts'
import { listBooks } from './worldNumber.ts'

const NO_FLOW: PipeFlow = { share: 0, isBack: false, words: '', sentences: [] }

/** What is looked at: the place, or what a lesson shows of a world. */
export type Looked = Pick<
  Contagion,
  | 'run'
  | 'world'
  | 'shocks'
  | 'before'
  | 'source'
  | 'flows'
  | 'failures'
  | 'illiquid'
  | 'isOff'
  | 'isAsItCame'
  | 'world'
>

function readMomentOf(place: Looked): ShownWorld {
  const there = <T>(value: T | null | undefined): T => {
    if (value === null || value === undefined) throw new Error('The run was closed while it was shown.')
    return value
  }
  return {
    get opened() {
      return there(place.run.opened)
    },
    get frame() {
      return there(place.run.frame)
    },
    get moment() {
      return there(place.run.frame?.world)
    },
    get series() {
      return place.run.series
    },
    get ghost() {
      return place.before?.series ?? null
    },
    get isPlaying() {
      return place.run.playing
    },
    ghostPlaces: (venue, asset) => ({
      market: place.before && placeInBefore(place.before, venue, asset),
      venue: place.before && venueInBefore(place.before, venue),
    }),
    crowd: (market) => place.run.crowd(market),
  }
}

export class PlaceLook {
  readonly #place: Looked
  /** What the open situation says; null for a world of one's own, and until it has loaded. */
  situation: Situation | null = $state.raw(null)
  /** The id of the house whose levers are shown; empty where nobody has chosen. */
  chosen = $state('')
  /** A cell of the matrix that is pointed at. */
  cell: { readonly from: number; readonly to: number } | null = $state.raw(null)

  /** With all channels, as it runs: what is wanted may have other venues, until it has opened. */
  readonly #whole = $derived.by(() => this.#place.run.opened?.whole ?? null)
  /** Of the whole world, so that a pipe that is cut can be switched on again. */
  readonly houses: readonly House[] = $derived.by(() => (this.#whole ? listHouses(this.#whole) : []))
  readonly pipes: readonly Pipe[] = $derived.by(() => (this.#whole ? listPipes(this.#whole) : []))
  readonly books = $derived(listBooks(this.houses))
  readonly #pipeFlows = $derived.by(() => readPipeFlows(this.pipes, this.#place.flows))

  readonly #isOpen = $derived.by(() => this.#place.run.opened !== null && !!this.#place.run.frame?.world)
  /**
   * One object for as long as a run is open, that reads the present moment whenever it is asked: who needs the opening alone has nothing
   * to do at a step, and a picture is not opened anew.
   */
  readonly shown: ShownWorld | null = $derived.by(() => (this.#isOpen ? readMomentOf(this.#place) : null))

  constructor(place: Looked) {
    this.#place = place
  }

  /** Until someone chooses: where it begins. */
  get chosenHouse(): House | null {
    const find = (id: string | undefined | null) => this.houses.find((house) => house.id === id)
    return (
      find(this.chosen) ??
      find(this.situation?.pushed) ??
      find(this.#place.shocks.map(placeOfShock).find((id) => id !== null)) ??
      this.houses.at(0) ??
      null
    )
  }

  /** The house that was pushed first, up to the present moment; empty where none was. */
  get pushed(): string {
    const past = this.#place.shocks.filter(({ step }) => step <= this.#place.run.step)
    const first = past.toSorted((a, b) => a.step - b.step).at(0)
    return (first && placeOfShock(first)) ?? ''
  }

  /** The house where it begins, by the situation or by its first push; null where it begins in no house. */
  get begins(): string | null {
    const told = this.situation?.pushed
    const found = told ?? this.#place.shocks.map(placeOfShock).find((id) => id !== null)
    return this.houses.some(({ id }) => id === found) ? (found ?? null) : null
  }

  get standing(): readonly string[] {
    const failed = this.#place.failures.map(({ venue }) => venue)
    return this.houses.map(({ id }) => id).filter((id) => !failed.includes(id))
  }

  readonly flowOf = (pipe: Pipe): PipeFlow => this.#pipeFlows.get(pipe.key) ?? NO_FLOW

  readonly isOn = (pipe: Pipe): boolean =>
    pipe.kind === 'loans' || !this.#place.isOff(pipe.kind, pipe.links[0])

  /** Through a claim on a house that could not pay. */
  readonly hasFailed = (pipe: Pipe): boolean =>
    this.#place.failures.some(
      ({ venue, cause, debtors }) =>
        pipe.to === venue && pipe.kind === 'placed' && cause === 'claims' && debtors.includes(pipe.from),
    )

  /** What other houses lost on it so far, in cents. */
  readonly passedOf = (house: House): number => {
    const { source, run } = this.#place
    if (!source) return 0
    return source
      .eventsUntil('claimLoss', run.step)
      .reduce((sum, row) => (row.counterparty === house.place ? sum + row.cents : sum), 0)
  }

  /** A pipe that is all of its channel switches the channel; else its own links. */
  readonly toggle = ({ kind, links }: Pipe, place: Pick<Contagion, 'switch'>): void => {
    if (kind === 'loans') return
    const isAll = this.pipes.every((pipe) => pipe.kind !== kind || pipe.links.join() === links.join())
    if (isAll) void place.switch(kind)
    else for (const link of links) void place.switch(kind, link)
  }

  /** The pipes through which the cell's fall is forced. */
  get lit(): readonly string[] {
    const { cell } = this
    if (!cell) return []
    const [from, to] = [this.books[cell.from]?.venue, this.books[cell.to]?.venue]
    const joins = (pipe: Pipe) =>
      (pipe.from === from && pipe.to === to) || (pipe.from === to && pipe.to === from)
    return this.pipes.filter((pipe) => from !== to && joins(pipe)).map(({ key }) => key)
  }

  get title(): string {
    return this.situation?.title ?? (this.shown?.opened.world.title || 'A world of your own')
  }

  get facts(): WorldFacts | null {
    const { shown, situation } = this
    if (!shown) return null
    const { run, world, shocks, before, failures, illiquid, source, isAsItCame } = this.#place
    const failed = failures.map(({ venue }) => venue)
    return {
      title: this.title,
      sentence: (isAsItCame && situation?.sentence) || '',
      pushes: source ? readPushes(shocks, toPushMoment(source, run.step)) : [],
      houses: readHouseFacts(this.houses, shown),
      failed,
      illiquid: illiquid.map(({ venue }) => venue).filter((id) => !failed.includes(id)),
      moves: readMoves(this.houses, shown),
      cut: this.pipes
        .filter((pipe) => !this.isOn(pipe))
        .map((pipe) => `${namePipe(pipe.kind)} ${nameEnds(pipe)}`),
      // Where more than pipes differs, it says nothing of them.
      before:
        before?.off.length === 0 && isSameDocument(before.world, world) ? readBefore(before, run.step) : null,
    }
  }
}

/**
 * All the words of the picture, placed: collects what is wanted and what is in the way, and places it a few times a second.
 * The flag of the price follows it in between.
 */
import { wishAxes, wishFlag, wishPrices } from './axisLabels.ts'
import { wishMoment, wishSketch, wishStrip } from './chartLabels.ts'
import { wishBand, wishLegend, wishSides, wishStart, wishTraders } from './crowdLabels.ts'
import { wishGaps } from './gapLabels.ts'
import { wishHalts } from './halts.ts'
import { findGround } from './obstacles.ts'
import type { Overlay } from './overlay.ts'
import { isOver, placeAll, type Placed, type Wish } from './placement.ts'
import type { Scene } from './scene.ts'
import { TextSizes, type Measure } from './textSize.ts'
import type { StageWords } from './words.ts'

/** Between two placings while something moves; of several small pictures on a page, less often. */
const PLACE_EVERY_MS = 120
const PLACE_FEW_EVERY_MS = 240
/** More steps at once are a jump in time. */
const LONGEST_PLAY = 40

/** @internal */
export function placeLabels(
  scene: Scene,
  words: StageWords,
  measure: Measure,
  held?: ReadonlyMap<string, number>,
): Placed[] {
  const wishes = scene.layout.isCompact ? listFew(scene, words, measure) : listAll(scene, words, measure)
  return placeAll(wishes, findGround(scene), held)
}

/** What each of several small pictures must say for itself. */
function listFew(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  return [
    wishFlag(scene, words, measure),
    ...wishPrices(scene, words, measure),
    ...wishGaps(scene, words, measure),
    ...wishHalts(scene, words, measure),
    ...wishMoment(scene, words, measure),
    ...wishTraders(scene, words, measure),
  ]
}

function listAll(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  return [
    wishFlag(scene, words, measure),
    ...wishAxes(scene, words, measure),
    ...wishGaps(scene, words, measure),
    wishStrip(scene, words, measure),
    ...wishSketch(scene, words, measure),
    ...wishHalts(scene, words, measure),
    ...wishMoment(scene, words, measure),
    ...wishSides(scene, words, measure),
    ...wishBand(scene, words, measure),
    ...wishStart(scene, words, measure),
    ...wishLegend(scene, words, measure),
    ...wishTraders(scene, words, measure),
  ]
}

export class Labels {
  readonly #root: HTMLElement
  readonly #overlay: Overlay
  readonly #words: StageWords
  readonly #sizes = new TextSizes()
  #held = new Map<string, number>()
  #placed: readonly Placed[] = []
  #step = 0
  #placedMs = -Infinity
  #isDue = false
  readonly #everyMs: number

  constructor(root: HTMLElement, overlay: Overlay, words: StageWords, isCompact: boolean) {
    this.#everyMs = isCompact ? PLACE_FEW_EVERY_MS : PLACE_EVERY_MS
    this.#root = root
    this.#overlay = overlay
    this.#words = words
  }

  /** Whether labels wait for their places, and have waited long enough. */
  isDue(nowMs: number): boolean {
    return this.#isDue && nowMs - this.#placedMs >= this.#everyMs
  }

  clear(): void {
    this.#overlay.clear()
    this.#placed = []
    this.hurry()
  }

  /** No place of before is worth keeping, and none may stay on the page until the next turn. */
  hurry(): void {
    this.#held.clear()
    this.#placedMs = -Infinity
  }

  /** Something in the picture has changed: labels wait for their turn, but for the first ones. */
  follow(scene: Scene, nowMs: number): void {
    this.#isDue = true
    if (this.#placedMs === -Infinity) return this.place(scene, nowMs)
    const flags = placeAll(
      [wishFlag(scene, this.#words, this.#sizes.at(scene.layout.type))],
      findNothing(scene),
    )
    // None in a picture that is narrower than it, as one whose place on the page is gone.
    for (const flag of flags) {
      this.#overlay.show(flag)
      // What it comes over gives way until the next turn.
      for (const label of this.#placed)
        if (label.key !== flag.key && isOver(label, flag)) this.#overlay.hide(label.key)
    }
  }

  place(scene: Scene, nowMs: number): void {
    const { step, isPlaying } = scene.view
    const isJump = step < this.#step || step > this.#step + LONGEST_PLAY
    this.#step = step
    this.#sizes.refresh(this.#root)
    // While a run goes on, labels keep their places; at rest each gets its best, whatever stood there before.
    const measure = this.#sizes.at(scene.layout.type)
    const placed = placeLabels(scene, this.#words, measure, isPlaying && !isJump ? this.#held : undefined)
    for (const label of placed) this.#overlay.show(label)
    this.#overlay.settle()
    this.#placed = placed
    this.#held = new Map(placed.map(({ key, place }) => [key, place]))
    this.#placedMs = nowMs
    this.#isDue = false
  }
}

/** Nothing is in the way of the flag. */
function findNothing({ layout: { width, height } }: Scene) {
  return { frame: { left: 0, top: 0, right: width, bottom: height }, lines: [], marks: [] }
}

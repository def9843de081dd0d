/** The panel as rows: each dial with what is published of it, whether that is beyond its line, and, after the night, what was true. */
import { DIALS } from '../../dials/dialTable.ts'
import { warns } from '../../dials/readDials.ts'
import type { DialId } from '../../dials/dial.ts'
import type { NightPlay } from '../../stores/desk/nightPlay.svelte.ts'
import type { NightSetup } from '../../stores/desk/nightSetup.svelte.ts'
import { showDial } from '../dials/dialWords.ts'

export interface DialRow {
  readonly id: DialId
  readonly label: string
  readonly sentence: string
  readonly shown: string
  /** After the night alone; empty before. */
  readonly truth: string
  readonly isBeyond: boolean
  /** `above 1.00×`. */
  readonly line: string
  /** Published so far, and the truth of the same moments, as points from 0 to 1; y upwards. */
  readonly published: readonly (readonly [number, number])[]
  readonly true: readonly (readonly [number, number])[]
  /** Where the line is, from 0 to 1. */
  readonly lineAt: number
}

export function listDialRows(night: NightPlay, setup: NightSetup): DialRow[] {
  const { steps } = night.run
  return setup.dials.map((id): DialRow => {
    const dial = DIALS[id]
    const line = setup.line(id)
    const newest = night.newest(id)
    const figures = night.published(id)
    const seen = figures.flatMap(({ value, truth }) => (night.isReview ? [value, truth] : [value]))
    const finite = [...seen, line].filter(Number.isFinite)
    const [low, high] = [Math.min(0, ...finite), Math.max(...finite) * 1.1 || 1]
    const toY = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)))
    const trace = (read: (figure: (typeof figures)[number]) => number, at: (figure: (typeof figures)[number]) => number) =>
      figures
        .filter((figure) => !Number.isNaN(read(figure)))
        .map((figure) => [at(figure) / Math.max(1, steps), toY(read(figure))] as const)
    return {
      id,
      label: dial.label,
      sentence: dial.sentence,
      shown: newest ? showDial(dial, newest.value) : '–',
      truth: night.isReview && newest ? showDial(dial, newest.truth) : '',
      isBeyond: newest !== null && warns(dial, newest.value, line),
      line: `${dial.worse === 'higher' ? 'above' : 'below'} ${showDial(dial, line)}`,
      published: trace(({ value }) => value, ({ outAt }) => outAt),
      true: night.isReview ? trace(({ truth }) => truth, ({ step }) => step) : [],
      lineAt: toY(line),
    }
  })
} // prettier-ignore

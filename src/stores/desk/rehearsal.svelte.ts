/**
 * What rules would do, before the night: the floors' values over a few rehearsals and what the dials say at the opening, on seeds of
 * their own that judge nothing. Asked for while rules are being moved, so only the last wish counts, after a moment's rest.
 */
import { Asked, type CancelablePool } from '../asked.svelte.ts'
import { Rest } from '../rest.ts'
import type { NightGame } from './nightGame.ts'
import type { DialId } from '../../dials/dial.ts'
import { placeDials } from '../../dials/readDials.ts'
import type { Play } from '../../nights/play.ts'
import type { NightOutcome } from '../../risk/nights/judge.ts'
import type { PlayedNight, ShownTask } from '../../risk/nights/playNight.ts'
import { performAll } from '../../risk/performAll.ts'

const REHEARSALS = 3

interface Rehearsed {
  readonly seed: string
  readonly outcome: NightOutcome
  /** By dial, what is true at the opening. */
  readonly opening: Readonly<Partial<Record<DialId, number>>>
  /** Dials that this world does not have, and why. */
  readonly absent: readonly { readonly id: DialId; readonly why: string }[]
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export class Rehearsal {
  readonly answer: Asked<readonly Rehearsed[]>
  readonly #rest = new Rest()

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  /** By floor, the mean; null until it is known. */
  readonly floors: readonly number[] | null = $derived.by(() => {
    const all = this.answer.now
    if (!all || all.length === 0) return null
    const rows = all.map(({ outcome }) =>
      outcome.judged.filter(({ kind }) => kind === 'floor').map(({ value }) => value),
    )
    return rows[0].map((_, i) => meanOf(rows.map((row) => row[i])))
  })

  /** What a dial says at the opening, the mean; null until it is known. */
  opening(dial: DialId): number | null {
    const values = (this.answer.now ?? []).flatMap(({ opening }) => opening[dial] ?? [])
    return values.length > 0 ? meanOf(values) : null
  }

  get absent(): Rehearsed['absent'] {
    return this.answer.now?.at(0)?.absent ?? []
  }

  ask({ night, level }: NightGame, play: Play): void {
    const seeds = Array.from({ length: REHEARSALS }, (_, k) => `${night.id}/rehearsal/${k + 1}`)
    this.#rest.begin(
      () =>
        void this.answer.ask(async (pool) => {
          const tasks = seeds.map((seed): ShownTask => ({
            kind: 'nightShown',
            night,
            ...(level !== undefined && { level }),
            play: { ...play, asks: [] },
            seed,
            dials: Object.keys(night.dials) as DialId[],
          }))
          return (await performAll(pool, tasks)).map((played, k) => toRehearsed(seeds[k], played))
        }, true),
    )
  }

  close(): void {
    this.#rest.end()
    this.answer.clear()
  }
}

function toRehearsed(seed: string, { outcome, panel, document }: PlayedNight): Rehearsed {
  const losses = Object.fromEntries(Object.keys(document.venues).map((venue) => [venue, 1]))
  const first = Object.entries(panel).flatMap(([id, figures]) => (figures[0] ? [[id, figures[0].truth]] : []))
  return {
    seed,
    outcome,
    opening: Object.fromEntries(first) as Rehearsed['opening'],
    absent: placeDials(document, { losses }).flatMap(({ dial, ...one }) => ('why' in one ? [{ id: dial.id, why: one.why }] : [])),
  }
} // prettier-ignore

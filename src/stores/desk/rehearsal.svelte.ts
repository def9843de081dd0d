/**
 * What rules would do to the business before the night: the floors' values over a few rehearsals, on seeds of their own that judge
 * nothing. Asked for while rules are being moved, so only the last wish counts, after a moment's rest.
 */
import { Asked, type CancelablePool } from '../asked.svelte.ts'
import { Rest } from '../rest.ts'
import type { NightGame } from './nightGame.ts'
import type { Play } from '../../nights/play.ts'
import type { NightTask, Tile } from '../../risk/nights/score.ts'
import { performAll } from '../../risk/performAll.ts'

const REHEARSALS = 3

export class Rehearsal {
  readonly answer: Asked<readonly Tile[]>
  readonly #rest = new Rest()

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  /** By floor, the mean; null until it is known. */
  readonly floors: readonly number[] | null = $derived.by(() => {
    const tiles = this.answer.now
    if (!tiles || tiles.length === 0) return null
    const rows = tiles.map(({ outcome }) =>
      outcome.judged.filter(({ kind }) => kind === 'floor').map(({ value }) => value),
    )
    return rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length)
  })

  ask({ night, level }: NightGame, play: Play): void {
    const seeds = Array.from({ length: REHEARSALS }, (_, k) => `${night.id}/rehearsal/${k + 1}`)
    this.#rest.begin(
      () =>
        void this.answer.ask(async (pool) => {
          const tasks = seeds.map((seed): NightTask => ({
            kind: 'night',
            night,
            ...(level !== undefined && { level }),
            play: { ...play, asks: [] },
            seeds: [seed],
          }))
          return (await performAll(pool, tasks)).flatMap(({ tiles }) => tiles)
        }, true),
    )
  }

  close(): void {
    this.#rest.end()
    this.answer.clear()
  }
}

/**
 * What a committee sees of the run on the screen: its dials as they are published, and when it meets. The run is played once more in a
 * worker, with what was proposed among its shocks, so that both say the same.
 */
import { committeeOf } from '../course/attempt.ts'
import type { PlacedDial } from '../dials/dial.ts'
import type { DialHistory } from '../dials/dialBoard.ts'
import { Meetings } from '../dials/meetings.ts'
import { placeDials, warns } from '../dials/readDials.ts'
import { performAll } from '../risk/performAll.ts'
import type { WatchedTask } from '../risk/watchedRuns.ts'
import type { Committee } from '../schema/committee.ts'
import type { WorldDocument } from '../schema/world.ts'
import { Asked, type CancelablePool } from './asked.svelte.ts'
import type { LessonPlay } from './lesson.svelte.ts'
import type { ShownDial } from './monitoring.svelte.ts'

interface Seen {
  /** Its own, in the order of the table, each with the line of the committee. */
  readonly dials: readonly PlacedDial[]
  readonly published: DialHistory
  readonly meetings: readonly number[]
}

export class CommitteeView {
  readonly #asked: Asked<Seen>

  constructor(pool?: CancelablePool) {
    this.#asked = new Asked(pool)
  }

  get problem(): string | null {
    return this.#asked.problem
  }

  /** What was seen before stays until this is known. */
  watch(document: WorldDocument, committee: Committee): Promise<void> {
    const task: WatchedTask = {
      kind: 'watched',
      document,
      seeds: [document.seed],
      given: { losses: committee.losses },
      everySteps: committee.published.everySteps,
      isCalm: false,
      endsWithStorm: false,
      published: committee.published,
    }
    return this.#asked.ask(async (pool) => {
      const [[{ history, published = history }]] = await performAll(pool, [task])
      return see(document, committee, published)
    }, true)
  }

  /** Its dials at a step, as far as they are out by then; null before they are known. */
  at(step: number): ShownDial[] | null {
    const { now } = this.#asked
    if (now === null) return null
    const steps = now.published.steps.filter((one) => one <= step)
    return now.dials.map((placed) => {
      const values = (now.published.values[placed.dial.id] ?? []).slice(0, steps.length)
      const value = values.at(-1) ?? NaN
      return { placed, value, warns: warns(placed.dial, value, placed.dial.line), steps, values }
    })
  }

  /** Steps up to this one at whose end it met. */
  meetings(step: number): readonly number[] {
    return (this.#asked.now?.meetings ?? []).filter((one) => one <= step)
  }

  /** The worker ends. */
  close(): void {
    this.#asked.cancel()
  }
}

/** Who watches the run on the stage of a lesson and proposes rules; null where nobody does. */
export function findCommittee({ lesson, shownSettings }: LessonPlay): Committee | null {
  return committeeOf(lesson, shownSettings)
}

function see(document: WorldDocument, committee: Committee, published: DialHistory): Seen {
  const dials = placeDials(document, { losses: committee.losses })
    .filter(({ dial }) => committee.dials.includes(dial.id))
    .map((placed) => ({
      ...placed,
      dial: { ...placed.dial, line: committee.lines[placed.dial.id] ?? placed.dial.line },
    }))
  const meetings = new Meetings(committee)
  for (let step = 0; step <= document.steps; step++) {
    const out = published.steps.findLastIndex((one) => one <= step)
    const warning = dials.filter(({ dial }) => {
      return warns(dial, published.values[dial.id]?.at(out < 0 ? Infinity : out) ?? NaN, dial.line)
    })
    meetings.hear(step, warning.length)
  }
  return { dials, published, meetings: meetings.steps }
}

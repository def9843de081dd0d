/** The probability of one event of the lab's scenario, by counting or by splitting, as it sharpens. */
import { estimate, type Estimate, type Question } from '../risk/estimate.ts'
import type { Scenario } from '../schema/scenario.ts'
import { Asked, FIRST_SEED, type CancelablePool } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'

/** Counting goes so far before splitting is thought about, and at most so far. */
const MOST_COUNTED = 20_000
const PRECISION = 0.1

interface RareAnswer {
  readonly estimate: Estimate
  /** What counting said, so that both can be compared where splitting answers; null before it said anything. */
  readonly counted: Estimate | null
}

export interface RareForm {
  readonly event: string
}

export class Rarity {
  readonly answer: Asked<RareAnswer>
  readonly form = new Form<RareForm>()

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  ask(document: Scenario, form: RareForm): Promise<void> {
    this.form.asked = form
    const question: Question = {
      document,
      event: form.event,
      method: 'auto',
      from: FIRST_SEED,
      runs: MOST_COUNTED,
      precision: PRECISION,
    }
    return this.answer.ask(async (pool, hear, tellProgress) => {
      let counted: Estimate | null = null
      const tell = (now: Estimate): RareAnswer => {
        if (now.method === 'crude') counted = now
        return { estimate: now, counted }
      }
      const found = await estimate(question, pool, (soFar, share) => {
        hear(tell(soFar))
        tellProgress(share)
      })
      return tell(found)
    })
  }

  cancel(): void {
    this.answer.cancel()
  }

  clear(): void {
    this.answer.clear()
    this.form.clear()
  }
}

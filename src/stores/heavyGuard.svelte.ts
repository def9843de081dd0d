/**
 * Asks before a run that may take minutes and much memory, whichever lever or field it came from. What was agreed to once
 * is not asked again, until something asks for still more.
 */
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { Work } from '../schema/workload.ts'

export interface HeavyQuestion {
  readonly words: string
  go(): void
  cancel(): void
}

export class HeavyGuard {
  question: HeavyQuestion | null = $state.raw(null)
  #agreed: Work | null = null
  #turn = 0

  /**
   * Whether a scenario may be run now. Where it is heavy, a question is open afterwards instead.
   * @returns false also where a newer scenario came in meanwhile
   */
  async admits(
    scenario: Scenario | WorldDocument | null,
    answers: Pick<HeavyQuestion, 'go' | 'cancel'>,
  ): Promise<boolean> {
    const turn = ++this.#turn
    this.question = null
    if (!scenario) return true
    const { weigh } = await import('../schema/workload.ts')
    if (turn !== this.#turn) return false
    const work = weigh(scenario)
    if (!work.isHeavy || this.#isAgreed(work)) return true
    this.question = {
      words: work.words,
      go: () => {
        this.#agreed = work
        this.question = null
        answers.go()
      },
      cancel: () => {
        this.question = null
        answers.cancel()
      },
    }
    return false
  }

  /** It was asked elsewhere: by the link or the file that brought the scenario. */
  async agree(scenario: Scenario | WorldDocument): Promise<void> {
    this.#turn++
    this.question = null
    this.#agreed = (await import('../schema/workload.ts')).weigh(scenario)
  }

  #isAgreed({ traders, steps, visits }: Work): boolean {
    const agreed = this.#agreed
    return agreed !== null && traders <= agreed.traders && steps <= agreed.steps && visits <= agreed.visits
  }
}

/** One process of a study: performs tasks until nobody asks any more. */
import type { Answered } from '../schema/taskBatch.ts'
import { perform, type RiskAnswer, type RiskTask } from '../risk/task.ts'

process.on('message', (task: RiskTask) => process.send?.(answer(task)))

function answer(task: RiskTask): Answered<RiskAnswer> {
  try {
    return { answer: perform(task) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

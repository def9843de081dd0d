/** Tasks for whoever asks: the page hands them to its workers, and needs no engine for that. */
import type { AnswerOf, Pool, RiskTask } from './task.ts'

export async function performAll<T extends RiskTask>(
  pool: Pool,
  tasks: readonly T[],
  onAnswer?: (answered: number) => void,
): Promise<AnswerOf<T>[]> {
  return (await pool.perform(tasks, onAnswer)) as AnswerOf<T>[]
}

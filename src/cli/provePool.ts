/** Spreads the seeds of all lessons and nights over a few processes. */
import { ProcessPool } from './processPool.ts'
import type { ProofAnswers, ProofTask } from './proveWorker.ts'
import { LessonError } from '../course/lessonError.ts'

const WORKER = new URL('./proveWorker.ts', import.meta.url)

/**
 * The results in the order of the tasks, all of one kind.
 * @throws LessonError where a lesson, or a night, cannot be played
 */
export async function proveAll<K extends ProofTask['kind']>(
  root: string,
  kind: K,
  tasks: readonly Omit<ProofTask, 'kind'>[],
): Promise<ProofAnswers[K][]> {
  const pool = new ProcessPool<ProofTask, ProofAnswers[K]>(
    WORKER,
    [root],
    ({ id, seed }, message) => new LessonError(`${kind} ${id}, seed ${seed}`, message),
  )
  try {
    return await pool.perform(tasks.map((task) => ({ kind, ...task })))
  } finally {
    pool.close()
  }
}

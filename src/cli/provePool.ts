/** Spreads the seeds of all lessons over a few processes. */
import { ProcessPool } from './processPool.ts'
import type { ProofTask } from './proveWorker.ts'
import { LessonError } from '../course/lessonError.ts'
import type { SeedResult } from '../course/proof.ts'

const WORKER = new URL('./proveWorker.ts', import.meta.url)

/**
 * The results in the order of the tasks.
 * @throws LessonError where a lesson cannot be played
 */
export async function proveAll(root: string, tasks: readonly ProofTask[]): Promise<SeedResult[]> {
  const pool = new ProcessPool<ProofTask, SeedResult>(
    WORKER,
    [root],
    ({ lesson, seed }, message) => new LessonError(`lesson ${lesson}, seed ${seed}`, message),
  )
  try {
    return await pool.perform(tasks)
  } finally {
    pool.close()
  }
}

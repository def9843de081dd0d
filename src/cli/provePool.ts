/**
 * Spreads the seeds of all lessons over a few processes. Each asks for the next task when it is done with one, so that none
 * waits for a slow lesson. Processes, not threads: a thread of Node 20 does not read TypeScript.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ProofAnswer, ProofTask } from './proveWorker.ts'
import { LessonError } from '../course/lessonError.ts'
import type { SeedResult } from '../course/proof.ts'

const WORKER = fileURLToPath(new URL('./proveWorker.ts', import.meta.url))
const MOST_PROCESSES = 4

/**
 * The results in the order of the tasks.
 * @throws LessonError where a lesson cannot be played
 */
export async function proveAll(root: string, tasks: readonly ProofTask[]): Promise<SeedResult[]> {
  const results: SeedResult[] = []
  let next = 0
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(WORKER, [root], { execArgv: ['--import', import.meta.resolve('tsx')] })
      let at = next++
      child.on('error', reject)
      child.on('exit', (code) =>
        at < tasks.length ? reject(new Error(`A proof ended with ${String(code)}.`)) : resolve(),
      )
      child.on('message', (answer: ProofAnswer) => {
        if ('error' in answer) {
          reject(new LessonError(`lesson ${tasks[at].lesson}, seed ${tasks[at].seed}`, answer.error))
          next = tasks.length
        } else results[at] = answer.result
        at = next++
        if (at < tasks.length) child.send(tasks[at])
        else child.disconnect()
      })
      child.send(tasks[at])
    })
  const processes = Math.min(availableParallelism(), MOST_PROCESSES, tasks.length)
  await Promise.all(Array.from({ length: processes }, work))
  return results
}

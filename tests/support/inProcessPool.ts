/**
 * A pool for tests of src/risk: so many workers of this thread, each asking for the next task when it is done with one, and done
 * in an order that is drawn. What goes to them and comes back is copied, as it is between threads.
 */
import { mulberry32 } from './randomNumbers.ts'
import { perform, type Pool, type RiskAnswer, type RiskTask } from '../../src/risk/task.ts'

export interface WatchedPool extends Pool {
  /** Tasks in the order in which they were done. */
  readonly done: RiskTask[]
}

export function inProcessPool(workers = 1, seed = 1): WatchedPool {
  const random = mulberry32(seed)
  const done: RiskTask[] = []
  return {
    done,
    async perform(tasks) {
      const left = tasks.map((task, place) => ({ task, place }))
      const answers: RiskAnswer[] = []
      const work = async () => {
        for (;;) {
          const [next] = left.splice(workers === 1 ? 0 : Math.floor(random() * left.length), 1)
          if (next === undefined) return
          for (let turns = Math.floor(random() * 5); turns > 0; turns--) await Promise.resolve()
          done.push(next.task)
          answers[next.place] = structuredClone(perform(structuredClone(next.task)))
        }
      }
      await Promise.all(Array.from({ length: workers }, work))
      return answers
    },
  }
}

/** One process of many studies: answers each question with its interval, until nobody asks any more. */
import { inProcessPool } from './inProcessPool.ts'
import type { Answered } from '../../src/schema/taskBatch.ts'
import { estimate, type Estimate, type Question } from '../../src/risk/estimate.ts'

const pool = inProcessPool()

process.on('message', (question: Question) => {
  void estimate(question, pool).then(
    (answer) => process.send?.({ answer } satisfies Answered<Estimate>),
    (error: unknown) => process.send?.({ error: String(error) } satisfies Answered<Estimate>),
  )
})

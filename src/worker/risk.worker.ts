/** The entry of a worker of the risk lab: performs one task after the other (src/risk/task.ts), and knows nothing between them. */
import { holdLife } from './liveness.ts'
import { listBuffers, perform, type RiskAnswer, type RiskTask } from '../risk/task.ts'
import type { Answered } from '../schema/taskBatch.ts'

/** The part of a dedicated worker's scope that is used; the project's types are those of a page. */
interface WorkerScope {
  readonly name: string
  onmessage: ((event: MessageEvent<RiskTask>) => void) | null
  postMessage(reply: Answered<RiskAnswer>, transfer?: readonly ArrayBufferLike[]): void
}
const scope = self as unknown as WorkerScope

holdLife(scope.name)

scope.onmessage = ({ data }) => {
  try {
    const answer = perform(data)
    scope.postMessage({ answer }, listBuffers(answer))
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
}

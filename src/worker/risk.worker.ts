/** The entry of a worker of the risk lab: performs one task after the other (src/risk/task.ts), and knows nothing between them. */
import { perform, type RiskAnswer, type RiskTask } from '../risk/task.ts'

/** The part of a dedicated worker's scope that is used; the project's types are those of a page. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<RiskTask>) => void) | null
  postMessage(reply: { readonly answer: RiskAnswer } | { readonly error: string }): void
}
const scope = self as unknown as WorkerScope

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ answer: perform(data) })
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
}

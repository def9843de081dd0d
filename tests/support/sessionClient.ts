/** A client on a session in the same thread. */
import { createInProcess, type InProcess } from './inProcessPort.ts'
import { SimulationClient } from '../../src/worker/client.ts'
import type { SessionOptions } from '../../src/worker/session.worker.ts'

export interface SessionClient extends InProcess {
  readonly client: SimulationClient
}

export function createSessionClient(options: Partial<SessionOptions> = {}): SessionClient {
  const inProcess = createInProcess(options)
  return { ...inProcess, client: new SimulationClient(inProcess.connect) }
}

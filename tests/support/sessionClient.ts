/** A client on a session in the same thread, and a clock that a test controls. */
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

/** A clock that moves on by this much whenever it is read: time then depends on the work alone. */
export function createTickingClock(millisecondsPerReading: number): () => number {
  let now = 0
  return () => (now += millisecondsPerReading)
}

/**
 * The real session in the same thread, behind the line that a worker would be behind: messages are cloned, arrays are
 * transferred and replies come later, as they do between threads. Its clock counts the work, so that checkpoints and slices
 * lie where they lie on any machine.
 */
import { createTickingClock } from './tickingClock.ts'
import { CHECKPOINT_BUDGET_BYTES, Session, type SessionOptions } from '../../src/worker/session.worker.ts'
import type { Connect, Listener } from '../../src/worker/port.ts'
import type { Envelope, Reply } from '../../src/schema/message.ts'

export interface InProcess {
  readonly connect: Connect
  /** Everything that was asked and answered, in order, without the arrays. */
  readonly log: { asked: string[]; answered: string[] }
  /** Breaks the line as a dying worker would. */
  crash(reason: string): void
}

export function createInProcess(options: Partial<SessionOptions> = {}): InProcess {
  const log = { asked: [] as string[], answered: [] as string[] }
  let listener: Listener | null = null
  const connect: Connect = (newListener) => {
    listener = newListener
    let isOpen = true
    const session = new Session({
      assert: true,
      now: createTickingClock(1),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      budgetBytes: CHECKPOINT_BUDGET_BYTES,
      ...options,
      post: (reply, transfer) => {
        const moved = structuredClone(reply, { transfer: transfer as ArrayBuffer[] })
        log.answered.push(describe(moved))
        setImmediate(() => isOpen && newListener.onReply(moved))
      },
    })
    return {
      post: (envelope) => {
        const cloned: Envelope = structuredClone(envelope)
        log.asked.push(`${cloned.id} ${cloned.request.kind}`)
        setImmediate(() => isOpen && session.receive(cloned))
      },
      close: () => {
        isOpen = false
      },
    }
  }
  return { connect, log, crash: (reason) => listener?.onFailure(reason) }
}

function describe(reply: Reply): string {
  if ('progress' in reply) return `${reply.id} progress`
  return 'error' in reply ? `${reply.id} error ${reply.error.message}` : `${reply.id} answer`
}

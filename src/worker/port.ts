/**
 * The line between the page and whoever answers: a worker in the browser, a session in the same thread in tests. The
 * worker is created when the first request is made, so that the page is painted first.
 */
import type { Envelope, Reply } from '../schema/message.ts'

export interface Port {
  post(envelope: Envelope): void
  /** No reply comes after this. */
  close(): void
}

export interface Listener {
  onReply(reply: Reply): void
  /** The other side is gone, or can no longer be understood. */
  onFailure(reason: string): void
}

/** The worker's first words: the lock that it holds for as long as it lives. */
interface Living {
  readonly lock: string
}

export type Connect = (listener: Listener) => Port

/**
 * Starts the simulation's worker.
 * @param isAsserting check the engine's invariants after every step, in the built site too
 */
export function connectWorker(listener: Listener, isAsserting = false): Port {
  // The build finds the worker's file by this very expression (src/cli/workerChunkPlugin.ts), so it stays whole.
  const worker = isAsserting
    ? new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module', name: 'asserting' })
    : new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' })
  // A worker that ends without a word, for want of memory say, lets go of its lock; whoever waits for it then hears so.
  const watch = new AbortController()
  worker.onmessage = ({ data }: MessageEvent<Reply | Living>) => {
    if (!('lock' in data)) return listener.onReply(data)
    navigator.locks
      .request(data.lock, { signal: watch.signal }, () => listener.onFailure('it has ended'))
      .catch(() => undefined)
  }
  worker.onmessageerror = () => listener.onFailure('a message could not be read')
  // A worker that could not be loaded says nothing more than that.
  worker.onerror = (event) => listener.onFailure(event.message || 'it could not be loaded')
  return {
    post: (envelope) => worker.postMessage(envelope),
    close: () => {
      watch.abort()
      worker.terminate()
    },
  }
}

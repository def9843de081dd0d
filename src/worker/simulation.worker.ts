/**
 * The worker's entry: connects the session to the thread. Invariants are checked after every step in development
 * builds, and in a worker whose name asks for it, so that the built site can be tested with them on.
 */
import { Session } from './session.worker.ts'
import type { Envelope } from '../schema/message.ts'

/** The part of a dedicated worker's scope that is used; the project's types are those of a page. */
interface WorkerScope {
  readonly name: string
  onmessage: ((event: MessageEvent<Envelope>) => void) | null
  onunhandledrejection: ((event: PromiseRejectionEvent) => void) | null
  postMessage(message: unknown, transfer: ArrayBufferLike[]): void
}
const scope = self as unknown as WorkerScope

// A message to oneself waits behind the page's messages that are already there, and unlike a timer it does not wait longer.
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

const session = new Session({
  post: (reply, transfer) => scope.postMessage(reply, transfer),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      channel.port2.postMessage(null)
    }),
  now: () => performance.now(),
  assert: import.meta.env.DEV || scope.name === 'asserting',
})

// A broken promise that nobody waited for is a fault of the worker's own; the page only hears of errors that are thrown.
scope.onunhandledrejection = (event) => {
  setTimeout(() => {
    throw event.reason
  })
}

// The browser takes the lock back when this thread ends, for whatever reason, and so the page learns of it. Old browsers and
// insecure addresses have no locks; there the page only hears of errors that are thrown.
const lock = `loss-spiral:${crypto.getRandomValues(new Uint32Array(4)).join('-')}`
const locks = navigator.locks as LockManager | undefined
const hold = () => {
  scope.postMessage({ lock }, [])
  return new Promise(() => {})
}
// In a frame of another site the browser may refuse locks, as it refuses storage; that is no fault of the model.
const holding = locks?.request(lock, hold) as Promise<unknown> | undefined
holding?.catch(() => undefined)

scope.onmessage = (event) => session.receive(event.data)

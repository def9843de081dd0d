/**
 * How much of the heaps of a page and of its worker is in use, which has one of its own: objects, DOM and buffers that are
 * still reachable, from a heap snapshot each. Compiled code is left out, since it grows for as long as engines learn.
 */
import type { CDPSession } from '@playwright/test'

export interface HeapSizes {
  readonly page: number
  readonly worker: number
}

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } }
  readonly nodes: readonly number[]
}
interface Message {
  readonly id?: number
  readonly result?: object
  readonly method?: string
  readonly params?: { readonly chunk: string }
}

export class Heaps {
  readonly #session: CDPSession
  #id = 0
  #workerSession = ''
  #chunks: string[] = []
  readonly #waiting = new Map<number, () => void>()

  constructor(session: CDPSession) {
    this.#session = session
    const take = ({ chunk }: { chunk: string }) => void this.#chunks.push(chunk)
    session.on('HeapProfiler.addHeapSnapshotChunk', take)
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      // Those of the risk lab come and go beside it.
      if (targetInfo.url.includes('simulation.worker')) this.#workerSession = sessionId
    })
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, params, method } = JSON.parse(message) as Message
      if (method === 'HeapProfiler.addHeapSnapshotChunk' && params) take(params)
      if (id !== undefined) this.#waiting.get(id)?.()
    })
  }

  /** Before the page starts its worker. */
  async attach(): Promise<void> {
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false }
    await this.#session.send('Target.setAutoAttach', options)
  }

  /** Checkpoints lie where the worker's clock says. One that counts how often it is read puts them where they always are. */
  async countWorkersClock(): Promise<void> {
    await this.#askWorker('Runtime.evaluate', { expression: 'let now = 0; performance.now = () => ++now' })
  }

  /** Bytes. */
  async measure(): Promise<HeapSizes> {
    // What finalizers hold goes with the collection after the one that finds it; a snapshot collects once more.
    await this.#session.send('HeapProfiler.collectGarbage')
    await this.#session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    const page = this.#sum()
    await this.#askWorker('HeapProfiler.collectGarbage')
    await this.#askWorker('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    return { page, worker: this.#sum() }
  }

  /** Takes what has come of a snapshot, and adds up the sizes in it. */
  #sum(): number {
    const { snapshot, nodes } = JSON.parse(this.#chunks.join('')) as Snapshot
    this.#chunks = []
    const { node_fields: fields, node_types: types } = snapshot.meta
    const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
    const code = types[0].indexOf('code')
    let bytes = 0
    for (let at = 0; at < nodes.length; at += fields.length)
      if (nodes[at + type] !== code) bytes += nodes[at + size]
    return bytes
  }

  #askWorker(method: string, params: object = {}): Promise<void> {
    const id = ++this.#id
    const message = JSON.stringify({ id, method, params })
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, resolve)
      this.#session
        .send('Target.sendMessageToTarget', { message, sessionId: this.#workerSession })
        .catch(reject)
    })
  }
}

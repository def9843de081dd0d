/**
 * The accounts that wait for the liquidation engine, first come first served, each with the step from which it may be
 * processed. Plain data: a ring that grows with the queue, not with the crowd.
 */
export interface LiquidationQueue {
  ids: Int32Array
  dueSteps: Int32Array
  head: number
  length: number
}

export function createQueue(): LiquidationQueue {
  return { ids: new Int32Array(64), dueSteps: new Int32Array(64), head: 0, length: 0 }
}

/** The step from which the head may be processed. The queue must not be empty. */
export function headDueStep(queue: LiquidationQueue): number {
  return queue.dueSteps[queue.head]
}

export function pushToQueue(queue: LiquidationQueue, id: number, dueStep: number): void {
  if (queue.length === queue.ids.length) grow(queue)
  const at = (queue.head + queue.length++) & (queue.ids.length - 1)
  queue.ids[at] = id
  queue.dueSteps[at] = dueStep
}

export function shiftFromQueue(queue: LiquidationQueue): number {
  if (queue.length === 0) throw new Error('the liquidation queue is empty')
  const id = queue.ids[queue.head]
  queue.head = (queue.head + 1) & (queue.ids.length - 1)
  queue.length--
  return id
}

/** The same queue in a ring of its own with the head first, so that equal queues are equal data. */
export function copyQueue(queue: LiquidationQueue): LiquidationQueue {
  const copy = createQueue()
  for (let i = 0; i < queue.length; i++) {
    const at = (queue.head + i) & (queue.ids.length - 1)
    pushToQueue(copy, queue.ids[at], queue.dueSteps[at])
  }
  return copy
}

function grow(queue: LiquidationQueue): void {
  const ids = new Int32Array(2 * queue.ids.length)
  const dueSteps = new Int32Array(2 * queue.ids.length)
  for (let i = 0; i < queue.length; i++) {
    const at = (queue.head + i) & (queue.ids.length - 1)
    ids[i] = queue.ids[at]
    dueSteps[i] = queue.dueSteps[at]
  }
  Object.assign(queue, { ids, dueSteps, head: 0 })
}

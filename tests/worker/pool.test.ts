// Goal: a study is shared out to workers, its answers come in the order of its tasks, and a cancel, a newer batch, an error or a
// worker that cannot be loaded ends it in words. Method: workers that answer when the test says so, in any order.
import { describe, expect, it, vi } from 'vitest'
import { WorkerPool, workersFor } from '../../src/worker/pool.ts'
import { SupersededError } from '../../src/worker/superseded.ts'

class SlowWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  isEnded = false
  task: number | null = null
  postMessage(task: number): void {
    this.task = task
  }
  terminate(): void {
    this.isEnded = true
  }
  answer(): void {
    const { task } = this
    this.onmessage?.({ data: { answer: (task as number) * 10 } })
  }
}

function createPool(size: number) {
  const workers: SlowWorker[] = []
  const start = () => {
    workers.push(new SlowWorker())
    return workers[workers.length - 1] as unknown as Worker
  }
  return { workers, pool: new WorkerPool<number, number>(size, start) }
}

describe('a pool of workers', () => {
  it('answers in the order of the tasks, whoever is done first', async () => {
    const { workers, pool } = createPool(2)
    const answers = pool.perform([1, 2, 3, 4])
    expect(workers.map(({ task }) => task)).toEqual([1, 2])
    workers[1].answer()
    workers[1].answer()
    workers[1].answer()
    workers[0].answer()
    expect(await answers).toEqual([10, 20, 30, 40])
    // The same workers do the next batch.
    const more = pool.perform([5])
    workers[0].answer()
    expect(await more).toEqual([50])
    expect(workers).toHaveLength(2)
    expect(await pool.perform([])).toEqual([])
  })

  it('tells how many are answered, as long as some are not', async () => {
    const { workers, pool } = createPool(2)
    const heard: number[] = []
    const answers = pool.perform([1, 2, 3], (answered) => heard.push(answered))
    workers[1].answer()
    expect(heard).toEqual([1])
    workers[0].answer()
    workers[1].answer()
    await answers
    expect(heard).toEqual([1, 2])
  })

  it('ends its workers when it is cancelled, and starts others afterwards', async () => {
    const { workers, pool } = createPool(2)
    const broken = pool.perform([1, 2, 3])
    pool.cancel()
    await expect(broken).rejects.toBeInstanceOf(SupersededError)
    expect(workers.every(({ isEnded }) => isEnded)).toBe(true)
    const next = pool.perform([7])
    workers[0].answer() // one that is gone says something late
    workers[2].answer()
    expect(await next).toEqual([70])
  })

  it('breaks the batch before when another begins', async () => {
    const { workers, pool } = createPool(1)
    const first = pool.perform([1])
    const second = pool.perform([2])
    await expect(first).rejects.toBeInstanceOf(SupersededError)
    workers[1].answer()
    expect(await second).toEqual([20])
  })

  it('passes on why a task failed, and that a worker could not be loaded', async () => {
    const { workers, pool } = createPool(1)
    const failed = pool.perform([1])
    workers[0].onmessage?.({ data: { error: 'no such venue' } })
    await expect(failed).rejects.toThrow('no such venue')
    const lost = pool.perform([1])
    workers[1].onerror?.({ message: '' })
    await expect(lost).rejects.toThrow('could not be loaded')
  })

  it('says that a worker has gone without a word, and not of one that has not begun or of a browser that cannot tell', async () => {
    vi.useFakeTimers()
    const workers: SlowWorker[] = []
    const names: string[] = []
    let alive: ReadonlySet<string> | null = new Set()
    const start = (name: string) => {
      names.push(name)
      workers.push(new SlowWorker())
      return workers[workers.length - 1] as unknown as Worker
    }
    const pool = new WorkerPool<number, number>(2, start, () => Promise.resolve(alive))
    const batch = pool.perform([1, 2])
    const told = batch.then(String, String)
    let isOver = false
    void told.then(() => (isOver = true))
    await vi.advanceTimersByTimeAsync(5_000)
    alive = new Set(names)
    await vi.advanceTimersByTimeAsync(5_000)
    expect([isOver, new Set(names).size]).toEqual([false, 2])
    // To be missed once says nothing.
    alive = new Set([names[0]])
    await vi.advanceTimersByTimeAsync(1_000)
    alive = new Set(names)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isOver).toBe(false)
    alive = new Set([names[0]])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await told).toMatch(/The browser ended a worker/)
    expect(workers.every(({ isEnded }) => isEnded)).toBe(true)

    // The next batch has workers of its own.
    alive = null
    const next = pool.perform([7])
    await vi.advanceTimersByTimeAsync(5_000)
    workers[2].answer()
    expect(await next).toEqual([70])
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('leaves a core to the page', () => {
    expect([1, 2, 4, 64].map(workersFor)).toEqual([1, 1, 3, 8])
  })
})

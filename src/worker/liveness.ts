/**
 * Whether a worker is still there. One that the browser ends for want of memory says nothing, and while it computes it cannot be asked.
 * So each holds a lock of its own name as long as it lives, which the browser takes back in any case; who looks, looks for the lock.
 */

/** The browser's locks; none where the page came over an insecure connection, or the browser is old. */
const locks = () =>
  typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)

/** For the worker: its lock, for ever. */
export function holdLife(name: string): void {
  void locks()?.request(name, () => new Promise<never>(() => undefined))
}

/** Names of the locks that are held; null where nobody can say. */
export async function listAlive(): Promise<ReadonlySet<string> | null> {
  const found = await locks()?.query()
  return found?.held ? new Set(found.held.map(({ name }) => name ?? '')) : null
}

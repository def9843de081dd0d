/**
 * Makes what outlives the component that is being shown. What a class derives belongs to the component in which it was made, and
 * stays as it was once that one has gone; made here, it belongs to none.
 */
import { untrack } from 'svelte'

export function outlive<T>(make: () => T): T {
  let made: T | undefined
  $effect.root(() => {
    made = untrack(make)
  })
  return made as T
}

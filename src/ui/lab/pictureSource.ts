/** Where the numbers of the lab's pictures come from, for whoever saves one: the view that knows it says it. */
import { getContext, setContext } from 'svelte'

const KEY = Symbol('where pictures of the lab come from')

/** @param read what it is at the moment when a picture is saved */
export function setPictureSource(read: () => string): void {
  setContext(KEY, read)
}

export function getPictureSource(): () => string {
  return getContext<() => string>(KEY)
}

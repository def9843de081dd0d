/**
 * A request that a newer one made pointless (a seek during a drag, say) is answered too, with this message. It is no
 * fault, and the page says nothing about it.
 */
export const SUPERSEDED = 'a newer request took its place'

/** A newer request made this one pointless. Nothing to tell anybody. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError'
}

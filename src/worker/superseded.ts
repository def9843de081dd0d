/**
 * A request that a newer one made pointless (a seek during a drag, say) is answered too, with this message. It is no
 * fault, and the page says nothing about it.
 */
export const SUPERSEDED = 'a newer request took its place'

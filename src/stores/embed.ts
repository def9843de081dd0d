/**
 * The site in a frame of another page: the address asks for it with `?embed` before the hash. It then shows no header, and
 * tells the page around it how high it is, where the reader stands and what came out (docs/embedding.md). It takes no
 * orders: whatever a page says to it is not listened to.
 */
import type { Status } from './progressRecord.ts'

export type EmbedMessage =
  /** Of the whole content, in CSS pixels: what the frame would need to show all of it. */
  | { readonly kind: 'height'; readonly height: number }
  /** The reader went to another place; the hash names it. */
  | { readonly kind: 'step'; readonly hash: string }
  /** A step of a lesson is done. `right` is null where nothing was asked. */
  | {
      readonly kind: 'result'
      readonly lesson: string
      readonly step: string
      readonly right: boolean | null
      readonly status: Status
    }
  /** A run of the sandbox has come to its end. */
  | {
      readonly kind: 'result'
      readonly seed: string
      readonly priceFall: number
      readonly tradersOut: number
      readonly lossesCents: number
    }

/** Whether the address asks for the site without its chrome. */
export function isEmbedded(search: string = location.search): boolean {
  return new URLSearchParams(search).has('embed')
}

/** Tells the page around this one; nobody where there is none. What is told names nobody, so any page may hear it. */
export function tellAround(message: EmbedMessage, page: Window = window): void {
  if (page.parent === page || !isEmbedded(page.location.search)) return
  page.parent.postMessage({ source: 'loss-spiral', ...message }, '*')
}

/** Tells the height of the content whenever it changes. Returns the way to end it. */
export function tellHeight(content: HTMLElement): () => void {
  const observer = new ResizeObserver(() =>
    tellAround({ kind: 'height', height: Math.ceil(content.getBoundingClientRect().height) }),
  )
  observer.observe(content)
  return () => observer.disconnect()
}

/** The address of a place without the chrome, from the address of this page. */
export function toEmbedAddress(hash: string, address: string = location.href): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}?embed${hash}`
}

/** The address of a place with everything. */
export function toWholeAddress(hash: string, address: string = location.href): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}${hash}`
}

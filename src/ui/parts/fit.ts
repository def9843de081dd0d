/**
 * Makes what stands in a box small enough to be seen whole: for a projector, where nobody scrolls. The box keeps its place;
 * what is in it is scaled, never larger than it is and never smaller than can be read. Reads sizes, writes `zoom` and `data-tight`.
 */
const TRIES = 6
/** Where that is not enough, `data-tight` says how much of what is not needed has to go: the box's own style knows what. */
const TIGHTEST = 3

/** What can be read from the last row: 14 pixels of 720, 12 at least; the page's own type is this share of the root's. */
const READABLE = 14 / 720
const LEAST_PIXELS = 12
const TYPE = 0.875

function findSmallest(): number {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.min(1, Math.max(LEAST_PIXELS, READABLE * innerHeight) / (TYPE * root))
}

/** For `{@attach fit}` on a box whose height its surroundings give. */
export function fit(box: HTMLElement): () => void {
  let frame = 0
  let mayGrow = true

  const isCut = () => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1
  const scale = (to: number) => (box.style.zoom = to === 1 ? '' : String(to))

  function measure() {
    frame = 0
    if (!isCut() && (!mayGrow || box.style.zoom === '')) return
    mayGrow = false
    delete box.dataset['tight']
    scale(1)
    if (!isCut()) return
    const smallest = findSmallest()
    for (let tight = 0; tight < TIGHTEST; tight++) {
      scale(smallest)
      if (!isCut()) break
      box.dataset['tight'] = `${box.dataset['tight'] ?? ''} ${tight + 1}`.trim()
    }
    scale(1)
    if (!isCut()) return
    let [low, high] = [smallest, 1]
    for (let i = 0; i < TRIES; i++) {
      const middle = (low + high) / 2
      scale(middle)
      if (isCut()) high = middle
      else low = middle
    }
    scale(low)
  }

  /** While numbers run through, it only shrinks: what breathes cannot be read. */
  function schedule(grows: boolean) {
    mayGrow ||= grows
    frame ||= requestAnimationFrame(measure)
  }

  const sizes = new ResizeObserver(() => schedule(box.style.zoom === ''))
  const content = new MutationObserver((changes) =>
    schedule(changes.some(({ type, addedNodes }) => type === 'childList' && addedNodes.length > 0)),
  )
  const resize = () => schedule(true)
  sizes.observe(box)
  content.observe(box, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['open', 'class'],
  })
  addEventListener('resize', resize)
  schedule(true)
  return () => {
    cancelAnimationFrame(frame)
    sizes.disconnect()
    content.disconnect()
    removeEventListener('resize', resize)
    box.style.zoom = ''
    delete box.dataset['tight']
  }
}

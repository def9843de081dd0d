/**
 * Tells when a slider in a part of the page is taken in hand and when it is let go, by mouse, pen or finger. Keys take nothing
 * in hand. Where a browser does not say that the pointer has left, the change itself does, or the next touch of a key.
 */
import type { LeverDrag } from '../../stores/leverDrag.svelte.ts'

/** For `{@attach watchSliders(drag)}` on whatever holds the sliders. */
export function watchSliders(drag: Pick<LeverDrag, 'press' | 'release'>): (part: HTMLElement) => () => void {
  return (part) => {
    const watch = new AbortController()
    const { signal } = watch
    const release = () => drag.release()
    const press = ({ target, button }: PointerEvent) => {
      if (button === 0 && target instanceof HTMLInputElement && target.type === 'range') drag.press()
    }
    part.addEventListener('pointerdown', press, { signal })
    part.addEventListener('change', release, { signal })
    // Anywhere: a slider follows a pointer that has long left it.
    for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, release, { signal })
    return () => {
      watch.abort()
      release()
    }
  }
}

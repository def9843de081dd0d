/** A term beside the lesson: the small panel is put into the page by itself, and taken out when it closes. */
import { mount, unmount } from 'svelte'

export async function openTerm(id: string, anchor: HTMLElement): Promise<void> {
  const { default: TermPopover } = await import('../glossary/TermPopover.svelte')
  const panel = mount(TermPopover, {
    target: document.body,
    props: { id, anchor, onclose: () => void unmount(panel) },
  })
}

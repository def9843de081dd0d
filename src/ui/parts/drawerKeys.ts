/**
 * Whether a press closes a drawer: Escape where the focus is in it, or nowhere. Whatever else is open where the focus is, a
 * dialog or a panel, closes first.
 */
export function closesDrawer(event: KeyboardEvent, drawer: HTMLElement): boolean {
  const { key, target, defaultPrevented } = event
  if (key !== 'Escape' || defaultPrevented || drawer.hidden || !(target instanceof Node)) return false
  if (document.querySelector('dialog[open], :popover-open')) return false
  return target === document.body || drawer.contains(target)
}

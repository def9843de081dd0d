/**
 * Single-key shortcuts. A key that the focused control needs itself stays with that control; with a modifier key it
 * belongs to the browser. The list is also the help sheet.
 */
type ShortcutId =
  | 'toggle'
  | 'step'
  | 'back'
  | 'on'
  | 'speed'
  | 'replay'
  | 'reroll'
  | 'undo'
  | 'present'
  | 'next'
  | 'previous'
  | 'help'

interface Shortcut {
  readonly id: ShortcutId
  /** As `KeyboardEvent.key`, lower case. */
  readonly keys: readonly string[]
  /** As the help sheet shows the key. */
  readonly shown: string
  readonly does: string
}

export const shortcuts: readonly Shortcut[] = [
  { id: 'toggle', keys: [' '], shown: 'Space', does: 'play or pause' },
  { id: 'step', keys: ['.'], shown: '.', does: 'one step' },
  { id: 'back', keys: ['arrowleft'], shown: '←', does: 'one step back; with Shift, ten' },
  { id: 'on', keys: ['arrowright'], shown: '→', does: 'one step on; with Shift, ten' },
  {
    id: 'speed',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1 – 9',
    does: 'speed, from slow motion to as fast as it goes',
  },
  { id: 'replay', keys: ['r'], shown: 'R', does: 'replay: the same seed again' },
  { id: 'reroll', keys: ['n'], shown: 'N', does: 'reroll: another seed' },
  { id: 'undo', keys: ['u'], shown: 'U', does: 'take back the last change' },
  { id: 'present', keys: ['p'], shown: 'P', does: 'present: large type, few controls' },
  { id: 'next', keys: ['pagedown'], shown: 'Page ↓', does: 'presenting: what comes next, also by a clicker' },
  { id: 'previous', keys: ['pageup'], shown: 'Page ↑', does: 'presenting: one step of the lesson back' },
  { id: 'help', keys: ['?'], shown: '?', does: 'this sheet' },
]

/** So many steps does a key go that goes one without Shift. */
const LONG_WAY = 10

export const toWay = ({ shiftKey }: KeyboardEvent): number => (shiftKey ? LONG_WAY : 1)

export type Actions = Partial<Record<ShortcutId, (event: KeyboardEvent) => void>>

const TYPING = new Set(['text', 'search', 'email', 'url', 'password', 'tel'])

/** Keys that a control uses when it has the focus. */
function isNeeded(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement) {
    if (TYPING.has(target.type)) return true
    if (target.type === 'range') return key.startsWith('arrow')
    return key === ' ' || key.startsWith('arrow')
  }
  return key === ' ' && target.closest('button, a, summary') !== null
}

/** Runs the action whose key it is. */
export function handleKey(event: KeyboardEvent, actions: Actions): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  const key = event.key.toLowerCase()
  const found = shortcuts.find((shortcut) => shortcut.keys.includes(key))
  const act = found && actions[found.id]
  if (!act || isNeeded(key, event.target) || document.querySelector('dialog[open]')) return
  event.preventDefault()
  act(event)
}

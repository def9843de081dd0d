/**
 * Goal: settings are kept, found again and shared between tabs; what is damaged or refused is said and survived.
 * Method: a shelf in memory as a browser has it, with everything in it that can be wrong.
 */
import { describe, expect, it, vi } from 'vitest'
import { Settings } from '../../src/stores/settings.svelte.ts'
import { toStorageKey, type Shelf } from '../../src/stores/storage.ts'

/** A shelf as a browser has it, kept in memory. */
function createShelf(text?: string): Shelf & { text: string | undefined } {
  const shelf = {
    text,
    getItem: () => shelf.text ?? null,
    setItem: (_key: string, value: string) => {
      shelf.text = value
    },
    removeItem: () => {
      shelf.text = undefined
    },
  }
  return shelf
}

describe('settings', () => {
  it('are kept, and found again', () => {
    const shelf = createShelf()
    const settings = new Settings(shelf, 'key')
    expect(settings.theme).toBe('system')
    settings.theme = 'light'
    settings.motion = 'reduced'
    settings.shortcuts = false
    settings.stopsAtNews = true
    const again = new Settings(shelf, 'key')
    expect([again.theme, again.motion, again.shortcuts, again.reducesMotion]).toEqual([
      'light',
      'reduced',
      false,
      true,
    ])
    expect(again.stopsAtNews).toBe(true)
    expect(again.problem).toBeNull()
  })

  it.each(['{"theme":', 'null', '7', '{"theme":"pink","shortcuts":"no","motion":3}', '[]'])(
    'survive %s in the storage',
    (text) => {
      const settings = new Settings(createShelf(text), 'key')
      expect([settings.theme, settings.motion, settings.shortcuts]).toEqual(['system', 'system', true])
    },
  )

  it('present through a reload of the tab, and not beyond it', () => {
    const tab = createShelf()
    const settings = new Settings(createShelf(), 'key', tab)
    expect(settings.presenting).toBe(false)
    settings.presenting = true
    expect(new Settings(createShelf(), 'key', tab).presenting).toBe(true)
    expect(new Settings(createShelf(), 'key', createShelf()).presenting).toBe(false)
    settings.presenting = false
    expect(new Settings(createShelf(), 'key', tab).presenting).toBe(false)
  })

  it('say that what was stored is damaged', () =>
    expect(new Settings(createShelf('{"theme":'), 'key').problem).toContain('damaged'))

  it('work for this visit where nothing can be stored, and say so', () => {
    const refuse = () => {
      throw new DOMException('no', 'QuotaExceededError')
    }
    const settings = new Settings({ getItem: refuse, setItem: refuse, removeItem: refuse }, 'key')
    settings.theme = 'dark'
    expect(settings.theme).toBe('dark')
    expect(settings.problem).toContain('storage is full')
    const none = new Settings(null, 'key')
    none.theme = 'dark'
    expect(none.problem).toContain('does not allow')
  })

  it('keep what another tab chose, and change only their own field', () => {
    const shelf = createShelf()
    const [one, other] = [new Settings(shelf, 'key'), new Settings(shelf, 'key')]
    one.theme = 'light'
    other.motion = 'reduced'
    expect(JSON.parse(shelf.text ?? '')).toEqual({
      theme: 'light',
      motion: 'reduced',
      shortcuts: true,
      sound: false,
      stopsAtNews: false,
    })
    one.shortcuts = false
    const again = new Settings(shelf, 'key')
    expect([again.theme, again.motion, again.shortcuts]).toEqual(['light', 'reduced', false])
  })

  it('follow another tab while they are open, and only their own key', () => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    const shelf = createShelf()
    const settings = new Settings(shelf, 'key')
    const tell = (key: string | null, newValue: string | null) =>
      page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
    shelf.text = '{"theme":"light"}'
    tell('other', shelf.text)
    expect(settings.theme).toBe('system')
    tell('key', shelf.text)
    expect(settings.theme).toBe('light')
    settings.close()
    shelf.text = '{"theme":"dark"}'
    tell('key', shelf.text)
    expect(settings.theme).toBe('light')
    vi.unstubAllGlobals()
  })

  it('have keys of their own folder', () => {
    expect(toStorageKey('settings', 'https://example.org/class/spiral/index.html#/limits')).toBe(
      'loss-spiral:/class/spiral/:settings',
    )
  })
})

/**
 * Goal: the live region says at most one thing every two seconds, the newest, and nothing twice.
 * Method: timers that the test moves on.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Announcer } from '../../src/ui/parts/announcer.svelte.ts'

describe('the announcer', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('says one thing every two seconds, the newest, and forgets what was overtaken', () => {
    const announcer = new Announcer(() => Date.now())
    announcer.say('News: −4%.')
    expect(announcer.text).toBe('News: −4%.')
    announcer.say('50 traders are sold out.')
    vi.advanceTimersByTime(1_500)
    announcer.say('500 traders are sold out.')
    expect(announcer.text).toBe('News: −4%.')
    vi.advanceTimersByTime(500)
    expect(announcer.text).toBe('500 traders are sold out.')
    announcer.say('900 traders are sold out.')
    vi.advanceTimersByTime(1_999)
    expect(announcer.text).toBe('500 traders are sold out.')
    vi.advanceTimersByTime(1)
    expect(announcer.text).toBe('900 traders are sold out.')
  })

  it('does not say the same twice', () => {
    const announcer = new Announcer(() => Date.now())
    announcer.say('Calm.')
    announcer.say('Calm.')
    vi.advanceTimersByTime(5_000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

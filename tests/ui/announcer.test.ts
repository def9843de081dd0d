/**
 * Goal: the live region speaks once every two seconds at most, of the newest, and says nothing twice; what must not be missed is not.
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

  it('says all that must not be missed, in order and before the newest', () => {
    const announcer = new Announcer(() => Date.now())
    announcer.say('The price has fallen by 1%.')
    announcer.sayAll(['Alarm: the price.'])
    announcer.say('The price has fallen by 2%.')
    announcer.sayAll(['Your rule passed.', 'Alarm: the price.'])
    announcer.say('The price has fallen by 3%.')
    vi.advanceTimersByTime(2_000)
    expect(announcer.text).toBe('Alarm: the price. Your rule passed. The price has fallen by 3%.')
    announcer.sayAll(['The house cannot pay.'])
    announcer.say('The house cannot pay.')
    vi.advanceTimersByTime(2_000)
    expect(announcer.text).toBe('The house cannot pay.')
    vi.advanceTimersByTime(5_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not say the same twice', () => {
    const announcer = new Announcer(() => Date.now())
    announcer.say('Calm.')
    announcer.say('Calm.')
    vi.advanceTimersByTime(5_000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

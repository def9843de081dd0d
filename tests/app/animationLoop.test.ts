/**
 * Goal: one loop moves the page's time, rests when nobody needs it, and nothing that breaks in a frame stops the others.
 * Method: a browser whose frames come when the test says so.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { AnimationLoop, type FrameSource } from '../../src/app/animationLoop.ts'

let nowMs = 0
let isHidden = false
let asked: Map<number, (nowMs: number) => void>
let reported: unknown[]
let tellVisibility = () => {}
let loop: AnimationLoop

beforeEach(() => {
  nowMs = 1_000
  isHidden = false
  asked = new Map()
  reported = []
  let requests = 0
  const source: FrameSource = {
    now: () => nowMs,
    request: (next) => {
      asked.set(++requests, next)
      return requests
    },
    cancel: (request) => void asked.delete(request),
    isHidden: () => isHidden,
    onVisibility: (change) => (tellVisibility = change),
    report: (error) => void reported.push(error),
  }
  loop = new AnimationLoop(source)
})

/** So much time passes, and the browser draws a frame, if it was asked for one. */
function passFrame(ms: number): void {
  nowMs += ms
  const [first] = asked
  if (first === undefined) return
  asked.delete(first[0])
  first[1](nowMs)
}

function setHidden(hidden: boolean): void {
  isHidden = hidden
  tellVisibility()
}

/** Subscribes, and returns the elapsed times that were heard of. */
function listen(): number[] {
  const heard: number[] = []
  loop.subscribe((_nowMs, elapsedMs) => void heard.push(elapsedMs))
  return heard
}

describe('the loop', () => {
  it('asks for one frame at a time, for all who listen', () => {
    const [first, second] = [listen(), listen()]
    expect(asked.size).toBe(1)
    passFrame(16)
    passFrame(17)
    expect([first, second]).toEqual([
      [16, 17],
      [16, 17],
    ])
    expect(asked.size).toBe(1)
  })

  it('asks for none before somebody listens and after the last one has left', () => {
    expect(asked.size).toBe(0)
    const leave = loop.subscribe(() => {})
    const leaveToo = loop.subscribe(() => {})
    leave()
    expect(asked.size).toBe(1)
    leaveToo()
    expect(asked.size).toBe(0)
  })

  it('can be left in a frame', () => {
    const heard: number[] = []
    const leave = loop.subscribe((_nowMs, elapsedMs) => {
      heard.push(elapsedMs)
      leave()
    })
    passFrame(16)
    passFrame(16)
    expect([heard, asked.size]).toEqual([[16], 0])
  })

  it('rests in the background, and what passed there does not count', () => {
    const heard = listen()
    passFrame(16)
    setHidden(true)
    expect(asked.size).toBe(0)
    passFrame(60_000)
    setHidden(false)
    expect(asked.size).toBe(1)
    passFrame(15)
    expect(heard).toEqual([16, 15])
  })

  it('does not begin in the background', () => {
    setHidden(true)
    const heard = listen()
    expect(asked.size).toBe(0)
    setHidden(false)
    passFrame(5)
    expect(heard).toEqual([5])
  })

  it('counts no time that runs backward', () => {
    const heard = listen()
    passFrame(-3)
    passFrame(20)
    expect(heard).toEqual([0, 20])
  })

  it('leaves out who fails, says so once, and goes on for the others', () => {
    const fault = new Error('a picture broke')
    loop.subscribe(() => {
      throw fault
    })
    const heard = listen()
    passFrame(16)
    passFrame(16)
    expect(heard).toEqual([16, 16])
    expect(reported).toEqual([fault])
  })
})

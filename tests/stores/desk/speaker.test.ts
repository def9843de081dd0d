/**
 * Goal: the desk is silent until somebody asks for sound, ticks no faster than one can hear, and goes on where there is no sound.
 * Method: an audio context that writes down what it is told.
 */
import { describe, expect, it } from 'vitest'
import { Speaker } from '../../../src/stores/desk/speaker.ts'
import type { Cue, Tones } from '../../../src/stores/desk/tones.ts'

interface Heard {
  readonly pitch: number
  readonly from: number
  readonly to: number
  readonly peak: number
}

function createContext(heard: Heard[]): Tones {
  const destination = {} as AudioDestinationNode
  return {
    currentTime: 5,
    state: 'suspended',
    destination,
    resume: () => Promise.resolve(),
    createGain: () => {
      const peaks: number[] = []
      return {
        peaks,
        connect: (to: unknown) => to,
        gain: {
          setValueAtTime: () => undefined,
          linearRampToValueAtTime: (value: number) => peaks.push(value),
          setTargetAtTime: () => undefined,
        },
      } as unknown as GainNode
    },
    createOscillator: () => {
      let [from, peak] = [NaN, NaN]
      const frequency = { value: 0 }
      return {
        frequency,
        connect: (gain: GainNode & { peaks: number[] }) => {
          peak = gain.peaks.at(-1) ?? NaN
          return gain
        },
        start: (at: number) => (from = at),
        stop: (to: number) => heard.push({ pitch: frequency.value, from, to, peak }),
      } as unknown as OscillatorNode
    },
  }
}

const CUES: readonly Cue[] = [
  'tick',
  'alarm',
  'passed',
  'failed',
  'starts',
  'solvent',
  'insolvent',
  'won',
  'lost',
]

describe('the speaker', () => {
  it('is silent, and makes no audio context, until it is asked for', () => {
    let made = 0
    const heard: Heard[] = []
    const settings = { sound: false }
    const speaker = new Speaker(settings, () => (made++, createContext(heard)))
    for (const cue of CUES) speaker.say(cue)
    expect([made, heard]).toEqual([0, []])
    settings.sound = true
    speaker.say('won')
    expect(made).toBe(1)
    expect(heard.length).toBeGreaterThan(1)
  })

  it('has a cue for each, that begins now, ends within three seconds and is quiet', () => {
    for (const cue of CUES) {
      const heard: Heard[] = []
      new Speaker({ sound: true }, () => createContext(heard)).say(cue)
      expect(heard, cue).not.toHaveLength(0)
      for (const { pitch, from, to, peak } of heard) {
        expect(from).toBeGreaterThanOrEqual(5)
        expect(to).toBeLessThanOrEqual(8)
        expect(pitch).toBeGreaterThan(100)
        expect(pitch).toBeLessThan(1_000)
        expect(peak).toBeGreaterThan(0)
        expect(peak).toBeLessThanOrEqual(0.25)
      }
    }
  })

  it('ticks by how much is sold, and not faster than one can hear', () => {
    const heard: Heard[] = []
    let now = 0
    const speaker = new Speaker(
      { sound: true },
      () => createContext(heard),
      () => now,
    )
    for (let i = 0; i < 10; i++) speaker.say('tick')
    expect(heard).toHaveLength(1)
    now = 1_000
    speaker.say('tick', 0.5)
    expect(heard[1].peak).toBeCloseTo(heard[0].peak / 2, 9)
    speaker.say('tick', 0)
    expect(heard).toHaveLength(2)
  })

  it('lets everything go on where the browser has no sound', () => {
    const speaker = new Speaker({ sound: true }, () => {
      throw new Error('no audio')
    })
    expect(() => speaker.say('alarm')).not.toThrow()
  })
})

/**
 * What the desk sounds like, made of plain tones by the browser itself: soft, short, and low enough to stay in the background. Every
 * cue also stands on the screen, so that nobody misses anything without sound.
 */

/** What can be heard. */
export type Cue = 'tick' | 'alarm' | 'passed' | 'failed' | 'starts' | 'solvent' | 'insolvent' | 'won' | 'lost'

interface Tone {
  /** In Hertz. */
  readonly pitch: number
  /** Seconds after the cue. */
  readonly after: number
  /** Until it has died away, in seconds. */
  readonly lasts: number
  readonly gain: number
  readonly form: OscillatorType
}

/** A tone of the scale, in half steps above the A below middle C. */
const toPitch = (halfSteps: number) => 220 * 2 ** (halfSteps / 12)

const pluck = (halfSteps: number, after = 0, gain = 0.5): Tone => ({
  pitch: toPitch(halfSteps),
  after,
  lasts: 0.5,
  gain,
  form: 'triangle',
})
const soft = (halfSteps: number, after: number, lasts: number, gain = 0.35): Tone => ({
  pitch: toPitch(halfSteps),
  after,
  lasts,
  gain,
  form: 'sine',
})

/** Each in one scale, so that whatever falls together sounds together. */
const SCORE: Readonly<Record<Cue, readonly Tone[]>> = {
  tick: [{ pitch: toPitch(-5), after: 0, lasts: 0.07, gain: 0.3, form: 'sine' }],
  alarm: [soft(15, 0, 0.3), soft(10, 0.16, 0.45)],
  passed: [pluck(3), pluck(7, 0.1), pluck(10, 0.2)],
  failed: [pluck(7), pluck(3, 0.12), pluck(0, 0.24)],
  starts: [soft(3, 0, 0.6), soft(15, 0, 0.6, 0.15)],
  solvent: [pluck(15, 0, 0.25)],
  insolvent: [pluck(-9, 0, 0.45)],
  won: [soft(3, 0, 1.6), soft(7, 0.09, 1.6), soft(10, 0.18, 1.6), soft(17, 0.27, 1.8, 0.25)],
  lost: [soft(0, 0, 1.4), soft(-5, 0.12, 1.4), soft(-9, 0.24, 1.6)],
}

const LOUDEST = 0.22
/** A tone never begins at once: that would click. */
const ATTACK_SECONDS = 0.008

/** What of an audio context is needed; tests give their own. */
export type Tones = Pick<
  AudioContext,
  'currentTime' | 'createOscillator' | 'createGain' | 'destination' | 'state' | 'resume'
>

/** @param strength from 0 to 1: how much of it there is */
export function sound(context: Tones, cue: Cue, strength: number): void {
  for (const tone of SCORE[cue]) {
    const begins = context.currentTime + tone.after
    const ends = begins + tone.lasts
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.type = tone.form
    oscillator.frequency.value = tone.pitch
    gain.gain.setValueAtTime(0, begins)
    gain.gain.linearRampToValueAtTime(tone.gain * LOUDEST * strength, begins + ATTACK_SECONDS)
    gain.gain.setTargetAtTime(0, begins + ATTACK_SECONDS, tone.lasts / 5)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(begins)
    oscillator.stop(ends)
  }
}

/**
 * Says when something is to be heard, where the person has asked for sound. Where the browser refuses, everything goes on in
 * silence.
 */
import { sound, type Cue, type Tones } from './tones.ts'

/** Forced sales come in crowds: so many ticks a second are enough. */
const TICK_MS = 90

interface Asked {
  readonly sound: boolean
}

export class Speaker {
  readonly #settings: Asked
  readonly #create: () => Tones
  readonly #now: () => number
  #context: Tones | null = null
  #tickedMs = -Infinity

  constructor(
    settings: Asked,
    create: () => Tones = () => new AudioContext(),
    now: () => number = () => performance.now(),
  ) {
    this.#settings = settings
    this.#create = create
    this.#now = now
  }

  /** @param strength from 0 to 1: how much of it there is */
  say(cue: Cue, strength = 1): void {
    if (!this.#settings.sound || strength <= 0) return
    if (cue === 'tick') {
      if (this.#now() - this.#tickedMs < TICK_MS) return
      this.#tickedMs = this.#now()
    }
    try {
      this.#context ??= this.#create()
      // Made before anybody has pressed anything, it waits.
      if (this.#context.state === 'suspended') void this.#context.resume()
      sound(this.#context, cue, Math.min(1, strength))
    } catch {
      // A browser without sound: all of it stands on the screen too.
    }
  }

  close(): void {
    const context = this.#context
    this.#context = null
    if (context && 'close' in context) void (context as AudioContext).close()
  }
}

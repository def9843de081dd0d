/**
 * What the sandbox and a comparison do alike with time: they play until the story of the last push is told, stop there by
 * themselves, and go to any moment. Whoever plays on after that sees the rest.
 */
import type { Played } from './playable.ts'

interface Player extends Played<{ readonly stepSeconds: number }> {
  play(): void
  pause(): void
  stepOnce(): Promise<void>
  seek(step: number): Promise<void>
}

export abstract class StoryPlayer {
  abstract readonly run: Player
  /** Whether the story of the last push is told. */
  abstract readonly isSettled: boolean
  protected stopsWhenSettled = false
  /** How often somebody stopped, stepped or went elsewhere: what is answered only after that must not play. */
  protected interventions = 0
  /** The step that was asked for and is not reached yet. */
  #aim: number | null = null
  /** The moment that somebody went to last; null where they did something else since. */
  #asked: number | null = null

  abstract replay(): Promise<void>

  toggle(): void {
    this.#intervene(null)
    if (this.run.playing) this.run.pause()
    else this.play()
  }

  play(): void {
    // Whoever plays on after the end of the story wants to see the rest.
    this.stopsWhenSettled = !this.isSettled
    if (this.run.atEnd) void this.replay()
    else this.run.play()
  }

  stepOnce(): Promise<void> {
    this.#intervene(null)
    return this.run.stepOnce()
  }

  seek(step: number): void {
    this.#intervene(step)
    this.run.pause()
    this.#aim = step
    void this.run.seek(step).then(() => {
      if (this.#aim === step) this.#aim = null
    })
  }

  /** So many steps on or back, from where the last such wish leads to: keys come faster than answers. */
  seekBy(steps: number): void {
    this.seek(Math.min(this.run.steps, Math.max(0, (this.#aim ?? this.run.step) + steps)))
  }

  /** Returns a way to ask which moment was gone to from now on; null while none was. */
  hearTime(): () => number | null {
    const { interventions } = this
    return () => (interventions === this.interventions ? null : this.#asked)
  }

  #intervene(asked: number | null): void {
    this.interventions++
    this.#asked = asked
  }

  /** Asked when time has passed. Returns whether the story ended just now. */
  protected stopWhenSettled(): boolean {
    if (!this.run.playing || !this.stopsWhenSettled || !this.isSettled) return false
    this.run.pause()
    this.stopsWhenSettled = false
    return true
  }
}

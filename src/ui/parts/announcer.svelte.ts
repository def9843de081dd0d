/**
 * One calm voice for readers who do not see the picture: at most one thing every two seconds, and always the newest. What
 * was overtaken before it could be said is not said.
 */
const SILENCE_MS = 2000

export class Announcer {
  text = $state('')
  #waiting: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #saidMs = -Infinity
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  say(text: string): void {
    if (text === '' || text === (this.#waiting ?? this.text)) return
    this.#waiting = text
    if (this.#timer !== undefined) return
    const wait = this.#saidMs + SILENCE_MS - this.#now()
    if (wait <= 0) this.#speak()
    else this.#timer = setTimeout(() => this.#speak(), wait)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #speak(): void {
    this.#timer = undefined
    if (this.#waiting === null) return
    this.text = this.#waiting
    this.#waiting = null
    this.#saidMs = this.#now()
  }
}

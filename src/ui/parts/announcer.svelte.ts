/**
 * One calm voice for readers who do not see the picture: once every two seconds at most, and always the newest. What was overtaken
 * before it could be said is not said, unless it must not be missed: then it is said before the newest.
 */
const SILENCE_MS = 2000

export class Announcer {
  text = $state('')
  #waiting: string | null = null
  #kept: readonly string[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #saidMs = -Infinity
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  say(text: string): void {
    if (text === '' || text === (this.#waiting ?? this.text)) return
    this.#waiting = text
    this.#begin()
  }

  /** Something that happened, and is heard however soon something else happens. */
  sayAll(texts: readonly string[]): void {
    const news = texts.filter((text) => !this.#kept.includes(text))
    if (news.length === 0) return
    this.#kept = [...this.#kept, ...news]
    this.#begin()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #begin(): void {
    if (this.#timer !== undefined) return
    const wait = this.#saidMs + SILENCE_MS - this.#now()
    if (wait <= 0) this.#speak()
    else this.#timer = setTimeout(() => this.#speak(), wait)
  }

  #speak(): void {
    this.#timer = undefined
    const newest = this.#waiting === null || this.#kept.includes(this.#waiting) ? [] : [this.#waiting]
    const texts = [...this.#kept, ...newest]
    if (texts.length === 0) return
    this.text = texts.join(' ')
    this.#waiting = null
    this.#kept = []
    this.#saidMs = this.#now()
  }
}

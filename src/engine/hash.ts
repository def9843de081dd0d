/**
 * A hash of plain data: numbers, texts, lists, typed arrays and objects of them. Two interleaved 32-bit mixes after MurmurHash3
 * (Appleby, 2008); not for security. Reads its argument only.
 */

/** 16 hexadecimal digits: equal in Node and in every browser for the same scenario, seed and version. */
export function hashState(snapshot: object): string {
  const mixer = new Mixer()
  mixer.mix(snapshot)
  return mixer.digest()
}

class Mixer {
  #a = 0x9747b28c
  #b = 0x5bd1e995
  readonly #double = new Float64Array(1)
  readonly #view = new DataView(this.#double.buffer)

  mix(value: unknown): void {
    if (typeof value === 'number') return this.#mixNumber(value)
    if (typeof value === 'string') {
      this.#mixWord(value.length)
      for (let i = 0; i < value.length; i++) this.#mixWord(value.charCodeAt(i))
    } else if (typeof value === 'boolean') this.#mixWord(value ? 3 : 2)
    else if (value === null || value === undefined) this.#mixWord(1)
    else if (Array.isArray(value)) {
      this.#mixWord(value.length)
      for (const inner of value) this.mix(inner)
    } else if (ArrayBuffer.isView(value)) {
      const column = value as Float64Array
      this.#mixWord(column.length)
      for (let i = 0; i < column.length; i++) this.#mixNumber(column[i])
    } else {
      for (const [key, inner] of Object.entries(value as object)) {
        this.mix(key)
        this.mix(inner)
      }
    }
  }

  /** Through a DataView, so that the byte order of the machine does not matter; 0 and −0 are the same number. */
  #mixNumber(value: number): void {
    this.#view.setFloat64(0, value + 0)
    this.#mixWord(this.#view.getUint32(0))
    this.#mixWord(this.#view.getUint32(4))
  }

  #mixWord(word: number): void {
    let k = Math.imul(word, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    const a = this.#a ^ k
    this.#a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0
    const b = this.#b ^ Math.imul(word ^ this.#a, 0x85ebca6b)
    this.#b = (Math.imul((b << 17) | (b >>> 15), 0xc2b2ae35) + 0x27d4eb2f) | 0
  }

  digest(): string {
    const finish = (h: number) => {
      h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
      h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
      return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0')
    }
    return finish(this.#a) + finish(this.#b ^ this.#a)
  }
}

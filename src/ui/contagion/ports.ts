/** Goal: pipes that leave a house by its roof or its floor stand side by side, none on another. Pure: in CSS pixels, as routes are. */
interface Pipe {
  readonly key: string
  readonly from: string
  readonly to: string
}

/** Which way each pipe goes. */
interface Plan {
  readonly placed: ReadonlyMap<string, { readonly way: string }>
}

/** Where pipes leave a house by its roof or its floor: side by side, in their order. */
export class Ports {
  readonly #total = new Map<string, number>()
  readonly #taken = new Map<string, number>()

  constructor(pipes: readonly Pipe[], plan: Plan) {
    for (const { key, from, to } of pipes) {
      const place = plan.placed.get(key)
      if (!place || place.way === 'gap') continue
      for (const id of [from, to]) {
        const side = `${id} ${place.way === 'roof'}`
        this.#total.set(side, (this.#total.get(side) ?? 0) + 1)
      }
    }
  }

  take(
    id: string,
    { left, right }: { readonly left: number; readonly right: number },
    isRoof: boolean,
  ): number {
    const side = `${id} ${isRoof}`
    const n = this.#taken.get(side) ?? 0
    this.#taken.set(side, n + 1)
    return left + ((n + 1) / ((this.#total.get(side) ?? 1) + 1)) * (right - left)
  }
}

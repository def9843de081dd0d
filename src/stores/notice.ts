/** Something to say to the person, with a wish that may follow. */
export interface Notice {
  readonly words: string
  readonly isProblem: boolean
  /** Answers to choose from; `chosen` is -1 where there is none yet. */
  readonly choose?: {
    readonly label: string
    readonly options: readonly string[]
    readonly chosen: number
    readonly act: (chosen: number) => void
  }
  /** What it says is still under way: ends it. */
  readonly stop?: () => void
  readonly go?: { readonly label: string; readonly act: () => void }
}

/** Something to say to the person, with a wish that may follow. */
export interface Notice {
  readonly words: string
  readonly isProblem: boolean
  readonly go?: { readonly label: string; readonly act: () => void }
}

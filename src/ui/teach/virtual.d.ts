/** Made by src/cli/teachPlugin.ts from the folder lessons/. */
declare module 'virtual:teach' {
  export const plans: readonly import('../../course/plans.ts').ClassPlan[]
  /** By lesson. */
  export const worksheets: Readonly<
    Record<string, () => Promise<import('../../course/worksheet.ts').Worksheet>>
  >
}

/** Pushes are shocks that came while a run was watched: where they stand in its list, for the page and the worker alike. */
/**
 * The shocks of a run after one more push. Planned ones stay; a push that was made for a later step went with the future.
 * @param shocks the planned ones, and after them the pushes so far
 */
export function withPush<S extends { readonly step: number }>(
  planned: readonly S[],
  shocks: readonly S[],
  push: S,
): S[] {
  const made = shocks.slice(planned.length).filter(({ step }) => step <= push.step)
  return [...planned, ...made, push]
}

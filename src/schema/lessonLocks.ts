/** What a teacher can lock in a link to a lesson: the names, in the order in which links write them. */
export const LOCK_IDS = ['controls', 'hints', 'showme', 'skip', 'next'] as const

/** The printable pages of a lesson, as links for one another. */
export const LESSON_PAGES = [
  { id: '', name: 'Notes' },
  { id: 'worksheet', name: 'Worksheet' },
  { id: 'answers', name: 'Answers' },
] as const
type LessonPage = (typeof LESSON_PAGES)[number]['id']

export function toPageHash(lessonId: string, page: LessonPage): string {
  return page === '' ? `#/teach/${lessonId}` : `#/teach/${lessonId}/${page}`
}

export function listPages(lessonId: string, current: LessonPage) {
  return [
    ...LESSON_PAGES.map(({ id, name }) => ({
      href: toPageHash(lessonId, id),
      name,
      isCurrent: id === current,
    })),
    { href: `#/lessons/${lessonId}`, name: 'The lesson' },
  ]
}

/** What src/cli/glossaryPlugin.ts makes of lessons/glossary. */
declare module 'virtual:glossary' {
  const entries: readonly import('../../course/glossary.ts').GlossaryEntry[]
  export default entries
}

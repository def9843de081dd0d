/** Made by src/cli/lessonsPlugin.ts from the folder lessons/. */
declare module 'virtual:lessons' {
  const catalog: readonly import('./catalog.ts').CatalogEntry[]
  export default catalog
}

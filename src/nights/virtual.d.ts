/** Made by src/cli/nightsPlugin.ts from the folder lessons/nights/. */
declare module 'virtual:nights' {
  const catalog: readonly import('./catalog.ts').NightEntry[]
  export default catalog
}

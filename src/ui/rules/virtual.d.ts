/** Made by src/cli/rulesPlugin.ts. */
declare module 'virtual:rules' {
  const texts: import('../../course/rules/rule.ts').RuleTexts
  export default texts
}

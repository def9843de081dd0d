/** What a page needs to play golden runs of both versions and studies of the lab by their names; built for it by tests/e2e/player.ts. */
export { playByName } from './play.ts'
export { playWorldByName } from './playWorld.ts'
export { answerHere, studyByName } from './riskStudies.ts'

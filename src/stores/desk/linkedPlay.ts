/** A play that came with an address: which game it is of, before its night is there; then the play itself. */
import { FieldError } from '../../schema/fieldError.ts'
import type { Night } from '../../nights/night.ts'
import { readPlayedGame, readPlayText, type PlayedGame, type ReadPlay } from '../../nights/playLink.ts'

export interface LinkedPlay extends PlayedGame {
  readonly play: (night: Night) => ReadPlay
}

/**
 * @param place the game that the address itself names
 * @throws FieldError where the text is damaged, or of another game
 */
export function readLinkedPlay(text: string, place: string): LinkedPlay {
  const game = readPlayedGame(text)
  if (game.game !== place)
    throw new FieldError('link', game.game, `a play of “${place}”, as its address says`)
  return { ...game, play: (night) => readPlayText(text, night) }
}

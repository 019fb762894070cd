/** Quieter than this, in parts of full scale, is silence. */
const silence = 0.01;

/**
 * Follows who speaks: each call gets the levels of now, by seat, and answers with the loudest seat, or none if all are silent.
 * Whoever has the word keeps it through the pauses between words, and until another is clearly louder.
 */
export function followSpeaker() {
  const heard = new Map<number, number>();
  let speaker: number | undefined;

  return (levels: ReadonlyMap<number, number>): number | undefined => {
    for (const seat of heard.keys()) if (!levels.has(seat)) heard.delete(seat);
    for (const [seat, level] of levels) heard.set(seat, Math.max(level, (heard.get(seat) ?? 0) / 2));

    const loudest = [...heard.keys()].sort((one, other) => heard.get(other)! - heard.get(one)!)[0];
    const levelOf = (seat: number | undefined) => heard.get(seat ?? 0) ?? 0;
    if (levelOf(speaker) < silence || levelOf(loudest) > 2 * levelOf(speaker)) speaker = loudest;
    if (levelOf(speaker) < silence) speaker = undefined;
    return speaker;
  };
}
